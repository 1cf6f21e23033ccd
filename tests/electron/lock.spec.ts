import type { Page } from '@playwright/test'
import { apiOfWindow } from '../e2e/hosts/window-api.ts'
import { wordpress } from '../helpers/samples.ts'
import { expect, test } from './desktop.ts'
import type { WindowPage } from './stand-in/chromium/page.ts'

const TYPED = 'typed and never saved'

async function withTypedSecret({ page }: Pick<WindowPage, 'page'>): Promise<string> {
  const { id: workspaceId } = await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  await page.getByRole('textbox', { name: 'Application password' }).fill(TYPED)
  return workspaceId
}

/** The page that takes the place of one that has ended, with its screens. */
async function renewed(page: Page, act: () => Promise<unknown>): Promise<Page> {
  const next = page.context().waitForEvent('page')
  await act()
  const fresh = await next
  await fresh.getByRole('button', { name: /^Key:/ }).waitFor()
  expect(page.isClosed()).toBe(true)
  return fresh
}

test('locking a workspace ends its page with what was typed there, and closes the key until it is opened', async ({
  window,
}) => {
  const { page, standIn } = window
  const workspaceId = await withTypedSecret(window)
  const fresh = await renewed(page, () => standIn.main.clickMenu(['File', 'Lock workspace']))
  expect(await fresh.content()).not.toContain(TYPED)
  expect(standIn.notes.filter(({ call }) => call === 'clearHistory').length).toBeGreaterThan(0)

  const api = apiOfWindow(fresh)
  expect((await api.session.workspace({ workspaceId })).key).toMatchObject({
    state: 'LOCKED',
    reason: 'locked_by_hand',
  })
  const install = api.connectors.install({ workspaceId, ...wordpress })
  await expect(install).rejects.toMatchObject({ code: 'locked' })
  await fresh.getByRole('button', { name: /^Key:.*Locked/ }).click()
  await fresh.getByRole('button', { name: 'Open key' }).click()
  await expect(fresh.getByText('The key is open')).toBeVisible()
})

for (const event of ['lock-screen', 'suspend'])
  test(`the ${event} of the system ends the page and closes every key`, async ({ window }) => {
    const { page, standIn } = window
    const workspaceId = await withTypedSecret(window)
    const fresh = await renewed(page, () => standIn.main.emitOnPower(event))
    const api = apiOfWindow(fresh)
    expect((await api.session.workspace({ workspaceId })).key).toMatchObject({ state: 'CLOSED' })
    // Whoever is back has shown the system who they are.
    expect(await api.connectors.install({ workspaceId, ...wordpress })).toMatchObject({ name: wordpress.name })
  })

test('the tab and the workspace that were on screen are there again', async ({ window: { page, standIn } }) => {
  const api = apiOfWindow(page)
  await api.workspaces.create({ name: 'Acme' })
  await api.workspaces.create({ name: 'Zebra' })
  await page.getByRole('button', { name: 'Workspace: Acme' }).click()
  await page.getByRole('menuitemradio', { name: 'Zebra' }).click()
  await page.getByRole('tab', { name: 'Installed' }).click()
  await page.getByRole('button', { name: /^Key:/ }).click()
  const fresh = await renewed(page, () => page.getByRole('button', { name: 'Lock now' }).click())
  await expect(fresh.getByRole('button', { name: 'Workspace: Zebra' })).toBeVisible()
  await expect(fresh.getByRole('tab', { name: 'Installed' })).toHaveAttribute('aria-selected', 'true')
  expect(await standIn.main.menu(['File'])).toContain('Lock workspace')
})
