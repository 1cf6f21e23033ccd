import { expect, test } from '@playwright/test'
import { openBrowser } from '../../../src/main/hosts/cli/browser.ts'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { createBrowserOpener } from '../../helpers/browser-opener.ts'
import { createTestApp, resources, temporaryDirectory } from '../../helpers/test-app.ts'

const { rendererDir, version } = resources
/** The scripts of the screens, which come after the first ones. */
const SCREENS = /\/assets\/screens-[^/]*\.js$/

test('the page that opens in the browser signs in and leads to the screens', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'the stand-in for the opener of a browser is one for Linux')
  using directory = temporaryDirectory()
  const { app } = createTestApp()
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  const opener = createBrowserOpener(directory.path)
  const before = { ...process.env }
  Object.assign(process.env, opener.environment)
  openBrowser(host.oneTimeUrl(), directory.path)
  process.env = before
  await page.goto(`file://${(await opener.opened()).page}`)
  await expect(
    page
      .getByRole('button', { name: 'Create the first workspace' })
      .or(page.getByText('Create the first workspace'))
      .first(),
  ).toBeVisible()
  expect(page.url()).not.toContain('token')
  await host.close()
  await app.close()
})

test('a tab without its half of the session explains how to sign in, and a one-time URL entered there does so', async ({
  page,
  context,
}) => {
  const { app, api } = createTestApp()
  await api.workspaces.create({ name: 'Acme' })
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  await page.goto(host.oneTimeUrl())
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByText('This page is not signed in')).toBeVisible()
  await expect(other.getByText('patchbay open')).toBeVisible()
  // Only the hash of the address differs, so the page is not reloaded.
  await other.goto(host.oneTimeUrl().replace('/#', `${new URL(other.url()).pathname}#`))
  await expect(other.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  expect(other.url()).not.toContain('token')
  // The first tab received the new half.
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await host.close()
  await app.close()
})

test('a one-time URL keeps the query of its address, and Ctrl+K that comes before the screens opens the palette', async ({
  page,
}) => {
  const { app, api } = createTestApp()
  const { id } = await api.workspaces.create({ name: 'Acme' })
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  const isPressed = Promise.withResolvers<void>()
  await page.route(SCREENS, async (route) => {
    await isPressed.promise
    await route.continue()
  })
  const isAsked = page.waitForRequest(SCREENS)
  await page.goto(host.oneTimeUrl().replace('/#', `/w/${id}/activity?kind=member#`))
  await isAsked
  await page.keyboard.press('Control+k')
  isPressed.resolve()
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`/w/${id}/activity\\?kind=member$`))
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await host.close()
  await app.close()
})
