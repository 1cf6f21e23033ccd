import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHANNEL } from '../../src/contract/bridge.ts'
import { acquireLock } from '../../src/main/store/lock.ts'
import { apiOfWindow } from '../e2e/hosts/window-api.ts'
import { wordpress } from '../helpers/samples.ts'
import { projectPath } from '../helpers/paths.ts'
import { expect, MAIN_WINDOW, test } from './desktop.ts'
import { createDesktop, launchStandIn } from './stand-in/chromium/launch.ts'

const cannotStart = (content: string) => ({
  call: 'showErrorBox',
  detail: { title: 'Patchbay cannot start', content },
})

/** Starts a program that would leave its files open to everybody if it did not see to them itself. */
function withOpenUmask<T>(launch: () => T): T {
  const before = process.umask(0)
  try {
    return launch()
  } finally {
    process.umask(before)
  }
}

test('the window is shown once its first screen is there', async ({ window: { standIn, page } }) => {
  await expect.poll(() => standIn.notes.map(({ call }) => call)).toContain('show')
  await expect(page.getByRole('heading').first()).toBeVisible()
})

test('the menu has the standard parts of the platform', async ({ window: { standIn } }) => {
  const menu = standIn.notes.find(({ call }) => call === 'setApplicationMenu')
  const common = ['File', 'editMenu', 'View', 'windowMenu']
  expect(menu?.detail).toEqual(process.platform === 'darwin' ? ['appMenu', ...common] : [...common, 'help'])
})

test('what was stored is there after a restart, and secrets still open', async ({ desktop: { start } }) => {
  const first = start()
  const before = apiOfWindow((await first.firstWindow()).page)
  const { id: workspaceId } = await before.workspaces.create({ name: 'Acme' })
  const { id } = await before.connectors.install({ workspaceId, ...wordpress })
  expect(await first.quit()).toBe(0)

  const after = apiOfWindow((await start().firstWindow()).page)
  expect(await after.connectors.get({ workspaceId, id })).toMatchObject({ name: wordpress.name })
  expect(await after.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })
})

test('a second start brings the first window to the front and ends', async ({ desktop: { start } }) => {
  const first = start()
  await first.firstWindow()
  expect(await start().ended).toBe(0)
  await expect.poll(() => first.notes.map(({ call }) => call)).toContain('focus')
  expect(first.windows.size).toBe(1)
})

test('data that another host works on is left alone, with a message that says who', async ({
  desktop: { start, dataDir },
}) => {
  mkdirSync(dataDir, { recursive: true })
  const lock = acquireLock(dataDir, { host: 'cli', pid: process.pid })
  const standIn = start()
  expect(await standIn.ended).toBe(1)
  expect(standIn.notes).toMatchObject([
    { call: 'showErrorBox', detail: { content: expect.stringContaining(`(cli, process ${process.pid})`) } },
    { call: 'exit' },
  ])
  lock.release()
})

test('data that cannot be used ends with a message and no window', async ({ desktop: { start, dataDir } }) => {
  writeFileSync(join(dataDir, '..', 'data'), '')
  const standIn = start()
  expect(await standIn.ended).toBe(1)
  expect(standIn.notes[0]).toEqual(cannotStart(`${join(dataDir, 'electron')}: a part of the path is not a directory`))
  expect(standIn.windows.size).toBe(0)
})

test("a file in the place of Chromium's own directory is named, and left as it is", async ({
  desktop: { start, dataDir },
}) => {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, 'electron')
  writeFileSync(path, 'not of Patchbay')
  const standIn = start()
  expect(await standIn.ended).toBe(1)
  expect(standIn.notes[0]).toEqual(cannotStart(`${path}: a file has that name`))
  expect(readFileSync(path, 'utf8')).toBe('not of Patchbay')
})

