import { execFileSync } from 'node:child_process'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { apiOfWindow } from '../hosts/window-api.ts'
import { makeBackupFile } from '../../helpers/backups/backup-file.ts'
import { entryOf } from '../../helpers/catalog-entries.ts'
import { expect, test } from './program/desktop.ts'
import { cannotCount, processesOf } from './program/processes.ts'

const PASSPHRASE = 'six words of a backup passphrase'

/** Emits `open-file` as macOS does; returns whether the program accepted the file. */
const handOver = (electron: ElectronApplication, path: string): Promise<boolean> =>
  electron.evaluate(({ app }, path) => {
    let isTaken = false
    app.emit('open-file', { preventDefault: () => (isTaken = true) }, path)
    return isTaken
  }, path)

async function writeBackup(path: string): Promise<string> {
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

/** Drops files from the disk through Chromium itself, as a person does. */
async function dropFiles(page: Page, files: string[]) {
  const cdp = await page.context().newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  const at = { x: 640, y: 500, data }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, ...at })
}

test('a backup named at the start is offered for restoring, even before there is a workspace', async ({ desktop }) => {
  const path = await writeBackup(desktop.at('eve.patchbay-backup'))
  const { page } = await desktop.start({ args: [path] })
  await restore(page)
  await page.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Of Eve' })).toBeVisible()
})

test('the running program opens a backup that a second start names, and its window comes to the front', async ({
  desktop,
}) => {
  const path = await writeBackup(desktop.at('eve.patchbay-backup'))
  const { page } = await desktop.start()
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  // A relative path, as a person types it in the file's directory.
  expect(await desktop.run({ args: [basename(path)], directory: dirname(path) }).ended).toBe(0)
  await restore(page)
})

test('a backup from macOS is opened, and the page never learns its path', async ({ page, program, desktop }) => {
  const path = await writeBackup(desktop.at('eve.patchbay-backup'))
  await page.evaluate(() => {
    const { patchbay } = globalThis as unknown as { patchbay: { onChange(listener: (c: object) => void): void } }
    patchbay.onChange((change) => (document.body.dataset['change'] = JSON.stringify(change)))
  })
  expect(await handOver(program.electron, path)).toBe(true)
  await expect(page.locator('body')).toHaveAttribute('data-change', '{"workspaceId":null,"topic":"desktop"}')
  await restore(page)
  expect(await page.content()).not.toContain(dirname(path))
})

test('files that are not backups or cannot be read are refused with a reason', async ({ page, program, desktop }) => {
  const { at } = desktop
  mkdirSync(at('folder.patchbay-backup'))
  writeFileSync(at('large.age'), '')
  // Too large to be read, so the program must check the size first.
  truncateSync(at('large.age'), 3 * 1024 ** 3)
  if (process.platform !== 'win32') execFileSync('mkfifo', [at('pipe.age')])
  await handOver(program.electron, '/etc/passwd')
  for (const [name, reason] of [
    ['folder.patchbay-backup', 'It is not a file'],
    ...(process.platform === 'win32' ? [] : [['pipe.age', 'It is not a file'] as const]),
    ['large.age', 'A backup may have at most 64 MiB'],
    ['missing.age', 'It cannot be read'],
  ] as const) {
    await handOver(program.electron, at(name))
    const alert = page.getByRole('alert').filter({ hasText: `${name} could not be opened` })
    await expect(alert).toContainText(reason)
    await expect(alert).not.toContainText(dirname(at(name)))
  }
  // Notices come in the order of the files, so a notice for the first one would be visible by now.
  await expect(page.getByText('passwd')).toHaveCount(0)
})

test('arguments that are switches or not backups are ignored at the start', async ({ desktop }) => {
  const missing = desktop.at('missing.age')
  const { page } = await desktop.start({ args: ['/etc/passwd', '--log=switch.age', '-x.age', missing] })
  const notice = page.getByRole('alert').getByText('could not be opened')
  await expect(notice.filter({ hasText: 'missing.age' })).toBeVisible()
  await expect(notice).toHaveCount(1)
})

test('a file that arrives while a dialog is open waits until the dialog is closed', async ({
  page,
  program,
  desktop,
}) => {
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await name.fill('Half typed')
  await handOver(program.electron, await writeBackup(desktop.at('eve.patchbay-backup')))
  await expect(page.getByText('Close the open dialog to continue')).toBeVisible()
  await expect(name).toHaveValue('Half typed')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await restore(page)
})

test('catalog files and backups can be dropped anywhere on the window, in any tab', async ({ page, desktop }) => {
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await page.getByRole('tab', { name: 'Installed' }).click()
  const catalogFile = desktop.at('dropped.json')
  writeFileSync(catalogFile, JSON.stringify(entryOf('dropped')))
  await dropFiles(page, [catalogFile])
  await expect(page.getByRole('dialog').getByRole('checkbox', { name: 'Import Entry dropped' })).toBeChecked()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await dropFiles(page, [await writeBackup(desktop.at('eve.patchbay-backup'))])
  await restore(page)
  expect(page.url()).toMatch(/^app:\/\/patchbay\//)
})

test('of a second start with a thousand files only some are opened, with a notice, and the program keeps working', async ({
  desktop,
  program: { page, quit },
}) => {
  await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
  const backup = await makeBackupFile(PASSPHRASE)
  const files = Array.from({ length: 1000 }, (_, index) => desktop.at(`backup-${index}.patchbay-backup`))
  for (const file of files.slice(0, 20)) writeFileSync(file, backup)
  const second = desktop.run({ args: files })
  expect(await second.ended).toBe(0)
  if (!cannotCount) await expect.poll(() => processesOf(second)).toEqual([])
  await expect(page.getByText('Only 20 of 1,000 files were opened')).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Restore a backup' })).toContainText(
    /Opens backup-\d+\.patchbay-backup/,
  )
  expect(await quit()).toBe(0)
})
