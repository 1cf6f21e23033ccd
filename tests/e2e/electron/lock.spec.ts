import type { Page } from '@playwright/test'
import { apiOfWindow } from '../hosts/window-api.ts'
import { wordpress } from '../../helpers/samples.ts'
import { type DesktopProgram, expect, test } from './program/desktop.ts'

const TYPED = 'typed and never saved'

async function withTypedSecret({ page }: DesktopProgram): Promise<string> {
  const { id: workspaceId } = await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await page.getByRole('tab', { name: 'Installed' }).click()
  await page.getByRole('tab', { name: 'Catalog' }).click()
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  await page.getByRole('textbox', { name: 'Application password' }).fill(TYPED)
  return workspaceId
}

/** The page of the process that replaces an ended one, once its screens are loaded. */
async function renewPage(program: DesktopProgram, act: () => Promise<unknown>): Promise<Page> {
  const page = await program.renewedPage(act)
  await page.getByRole('button', { name: /^Key:/ }).waitFor()
  return page
}

test('locking a workspace discards its page with all input, and closes the key until it is opened', async ({
  program,
}) => {
  const workspaceId = await withTypedSecret(program)
  const page = await renewPage(program, () => program.clickMenu(['File', 'Lock workspace']))
  expect(await page.content()).not.toContain(TYPED)
  // Chromium stores the input of a page's fields in its history entry.
  const entries = () =>
    program.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.navigationHistory.length()),
    )
  await expect.poll(entries).toEqual([1])

  const api = apiOfWindow(page)
  expect((await api.session.workspace({ workspaceId })).key).toMatchObject({
    state: 'LOCKED',
    reason: 'locked_by_hand',
  })
  const install = api.connectors.install({ workspaceId, ...wordpress })
  await expect(install).rejects.toMatchObject({ code: 'locked' })
  await page.getByRole('button', { name: /^Key:.*Locked/ }).click()
  await page.getByRole('button', { name: 'Open key' }).click()
  await expect(page.getByText('Key opened')).toBeVisible()
})

test('the lock of the screen and the suspend of the system end the page and close every key', async ({ program }) => {
  const workspaceId = await withTypedSecret(program)
  for (const event of ['lock-screen', 'suspend'] as const) {
    const emit = () =>
      program.electron.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event as string)
    const page = await renewPage(program, emit)
    const api = apiOfWindow(page)
    expect(await page.content(), event).not.toContain(TYPED)
    expect((await api.session.workspace({ workspaceId })).key, event).toMatchObject({ state: 'CLOSED' })
    // After the system's own login the key opens without a passphrase.
    const connector = { ...wordpress, name: `${wordpress.name} after ${event}` }
    expect(await api.connectors.install({ workspaceId, ...connector })).toMatchObject({ name: connector.name })
  }
})

test('the tab and the workspace on screen return after a lock', async ({ program }) => {
  const { page } = program
  const api = apiOfWindow(page)
  await api.workspaces.create({ name: 'Acme' })
  await api.workspaces.create({ name: 'Zebra' })
  await page.getByRole('button', { name: 'Workspace: Acme' }).click()
  await page.getByRole('menuitemradio', { name: 'Zebra' }).click()
  await page.getByRole('tab', { name: 'Installed' }).click()
  await page.getByRole('button', { name: /^Key:/ }).click()
  const fresh = await renewPage(program, () => page.getByRole('button', { name: 'Lock now' }).click())
  await expect(fresh.getByRole('button', { name: 'Workspace: Zebra' })).toBeVisible()
  await expect(fresh.getByRole('tab', { name: 'Installed' })).toHaveAttribute('aria-selected', 'true')
  expect(await program.menu(['File'])).toContain('Lock workspace')
})

test('a lock after a time without use ends the page, and the next one has what was typed, without its secrets', async ({
  program,
}) => {
  const { page } = program
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.keys.setIdleLock({ minutes: 5 })
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Site URL').fill('https://blog.example.com')
  await dialog.getByLabel('Application password', { exact: true }).fill(TYPED)
  // Its dialog may be there before its key is known, and hides what is behind it.
  const fresh = await program.renewedPage(() =>
    program.electron.evaluate(({ BrowserWindow }) => {
      // As if the computer had slept for an hour.
      const Present = Date
      globalThis.Date = class extends Present {
        constructor(...parts: []) {
          if (parts.length > 0) super(...parts)
          else super(Present.now() + 3_600_000)
        }
      } as DateConstructor
      // A page that looks again.
      const [window] = BrowserWindow.getAllWindows()
      void window?.webContents.executeJavaScript("void window.patchbay.call('session.get', {})").catch(() => undefined)
    }),
  )
  expect((await apiOfWindow(fresh).session.workspace({ workspaceId })).key).toMatchObject({
    ...{ state: 'LOCKED', reason: 'locked_unused' },
  })
  const again = fresh.getByRole('dialog')
  await expect(again.getByLabel('Site URL')).toHaveValue('https://blog.example.com')
  await expect(again.getByLabel('Application password', { exact: true })).toHaveValue('')
  expect(await fresh.content()).not.toContain(TYPED)
})