test('what nobody has expected is told without what is inside', async ({ desktop: { start, dataDir } }) => {
  mkdirSync(join(dataDir, 'electron', 'SingletonLock'), { recursive: true })
  const standIn = start()
  expect(await standIn.ended).toBe(1)
  expect(standIn.notes[0]).toEqual(cannotStart('Something went wrong'))
})

test('a page whose process ends at once is not started again and again', async ({ window: { standIn } }) => {
  await standIn.main.rendererGone({ id: MAIN_WINDOW, reason: 'crashed' })
  expect(await standIn.ended).toBe(0)
  expect(standIn.notes).toContainEqual({
    call: 'showErrorBox',
    detail: { title: 'Patchbay cannot show its screens', content: 'Their process ended at once (crashed)' },
  })
})

test('a page whose process ends later is started again where it was, and never elsewhere', async ({ window }) => {
  const { page, standIn, mainFrame } = window
  const end = async () => {
    await page.evaluate(() => void ((globalThis as { typed?: string }).typed = 'before'))
    await standIn.main.passTime(5001)
    await standIn.main.rendererGone({ id: MAIN_WINDOW, reason: 'crashed' })
    await page.waitForFunction(() => !('typed' in globalThis))
  }
  const installed = page.getByRole('tab', { name: 'Installed' })
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await installed.click()
  await apiOfWindow(page).session.get({})
  await end()
  await expect(installed).toHaveAttribute('aria-selected', 'true')
  for (const url of ['https://example.com/', '']) {
    // Main knows where a page is from its last call.
    await standIn.main.invoke({ id: MAIN_WINDOW, frame: { ...mainFrame(), url }, channel: CHANNEL.call, args: [] })
    await end()
    await expect(installed).toBeVisible()
  }
  expect(standIn.notes.map(({ call }) => call)).not.toContain('showErrorBox')
})

test('a renewed window has a new page that remembers nothing', async ({ context, desktop: { dataDir } }) => {
  const root = projectPath('tests/electron/renewed-window')
  const standIn = withOpenUmask(() => launchStandIn({ context, root, dataDir, desktop: createDesktop() }))
  const { page } = await standIn.firstWindow()
  if (process.platform !== 'win32') expect(statSync(join(dataDir, 'electron')).mode & 0o077).toBe(0)
  await page.evaluate(() => void ((globalThis as { typed?: string }).typed = 'a secret'))
  const next = context.waitForEvent('page')
  // The program of this test renews its window when it is told to activate.
  await standIn.main.emitOnApp('activate')
  const renewed = await next
  await renewed.waitForURL('https://patchbay.app.invalid/**')
  expect(page.isClosed()).toBe(true)
  expect(await renewed.evaluate(() => (globalThis as { typed?: string }).typed)).toBeUndefined()
  expect(await standIn.quit()).toBe(0)
})

test('what the program keeps is for its owner alone, and closed before its process ends', async ({
  desktop: { start, dataDir },
}) => {
  test.skip(process.platform === 'win32', 'Windows has no modes of files')
  const standIn = withOpenUmask(() => start())
  const api = apiOfWindow((await standIn.firstWindow()).page)
  await api.workspaces.create({ name: 'Acme' })
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
  expect(files.some((name) => name.endsWith('-wal'))).toBe(true)
  expect(files.filter((name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0)).toEqual([])
  expect(await standIn.quit()).toBe(0)
  expect(readdirSync(dataDir).filter((name) => name.endsWith('-wal'))).toEqual([])
})

test('on macOS a program without windows goes on, and opens one when it is activated', async ({
  window: { page, standIn },
  context,
}) => {
  await standIn.main.setPlatform('darwin')
  await page.close()
  const next = context.waitForEvent('page')
  await standIn.main.emitOnApp('activate')
  await expect((await next).getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
})

test('closing the window ends the program, except on macOS', async ({ window: { page, standIn } }) => {
  test.skip(process.platform === 'darwin', 'macOS keeps a program without windows')
  await page.close()
  expect(await standIn.ended).toBe(0)
})
