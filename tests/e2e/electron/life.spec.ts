import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { acquireLock } from '../../../src/main/store/files/lock.ts'
import { apiOfWindow } from '../hosts/window-api.ts'
import { wordpress } from '../../helpers/samples.ts'
import { type DesktopProgram, expect, test } from './program/desktop.ts'
import { cannotDriveNative, nativeWindow } from './program/native.ts'
import type { ProgramProcess } from './program/launch.ts'
import { followPageTimers } from './program/page-timers.ts'

/** Advances the clock of the main process without waiting. */
const passTime = ({ electron }: DesktopProgram, ms: number) =>
  electron.evaluate((_electron, passed) => {
    const now = performance.now.bind(performance)
    performance.now = () => now() + passed
  }, ms)

const endRenderer = ({ electron }: DesktopProgram) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())

test('the window is shown once its first screen is there', async ({ still: { electron, page } }) => {
  await expect(page.getByRole('heading').first()).toBeVisible()
  const isVisible = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await expect.poll(isVisible).toBe(true)
})

test('the menu has the standard parts of the platform', async ({ still }) => {
  const common = ['File', 'Edit', 'View', 'Window', 'Help']
  expect(await still.menu([])).toEqual(process.platform === 'darwin' ? ['Patchbay', ...common] : common)
})

test('after a restart the data is still there and secrets still open', async ({ desktop, program }) => {
  const before = apiOfWindow(program.page)
  const { id: workspaceId } = await before.workspaces.create({ name: 'Acme' })
  const { id } = await before.connectors.install({ workspaceId, ...wordpress })
  expect(await program.quit()).toBe(0)

  const after = apiOfWindow((await desktop.start()).page)
  expect(await after.connectors.get({ workspaceId, id })).toMatchObject({ name: wordpress.name })
  expect(await after.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })
})

test('a second start brings the first window to the front and ends', async ({ desktop, program: { electron } }) => {
  const focused = () =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.webContents.getURL() ?? 'none')
  // It takes the focus when it is shown, which is later than its page is there.
  await expect.poll(focused).toMatch(/^app:\/\/patchbay\//)
  await electron.evaluate(async ({ BrowserWindow }) => {
    const other = new BrowserWindow({ width: 300, height: 200 })
    await new Promise((resolve) => {
      other.once('focus', resolve)
      other.focus()
    })
  })
  expect(await focused()).toBe('')
  expect(await desktop.run().ended).toBe(0)
  await expect.poll(focused).toMatch(/^app:\/\/patchbay\//)
})

/** Reads and closes the message box of a failed start. */
async function failure(program: ProgramProcess & { notes(call: 'showErrorBox'): unknown[] }): Promise<unknown> {
  const box = await nativeWindow(program, /^Error$/)
  box.press('Return')
  expect(await program.ended).toBe(1)
  return program.notes('showErrorBox')
}

const cannotStart = (content: unknown) => [{ title: 'Patchbay cannot start', content }]

test('a start that cannot open its data ends with a message box that says why, and changes nothing', async ({
  desktop,
}) => {
  test.skip(cannotDriveNative !== false, cannotDriveNative || '')
  const { dataDir } = desktop
  mkdirSync(dataDir)
  const lock = acquireLock(dataDir, { host: 'cli', pid: process.pid })
  const inUse = expect.stringContaining(`(cli, process ${process.pid})`)
  expect(await failure(desktop.run())).toEqual(cannotStart(inUse))
  lock.release()

  const notOurs = desktop.at('other')
  mkdirSync(notOurs)
  const path = join(notOurs, 'electron')
  writeFileSync(path, 'not of Patchbay')
  expect(await failure(desktop.run({ dataDir: notOurs }))).toEqual(
    cannotStart(`${path} cannot be used: a file has that name`),
  )
  expect(readFileSync(path, 'utf8')).toBe('not of Patchbay')

  const file = desktop.at('file')
  writeFileSync(file, '')
  expect(await failure(desktop.run({ dataDir: file }))).toEqual(
    cannotStart(`${file} cannot be used: a file has that name`),
  )

  const foreign = desktop.at('thesis')
  mkdirSync(foreign)
  writeFileSync(join(foreign, 'thesis.txt'), 'years of work')
  const holdsOthers = expect.stringContaining('holds other files and no data of Patchbay')
  expect(await failure(desktop.run({ dataDir: foreign }))).toEqual(cannotStart(holdsOthers))
  expect(readdirSync(foreign)).toEqual(['thesis.txt'])
})

test('a page whose process keeps ending at once is not restarted forever', async ({ program }) => {
  test.skip(cannotDriveNative !== false, cannotDriveNative || '')
  await endRenderer(program)
  const box = await nativeWindow(program, /^Error$/)
  expect(program.notes('showErrorBox')).toEqual([
    { title: 'Patchbay cannot show its screens', content: 'Their process ended at once (crashed).' },
  ])
  box.press('Return')
  expect(await program.ended).toBe(0)
})

test('a page whose process ends later is restarted where it was, and never elsewhere', async ({ program }) => {
  const { page, electron } = program
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await page.getByRole('tab', { name: 'Installed' }).click()
  await expect(page).toHaveURL(/installed$/)
  const end = async () => {
    await passTime(program, 5001)
    return program.renewedPage(() => endRenderer(program))
  }
  const again = await end()
  await expect(again.getByRole('tab', { name: 'Installed' })).toHaveAttribute('aria-selected', 'true')
  await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    // Pretends that the page had navigated away.
    if (contents) contents.getURL = () => 'https://example.com/'
  })
  await expect((await end()).getByRole('tab', { name: 'Installed' })).toBeVisible()
  expect(program.notes('showErrorBox')).toEqual([])
})

