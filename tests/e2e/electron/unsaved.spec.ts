import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { apiOfWindow } from '../hosts/window-api.ts'
import { wordpress } from '../../helpers/samples.ts'
import { expect, test } from './program/desktop.ts'
import type { RealProgram } from './program/launch.ts'

const SITE = 'https://unsaved.example.com'
const SECRET = 'hunter2 hunter3 hunter4'

/** Opens the form of a new WordPress in a workspace of its own and types into it. */
async function typeInto(page: Page) {
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  return type(page)
}

async function type(page: Page) {
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Typed blog')
  await dialog.getByLabel('Site URL').fill(SITE)
  await dialog.getByLabel('Application password').first().fill(SECRET)
  return dialog
}

/** Answers the program's questions with these buttons in turn, and records the questions. */
const answer = ({ electron }: RealProgram, buttons: (string | null)[]) =>
  electron.evaluate(({ dialog }, choices) => {
    const questions: { message: string; buttons: string[] }[] = []
    Object.assign(globalThis, { questions })
    dialog.showMessageBox = (async (_window: unknown, options: Electron.MessageBoxOptions) => {
      questions.push({ message: options.message, buttons: options.buttons ?? [] })
      const button = choices.shift()
      if (button === null || button === undefined) return new Promise(() => undefined)
      return { response: (options.buttons ?? []).indexOf(button), checkboxChecked: false }
    }) as typeof dialog.showMessageBox
  }, buttons)

const questions = ({ electron }: RealProgram) =>
  electron.evaluate(() => (globalThis as unknown as { questions: { message: string; buttons: string[] }[] }).questions)

const closeWindow = ({ electron }: RealProgram) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined)

const quit = ({ electron }: RealProgram) => electron.evaluate(({ app }) => app.quit()).catch(() => undefined)

const QUESTION = { message: 'Discard your changes to WordPress?', buttons: ['Discard', 'Keep editing'] }

/** The data files that contain a text; files that disappear during the search are skipped. */
const filesWith = (directory: string, text: string) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(directory, name)
    const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false
    return isFile && readFileSync(path).includes(text)
  })

test('closing the window and quitting ask before unsaved edits are lost, and keeping them cancels it', async ({
  desktop,
  program,
}) => {
  const dialog = await typeInto(program.page)
  await answer(program, ['Keep editing', 'Keep editing', 'Discard'])
  for (const [count, leave] of [closeWindow, quit].entries()) {
    await leave(program)
    await expect.poll(() => questions(program)).toEqual(Array.from({ length: count + 1 }, () => QUESTION))
    await expect(dialog.getByLabel('Site URL')).toHaveValue(SITE)
    await expect(dialog.getByLabel('Application password').first()).toHaveValue(SECRET)
  }
  await closeWindow(program)
  expect(await program.ended).toBe(0)

  const second = await desktop.start()
  await expect(second.page.getByRole('button', { name: 'Add WordPress' })).toBeVisible()
  await expect(second.page.getByRole('dialog')).toHaveCount(0)
  expect(filesWith(desktop.dataDir, SITE)).toEqual([])
  await type(second.page)
  await answer(second, ['Discard'])
  await quit(second)
  expect(await second.ended).toBe(0)
  expect(filesWith(desktop.dataDir, SITE)).toEqual([])
})

/** The ways in which a system ends programs without asking. */
const ENDS: Record<string, (program: RealProgram) => unknown> = {
  SIGTERM: ({ pid }) => process.kill(pid, 'SIGTERM'),
  'a shutdown': ({ electron }) =>
    electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('shutdown')).catch(() => undefined),
  'the end of the session': ({ electron }) =>
    electron
      .evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('session-end'))
      .catch(() => undefined),
}

