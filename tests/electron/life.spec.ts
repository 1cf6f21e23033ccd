import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { acquireLock } from '../../src/main/store/lock.ts'
import { apiOfWindow } from '../e2e/hosts/window-api.ts'
import { wordpress } from '../helpers/samples.ts'
import { projectPath } from '../helpers/paths.ts'
import { expect, MAIN_WINDOW, test } from './desktop.ts'
import { createDesktop, launchStandIn } from './stand-in/chromium/launch.ts'

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
  expect(standIn.notes[0]).toMatchObject({ call: 'showErrorBox', detail: { title: 'Patchbay cannot start' } })
  expect(standIn.windows.size).toBe(0)
})

test('a page whose process ends at once is not started again and again', async ({ window: { standIn } }) => {
  await standIn.main.rendererGone({ id: MAIN_WINDOW, reason: 'crashed' })
  expect(await standIn.ended).toBe(0)
  expect(standIn.notes).toContainEqual({
    call: 'showErrorBox',
    detail: { title: 'Patchbay cannot show its screens', content: 'Their process ended at once (crashed)' },
  })
})

test('a renewed window has a new page that remembers nothing', async ({ context, desktop: { dataDir } }) => {
  const root = projectPath('tests/electron/renewed-window')
  const standIn = launchStandIn({ context, root, dataDir, desktop: createDesktop() })
  const { page } = await standIn.firstWindow()
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

test('closing the window ends the program, except on macOS', async ({ window: { page, standIn } }) => {
  test.skip(process.platform === 'darwin', 'macOS keeps a program without windows')
  await page.close()
  expect(await standIn.ended).toBe(0)
})
