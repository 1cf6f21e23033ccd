import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { AppApi } from '../../src/contract/index.ts'
import { apiOfWindow } from '../e2e/hosts/window-api.ts'
import { wordpress } from '../helpers/samples.ts'
import { expect, test } from './desktop.ts'
import type { StandIn } from './stand-in/chromium/launch.ts'

const MINUTE_MS = 60 * 1000
const DAY_MS = 24 * 60 * MINUTE_MS
const dayFromNow = (days: number) => {
  const day = new Date(Date.now() + days * DAY_MS)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

const details = ({ notes }: StandIn, name: string) =>
  notes.filter(({ call }) => call === name).map(({ detail }) => detail)

test('the File menu opens what the window can do', async ({ window: { page, standIn } }) => {
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  for (const [item, title] of [
    ['Import entries…', 'Import catalog entries'],
    ['Open backup…', 'Restore a backup'],
    ['Restore…', 'Restore all data'],
  ] as const) {
    await standIn.main.clickMenu(['File', item])
    const dialog = page.getByRole('dialog', { name: title })
    await expect(dialog).toBeVisible()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toBeHidden()
  }
})

test('before the first workspace, entries cannot be imported and a backup can be opened', async ({
  window: { page, standIn },
}) => {
  await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
  await standIn.main.clickMenu(['File', 'Import entries…'])
  await expect(page.getByText('This is not possible now')).toBeVisible()
  await standIn.main.clickMenu(['File', 'Open backup…'])
  await expect(page.getByRole('dialog', { name: 'Restore a backup' })).toBeVisible()
})

test('the last five exports of publish targets are in the menu, shown in their folder, and cleared', async ({
  window: { page, standIn },
  desktop: { dataDir, start },
}) => {
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  expect(await standIn.main.menu(['File', 'Recent exports'])).toEqual(['None yet'])
  const paths = [1, 2, 3, 4, 5, 6].map((number) => join(dataDir, '..', `targets-${number}.json`))
  for (const path of paths) {
    standIn.saveTo = path
    await api.targets.export({ workspaceId })
  }
  standIn.saveTo = join(dataDir, '..', 'acme.patchbay-backup')
  await api.workspaceBackups.create({ workspaceIds: [workspaceId], passphrase: 'six words of a backup passphrase' })
  const newest = paths.slice(1).toReversed()
  expect(await standIn.main.menu(['File', 'Recent exports'])).toEqual([...newest, 'separator', 'Clear'])

  await standIn.main.clickMenu(['File', 'Recent exports', newest[0] ?? ''])
  expect(details(standIn, 'showItemInFolder')).toEqual([newest[0]])
  rmSync(newest[1] ?? '')
  await standIn.main.clickMenu(['File', 'Recent exports', newest[1] ?? ''])
  await expect
    .poll(() => details(standIn, 'showErrorBox'))
    .toEqual([{ title: 'The file is not there any more', content: newest[1] }])
  expect(await standIn.main.menu(['File', 'Recent exports'])).not.toContain(newest[1])

  expect(await standIn.quit()).toBe(0)
  const second = start()
  await second.firstWindow()
  expect((await second.main.menu(['File', 'Recent exports']))[0]).toBe(newest[0])
  await second.main.clickMenu(['File', 'Recent exports', 'Clear'])
  expect(await second.main.menu(['File', 'Recent exports'])).toEqual(['None yet'])
  const file = join(dataDir, 'electron', 'remembered.json')
  await expect.poll(() => readFileSync(file, 'utf8')).not.toContain('targets-')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('an export asks where its file goes and before it replaces one, and writes nothing when that is cancelled', async ({
  window: { page, standIn },
}) => {
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  expect(await api.targets.export({ workspaceId })).toMatchObject({ cancelled: true, path: null })
  expect(details(standIn, 'showSaveDialog')).toEqual([
    {
      title: 'Export publish targets',
      defaultPath: expect.stringMatching(/documents.acme-publish-targets\.json$/),
      properties: expect.arrayContaining(['showOverwriteConfirmation']),
    },
  ])
  expect(await standIn.main.menu(['File', 'Recent exports'])).toEqual(['None yet'])
})

test('an export notes the file that it writes in the data directory, so that a start after a kill removes it', async ({
  window: { page, standIn },
  desktop: { dataDir },
}) => {
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  standIn.saveTo = join(dataDir, '..', 'targets.json')
  await api.targets.export({ workspaceId })
  expect(existsSync(join(dataDir, 'unfinished'))).toBe(true)
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

test('secrets that expire are notified of once at start, and a click shows their connectors', async ({
  desktop: { start },
}) => {
  const first = start()
  await withExpiring(apiOfWindow((await first.firstWindow()).page))
  expect(details(first, 'notification')).toEqual([])
  expect(await first.quit()).toBe(0)

  const second = start()
  const { page } = await second.firstWindow()
  await expect
    .poll(() => details(second, 'notification'))
    .toEqual([{ title: 'Acme', body: 'Secrets of 2 connectors expire within 14 days or have expired' }])
  await second.main.clickNotification(0)
  await expect(page.getByRole('tab', { name: 'Installed' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('button', { name: /^Configure / })).toHaveCount(2)
  expect(second.notes.map(({ call }) => call)).toContain('focus')
  expect(await second.quit()).toBe(0)

  const third = start()
  await third.firstWindow()
  expect(await third.main.menu(['File'])).toContain('Recent exports')
  expect(details(third, 'notification')).toEqual([])
})

test('a program that stays open tells of secrets that expire within the hour, and at once when the computer wakes', async ({
  window: { page, standIn },
}) => {
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const install = (name: string, days: number) =>
    api.connectors.install({ workspaceId, ...wordpress, name, secretExpiresAt: dayFromNow(days) })
  const { id } = await install('Ending', 10)
  await standIn.main.passTime(59 * MINUTE_MS)
  expect(details(standIn, 'notification')).toEqual([])
  await standIn.main.passTime(MINUTE_MS)
  const first = { title: 'Acme', body: 'Secrets of 1 connector expire within 14 days or have expired' }
  await expect.poll(() => details(standIn, 'notification')).toEqual([first])
  await standIn.main.passTime(60 * MINUTE_MS)

  await api.connectors.update({ workspaceId, id, secretExpiresAt: dayFromNow(-1) })
  await standIn.main.emitOnPower('resume')
  const second = { title: 'Acme', body: 'Secrets of 1 connector have expired' }
  await expect.poll(() => details(standIn, 'notification')).toEqual([first, second])
})

test('the window takes the colour of the screens when the system changes between light and dark', async ({
  window: { standIn },
}) => {
  expect(await standIn.main.windowOptions(1)).toMatchObject({ backgroundColor: '#f6f7f9', show: false })
  await standIn.main.setDark(true)
  await standIn.main.setDark(false)
  await expect.poll(() => details(standIn, 'setBackgroundColor')).toEqual(['#111317', '#f6f7f9'])
})

test('without updates configured, nothing looks for them', async ({ window: { page, standIn } }) => {
  expect(await standIn.main.menu(process.platform === 'darwin' ? [] : ['help'])).not.toContain('Check for updates…')
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('updates')
  await expect(page.getByText('Nothing matches')).toBeVisible()
})