test('a signal, a shutdown and the end of the session leave without a question, and the next start offers what was typed, but no secret', async ({
  desktop,
  program,
}) => {
  const file = join(desktop.dataDir, 'electron/draft.json')
  await typeInto(program.page)
  let present = program
  for (const [way, end] of Object.entries(ENDS)) {
    await answer(present, [])
    await end(present)
    expect(await present.ended, way).toBe(0)
    expect(filesWith(desktop.dataDir, SECRET), way).toEqual([])
    expect(filesWith(desktop.dataDir, SITE), way).toEqual(['electron/draft.json'])
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)

    present = await desktop.start()
    const dialog = present.page.getByRole('dialog', { name: 'Add WordPress' })
    await expect(dialog.getByText('These are your unsaved changes of')).toBeVisible()
    await expect(dialog.getByText('Enter again: Application password.')).toBeVisible()
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Typed blog')
    await expect(dialog.getByLabel('Site URL')).toHaveValue(SITE)
    await expect(dialog.getByLabel('Application password').first()).toHaveValue('')
    expect(existsSync(file)).toBe(true)
    await dialog.getByLabel('Application password').first().fill(SECRET)
  }
  const { page } = present
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Username').first().fill('editor')
  await dialog.getByLabel('Application password').first().fill('abcd efgh ijkl mnop qrst uvwx')
  await dialog.getByRole('button', { name: 'Add connector' }).click()
  await expect(page.getByRole('button', { name: 'Configure Typed blog' })).toBeVisible()
  await expect.poll(() => existsSync(file)).toBe(false)
})

test('a signal while the question is open ends the program', async ({ desktop, program }) => {
  await typeInto(program.page)
  await answer(program, [null])
  await closeWindow(program)
  await expect.poll(() => questions(program)).toEqual([QUESTION])
  // A second signal does not ask again.
  await closeWindow(program)
  expect(await questions(program)).toEqual([QUESTION])
  process.kill(program.pid, 'SIGTERM')
  expect(await program.ended).toBe(0)
  expect(filesWith(desktop.dataDir, SITE)).toEqual(['electron/draft.json'])
})

test('text that looks like a secret in another field is not kept, and the field is named', async ({
  desktop,
  program,
}) => {
  const dialog = await typeInto(program.page)
  const token = ['ghp', '1234567890abcdefABCDEF1234567890abcd'].join('_')
  await dialog.getByLabel('Name', { exact: true }).fill(token)
  await dialog.getByLabel('Site URL').fill(`https://editor:${token}@example.com`)
  await dialog.getByLabel('Tags').fill(token)
  await dialog.getByLabel('Tags').press('Enter')
  process.kill(program.pid, 'SIGTERM')
  expect(await program.ended).toBe(0)
  expect(filesWith(desktop.dataDir, token)).toEqual([])
  const { page } = await desktop.start()
  await expect(page.getByText('Enter again: Application password · Site URL · Name · Tags.')).toBeVisible()
  await expect(page.getByRole('dialog').getByLabel('Name', { exact: true })).toHaveValue('WordPress')
})

test('a lock forgets unsaved input, on the disk too', async ({ desktop, program }) => {
  const { page } = program
  await typeInto(page)
  const file = join(desktop.dataDir, 'electron/draft.json')
  await expect.poll(() => existsSync(file)).toBe(true)
  // The lock ends the page, and Playwright does not find its replacement.
  await program.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'))
  await expect.poll(() => existsSync(file)).toBe(false)
  process.kill(program.pid, 'SIGTERM')
  expect(await program.ended).toBe(0)
  const next = await desktop.start()
  await expect(next.page.getByRole('button', { name: 'Add WordPress' })).toBeVisible()
  await expect(next.page.getByRole('dialog')).toHaveCount(0)
})

test('changes to an installed connector resume on its old state, and a notice says when it was deleted', async ({
  desktop,
  program,
}) => {
  const api = apiOfWindow(program.page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  await program.page.getByRole('tab', { name: 'Installed' }).click()
  await program.page.getByRole('button', { name: `Configure ${wordpress.name}` }).click()
  const dialog = program.page.getByRole('dialog')
  await dialog.getByLabel('Site URL').fill(SITE)
  await dialog.getByRole('button', { name: 'Replace Application password' }).click()
  await dialog.getByLabel('Application password').first().fill(SECRET)
  process.kill(program.pid, 'SIGTERM')
  expect(await program.ended).toBe(0)
  expect(filesWith(desktop.dataDir, SECRET)).toEqual([])

  const second = await desktop.start()
  const form = second.page.getByRole('dialog', { name: wordpress.name })
  await expect(form.getByLabel('Site URL')).toHaveValue(SITE)
  // The input of the secret that was being replaced is open again.
  await expect(form.getByLabel('Application password').first()).toHaveValue('')
  await apiOfWindow(second.page).connectors.remove({ workspaceId, id })
  process.kill(second.pid, 'SIGTERM')
  expect(await second.ended).toBe(0)

  const third = await desktop.start()
  await expect(third.page.getByText(`${wordpress.name} was deleted`).first()).toBeVisible()
  await expect(third.page.getByRole('form')).toHaveCount(0)
})
