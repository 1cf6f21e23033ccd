import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { AppApi } from '../../../src/contract/index.ts'
import { apiOfWindow } from '../hosts/window-api.ts'
import { wordpress } from '../../helpers/samples.ts'
import { expect, test } from './program/desktop.ts'
import { cannotDriveNative, nativeWindow } from './program/native.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const dayFromNow = (days: number) => {
  const day = new Date(Date.now() + days * DAY_MS)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

test('the File menu opens dialogs, fewer of them before the first workspace', async ({ page, program }) => {
  await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
  await program.clickMenu(['File', 'Import entries…'])
  await expect(page.getByText('Create a workspace first')).toBeVisible()
  const opens = async (item: string, title: string) => {
    await program.clickMenu(['File', item])
    const dialog = page.getByRole('dialog', { name: title })
    await expect(dialog).toBeVisible()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toBeHidden()
  }
  await opens('Open backup…', 'Restore a backup')
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await opens('Import entries…', 'Import catalog entries')
  await opens('Open backup…', 'Restore a backup')
  await opens('Restore…', 'Restore all data')
  await opens('Join a workspace…', 'Join a workspace')
})

test('the File menu says who may change the catalog and restore all data', async ({ page, program, desktop }) => {
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  expect(await program.quit()).toBe(0)
  const database = new DatabaseSync(join(desktop.dataDir, 'patchbay.db'))
  database.exec("UPDATE installation SET founder_id = 'ada', founder_name = 'ada'")
  database.close()
  const again = await desktop.start()
  await expect(again.page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  const onlyFounder = 'Only the person who created the data directory can'
  await again.clickMenu(['File', 'Import entries…'])
  await expect(again.page.getByText(`${onlyFounder} change the catalog`)).toBeVisible()
  await again.clickMenu(['File', 'Restore…'])
  await expect(again.page.getByText(`${onlyFounder} restore all data`)).toBeVisible()
})

test('the menu lists the last five exports, shows them in their folder, and can be cleared', async ({
  page,
  program,
  desktop,
}) => {
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  expect(await program.menu(['File', 'Recent exports'])).toEqual(['None yet'])
  const paths = [1, 2, 3, 4, 5, 6].map((number) => desktop.at(`targets-${number}.json`))
  for (const path of paths) {
    await program.saveTo(path)
    await api.targets.export({ workspaceId })
  }
  await program.saveTo(desktop.at('acme.patchbay-backup'))
  await api.workspaceBackups.create({
    ...{ workspaceIds: [workspaceId], passphrase: 'six words of a backup passphrase' },
    proof: { [workspaceId]: 'Acme' },
  })
  const newest = paths.slice(1).toReversed()
  expect(await program.menu(['File', 'Recent exports'])).toEqual([...newest, 'separator', 'Clear'])

  await program.clickMenu(['File', 'Recent exports', newest[0] ?? ''])
  expect(program.notes('showItemInFolder')).toEqual([newest[0]])
  if (!cannotDriveNative) {
    rmSync(newest[1] ?? '')
    // The click returns only after the message box is closed.
    const click = program.clickMenu(['File', 'Recent exports', newest[1] ?? ''])
    ;(await nativeWindow(program, /^Error$/)).press('Return')
    await click
    const error = { title: 'The file no longer exists', content: newest[1] }
    expect(program.notes('showErrorBox')).toEqual([error])
    expect(await program.menu(['File', 'Recent exports'])).not.toContain(newest[1])
  }

  expect(await program.quit()).toBe(0)
  const second = await desktop.start()
  expect((await second.menu(['File', 'Recent exports']))[0]).toBe(newest[0])
  await second.clickMenu(['File', 'Recent exports', 'Clear'])
  expect(await second.menu(['File', 'Recent exports'])).toEqual(['None yet'])
  const file = join(desktop.dataDir, 'electron', 'remembered.json')
  await expect.poll(() => readFileSync(file, 'utf8')).not.toContain('targets-')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('an export asks for its file and before it replaces one, and notes unfinished files in the data directory', async ({
  page,
  program,
  desktop,
}) => {
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  expect(await api.targets.export({ workspaceId })).toMatchObject({ cancelled: true, path: null })
  expect(program.notes('showSaveDialog')).toMatchObject([
    {
      title: 'Export publish targets',
      defaultPath: expect.stringMatching(/acme-publish-targets\.json$/),
      properties: expect.arrayContaining(['showOverwriteConfirmation']),
    },
  ])
  expect(await program.menu(['File', 'Recent exports'])).toEqual(['None yet'])
  // A start after a kill reads these notes and removes half-written files.
  const notes = join(desktop.dataDir, 'unfinished')
  expect(existsSync(notes)).toBe(false)
  await program.saveTo(desktop.at('targets.json'))
  expect(await api.targets.export({ workspaceId })).toMatchObject({ cancelled: false })
  expect(existsSync(notes)).toBe(true)

  // A file that is kept up to date is chosen in the same dialog of the system, and follows each change.
  const kept = desktop.at('kept.json')
  await program.saveTo(kept)
  await page.getByRole('button', { name: /^Export \d/ }).click()
  await page.getByRole('button', { name: 'Keep a file…' }).click()
  await expect(page.getByRole('list', { name: 'Files kept up to date' })).toContainText('kept.json')
  expect(readFileSync(kept, 'utf8')).toBe('[]\n')
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  await api.connectors.activate({ workspaceId, id })
  await expect.poll(() => readFileSync(kept, 'utf8')).toContain(wordpress.name)
  await page.getByRole('button', { name: `Stop keeping ${kept} up to date` }).click()
  await expect(page.getByRole('list', { name: 'Files kept up to date' })).toHaveCount(0)
})

async function withExpiring(api: AppApi): Promise<string> {
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  for (const [name, days] of [
    ['Ending', 2],
    ['Soon', 10],
    ['Later', 40],
  ] as const)
    await api.connectors.install({ workspaceId, ...wordpress, name, secretExpiresAt: dayFromNow(days) })
  await api.workspaces.create({ name: 'Calm' })
  return workspaceId
}

test('a notification at start names secrets that expire once, and a click shows their connectors', async ({
  desktop,
}) => {
  const first = await desktop.start()
  await withExpiring(apiOfWindow(first.page))
  expect(first.notes('notification')).toEqual([])
  expect(await first.quit()).toBe(0)

  const second = await desktop.start()
  const { page, electron } = second
  await expect
    .poll(() => second.notes('notification'))
    .toEqual([{ title: 'Acme', body: 'Secrets of 2 connectors expire within 14 days or have expired' }])
  await electron.evaluate(() => void outside().notifications[0]?.emit('click'))
  await expect(page.getByRole('tab', { name: 'Installed' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('button', { name: /^Configure / })).toHaveCount(2)
  expect(await second.quit()).toBe(0)

  const third = await desktop.start()
  await expect(third.page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  expect(third.notes('notification')).toEqual([])
})

test('an open program notifies of a new date within an hour, of others each day, and at once when the computer wakes', async ({
  page,
  program: { electron, notes },
}) => {
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({
    ...{ workspaceId, ...wordpress, name: 'Ending' },
    secretExpiresAt: dayFromNow(10),
  })
  expect(notes('notification')).toEqual([])
  await electron.evaluate((_electron, hour) => outside().pass(hour), HOUR_MS)
  const first = { title: 'Acme', body: 'Secrets of 1 connector expire within 14 days or have expired' }
  await expect.poll(() => notes('notification')).toEqual([first])

  await api.connectors.update({ workspaceId, id, secretExpiresAt: dayFromNow(-1) })
  await electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
  const second = { title: 'Acme', body: 'Secrets of 1 connector have expired' }
  await expect.poll(() => notes('notification')).toEqual([first, second])
})

test('the window takes the colour of the screens when the system changes between light and dark', async ({
  page,
  program: { electron },
}) => {
  const colour = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())
  const canvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  for (const [theme, window, screen] of [
    ['light', '#F6F7F9', 'rgb(246, 247, 249)'],
    ['dark', '#101216', 'rgb(16, 18, 22)'],
    ['light', '#F6F7F9', 'rgb(246, 247, 249)'],
  ] as const) {
    await electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
    await expect.poll(colour).toBe(window)
    await expect.poll(canvas).toBe(screen)
  }
})

test('without configured updates, nothing checks for them', async ({ page, program }) => {
  expect(await program.menu(process.platform === 'darwin' ? ['Patchbay'] : ['Help'])).not.toContain(
    'Check for updates…',
  )
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('updates')
  await expect(page.getByText('Nothing matches')).toBeVisible()
})