test('only its owner can read the data, and the database is closed before the process ends', async ({ desktop }) => {
  test.skip(process.platform === 'win32', 'Windows has no modes of files')
  const before = process.umask(0)
  const program = await desktop.start().finally(() => process.umask(before))
  await apiOfWindow(program.page).workspaces.create({ name: 'Acme' })
  const files = readdirSync(desktop.dataDir, { recursive: true, encoding: 'utf8' })
  expect(files.some((name) => name.endsWith('-wal'))).toBe(true)
  const isLink = (name: string) => statSync(join(desktop.dataDir, name), { throwIfNoEntry: false }) === undefined
  const modes = files.filter((name) => !isLink(name)).map((name) => [name, statSync(join(desktop.dataDir, name)).mode])
  expect(modes.filter(([, mode]) => (Number(mode) & 0o077) !== 0)).toEqual([])
  expect(await program.quit()).toBe(0)
  expect(readdirSync(desktop.dataDir).filter((name) => name.endsWith('-wal'))).toEqual([])
})

test('on macOS a program without windows keeps running and opens one when it is activated', async ({ program }) => {
  const { page, electron } = program
  await electron.evaluate(() => void Object.defineProperty(process, 'platform', { value: 'darwin' }))
  await page.close()
  // The page closes before its window does.
  await expect.poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0)
  const next = electron.waitForEvent('window')
  await electron.evaluate(({ app }) => void app.emit('activate'))
  await expect((await next).getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
})

