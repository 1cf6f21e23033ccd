import { execFileSync } from 'node:child_process'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { apiOfWindow } from '../e2e/hosts/window-api.ts'
import { makeBackupFile } from '../helpers/backup-file.ts'
import { entryOf } from '../helpers/catalog-entries.ts'
import { expect, test } from './desktop.ts'

const PASSPHRASE = 'six words of a backup passphrase'

async function writeBackup(dataDir: string): Promise<string> {
  const path = join(dataDir, '..', 'eve.patchbay-backup')
  writeFileSync(path, await makeBackupFile(PASSPHRASE))
  return path
}

async function restore(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' })
  await expect(dialog.getByText('Opens eve.patchbay-backup.')).toBeVisible()
  await dialog.getByLabel('Passphrase').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(dialog.getByText('Made ')).toBeVisible()
}

/** Drops files of the disk as a person does, past the page: Chromium itself decides what becomes of them. */
async function dropFiles(page: Page, files: string[]) {
  const cdp = await page.context().newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  const at = { x: 640, y: 500, data }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, ...at })
}

test('a backup that is named at the start is offered for restoring, before there is any workspace', async ({
  desktop: { start, dataDir },
}) => {
  const path = await writeBackup(dataDir)
  const { page } = await start({ args: [path] }).firstWindow()
  await restore(page)
  await page.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Of Eve' })).toBeVisible()
})

test('a backup that a second start names is opened by the first, whose window comes to the front', async ({
  desktop: { start, dataDir },
}) => {
  const path = await writeBackup(dataDir)
  const first = start()
  const { page } = await first.firstWindow()
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  // Named as a person names it who stands in its directory.
  expect(await start({ args: [basename(path)], directory: dirname(path) }).ended).toBe(0)
  await restore(page)
  expect(first.notes.map(({ call }) => call)).toContain('focus')
})

test('a backup that macOS hands over is opened, and the page never learns where it is', async ({
  window: { page, standIn },
  desktop: { dataDir },
}) => {
  const path = await writeBackup(dataDir)
  await page.evaluate(() => {
    const { patchbay } = globalThis as unknown as { patchbay: { onChange(listener: (c: object) => void): void } }
    patchbay.onChange((change) => (document.body.dataset['change'] = JSON.stringify(change)))
  })
  expect(await standIn.main.emitOnApp('open-file', path)).toBe(true)
  await expect(page.locator('body')).toHaveAttribute('data-change', '{"workspaceId":null,"topic":"desktop"}')
  await restore(page)
  expect(await page.content()).not.toContain(dirname(path))
})

test('files that are no backup, or cannot be read, are refused with a reason', async ({
  window: { page, standIn },
  desktop: { dataDir },
}) => {
  const at = (name: string) => join(dataDir, '..', name)
  mkdirSync(at('folder.patchbay-backup'))
  writeFileSync(at('large.age'), '')
  // So large that reading it would fail by itself; the program must have looked before.
  truncateSync(at('large.age'), 3 * 1024 ** 3)
  if (process.platform !== 'win32') execFileSync('mkfifo', [at('pipe.age')])
  await standIn.main.emitOnApp('open-file', '/etc/passwd')
  for (const [name, reason] of [
    ['folder.patchbay-backup', 'It is not a file'],
    ...(process.platform === 'win32' ? [] : [['pipe.age', 'It is not a file'] as const]),
    ['large.age', 'A backup may have at most 64 MiB'],
    ['missing.age', 'It cannot be read'],
  ] as const) {
    await standIn.main.emitOnApp('open-file', at(name))
    const alert = page.getByRole('alert').filter({ hasText: `${name} could not be opened` })
    await expect(alert).toContainText(reason)
    await expect(alert).not.toContainText(dirname(at(name)))
  }
  // It came first, and what comes is told in its order.
  await expect(page.getByText('passwd')).toHaveCount(0)
})

test('what is no backup, or a switch, is not offered at the start', async ({ desktop: { start, dataDir } }) => {
  const missing = join(dataDir, 'missing.age')
  const { page } = await start({ args: ['/etc/passwd', '--log=switch.age', '-x.age', missing] }).firstWindow()
  const told = page.getByRole('alert').getByText('could not be opened')
  await expect(told.filter({ hasText: 'missing.age' })).toBeVisible()
  await expect(told).toHaveCount(1)
})

test('a file that comes while a dialog is open waits until that is closed', async ({
  window: { page, standIn },
  desktop: { dataDir },
}) => {
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await name.fill('Half typed')
  await standIn.main.emitOnApp('open-file', await writeBackup(dataDir))
  await expect(page.getByText('This goes on once the open dialog is closed')).toBeVisible()
  await expect(name).toHaveValue('Half typed')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await restore(page)
})

test('catalog files and backups are dropped anywhere on the window, in any tab', async ({
  window: { page },
  desktop: { dataDir },
}) => {
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await page.getByRole('tab', { name: 'Installed' }).click()
  const catalogFile = join(dataDir, '..', 'dropped.json')
  writeFileSync(catalogFile, JSON.stringify(entryOf('dropped')))
  await dropFiles(page, [catalogFile])
  await expect(page.getByRole('dialog').getByRole('checkbox', { name: 'Import Entry dropped' })).toBeChecked()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await dropFiles(page, [await writeBackup(dataDir)])
  await restore(page)
  expect(page.url()).toMatch(/^https:\/\/patchbay\.app\.invalid\//)
})