test('a program that nobody uses has no timer, and one for what a date waits for', async ({ desktop }) => {
  const { quit, page: first } = await desktop.start()
  const { id: workspaceId } = await apiOfWindow(first).workspaces.create({ name: 'Acme' })
  const { id } = await apiOfWindow(first).connectors.install({ workspaceId, ...wordpress })
  expect(await quit()).toBe(0)

  const { page, electron } = await desktop.start()
  await followPageTimers(page)
  await page.getByRole('tab', { name: 'Installed' }).click()
  await expect(page.getByRole('heading', { name: wordpress.name })).toBeVisible()
  const inMain = () => electron.evaluate(() => outside().timers.size)
  const inPage = () => page.evaluate(() => window.waitingTimers.size)
  // The first backup after a start waits for ten seconds.
  await expect.poll(inMain, { timeout: 30_000 }).toBe(0)
  await expect.poll(inPage).toBe(0)

  await apiOfWindow(page).connectors.update({ workspaceId, id, secretExpiresAt: '2999-12-31' })
  await expect.poll(inPage).toBe(1)
  // One for a backup of the change, and one for the date.
  await expect.poll(inMain).toBe(2)
})

const switcher = (page: Page, name: string) => page.getByRole('button', { name: `Workspace: ${name}` })

/** The page of the window that shows a workspace, also behind a dialog. */
const pageOf = async ({ electron }: DesktopProgram, name: string): Promise<Page> => {
  let match: Page | undefined
  await expect(async () => {
    for (const page of electron.windows()) {
      // By its text: what is behind a dialog has no name for assistive tools.
      if ((await page.locator('button', { hasText: name }).count()) > 0) match = page
    }
    expect(match).toBeDefined()
  }).toPass()
  return match as Page
}

test('windows show workspaces of their own, and come back with them and what was typed', async ({
  desktop,
  page,
  program,
}) => {
  const api = apiOfWindow(page)
  const { id: acme } = await api.workspaces.create({ name: 'Acme' })
  await api.workspaces.create({ name: 'Globex' })
  await expect(switcher(page, 'Acme')).toBeVisible()

  const second = program.electron.waitForEvent('window')
  await program.clickMenu(['File', 'New window'])
  const other = await second
  await expect(switcher(other, 'Acme')).toBeVisible()
  await other.keyboard.press('Control+2')
  await expect(switcher(other, 'Globex')).toBeVisible()
  await expect(switcher(page, 'Acme')).toBeVisible()

  // A change in one window shows in the other, and each has a form of its own.
  await api.workspaces.rename({ workspaceId: acme, name: 'Acme Foods' })
  await expect(switcher(page, 'Acme Foods')).toBeVisible()
  await other.getByRole('tab', { name: 'Catalog' }).click()
  await other.getByRole('button', { name: 'Add Medium' }).click()
  await other.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Typed in the second')
  await page.getByRole('tab', { name: 'Catalog' }).click()
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Typed in the first')
  // What is typed is kept a moment later.
  const drafts = () =>
    program.electron.evaluate(
      ({ app }) =>
        process
          .getBuiltinModule('fs')
          .readdirSync(app.getPath('userData'))
          .filter((name) => name.startsWith('draft')).length,
    )
  await expect.poll(drafts).toBe(2)
  await program.end()

  const again = await desktop.start()
  const first = await pageOf(again, 'Acme Foods')
  const globex = await pageOf(again, 'Globex')
  await expect(first.getByRole('dialog').getByLabel('Name', { exact: true })).toHaveValue('Typed in the first')
  await expect(globex.getByRole('dialog').getByLabel('Name', { exact: true })).toHaveValue('Typed in the second')

  // What a person closes stays closed; "Open in a new window" opens another one.
  await globex.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await globex.getByRole('button', { name: 'Discard' }).click()
  await globex.close()
  await first.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await first.getByRole('button', { name: 'Discard' }).click()
  expect(await again.quit()).toBe(0)

  const last = await desktop.start()
  await expect(switcher(last.page, 'Acme Foods')).toBeVisible()
  expect(last.electron.windows()).toHaveLength(1)
  await switcher(last.page, 'Acme Foods').click()
  const item = last.page.getByRole('menuitem', { name: 'Open in a new window' })
  await expect(item).toBeVisible({ timeout: 5000 })
  const third = last.electron.waitForEvent('window')
  await item.click()
  await expect(switcher(await third, 'Acme Foods')).toBeVisible()
})
