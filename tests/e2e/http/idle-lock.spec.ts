import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { violationsInDialog } from '../../helpers/axe.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'

const SECRET = 'abcd efgh ijkl mnop qrst uvwx'

test('a time is chosen where Lock is, and after it every page signs out and keeps what is no secret', async ({
  page,
  context,
}) => {
  const { app, api, clock } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const host = await startHttpHost({ app, rendererDir: resources.rendererDir, port: 0, version: resources.version })
  await page.goto(host.oneTimeUrl())
  await page.getByRole('button', { name: /^Key:/ }).click()
  const choice = page.getByLabel('Lock all workspaces when nobody uses Patchbay')
  await expect(choice).toHaveValue('0')
  await choice.selectOption('After 15 minutes')
  await expect.poll(() => api.keys.idleLock({})).toEqual({ minutes: 15 })
  expect(await violationsInDialog(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Typed blog')
  await dialog.getByLabel('Site URL').fill('https://blog.example.com')
  await dialog.getByLabel('Application password', { exact: true }).fill(SECRET)
  clock.set('2026-03-01T10:00:00.000Z')
  // A look from elsewhere; the timer itself waits for a quarter of an hour.
  expect((await api.session.workspace({ workspaceId })).key).toMatchObject({ state: 'LOCKED' })
  await expect(page.getByText('This page is not signed in')).toBeVisible()
  const kept = await page.evaluate(() => JSON.stringify(sessionStorage))
  expect(kept).toContain('https://blog.example.com')
  expect(kept).not.toContain(SECRET)

  const other = await context.newPage()
  await other.goto(host.oneTimeUrl())
  await expect(other.getByRole('button', { name: /^Key:.*Locked/ })).toBeVisible()
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Typed blog')
  await expect(dialog.getByLabel('Site URL')).toHaveValue('https://blog.example.com')
  await expect(dialog.getByLabel('Application password', { exact: true })).toHaveValue('')
  // What was kept for the reload goes with the form.
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('blog.example.com')
  await host.close()
  await app.close()
})

test('typing in a page is use', async ({ page }) => {
  const { app, api, clock } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.keys.setIdleLock({ minutes: 15 })
  const host = await startHttpHost({ app, rendererDir: resources.rendererDir, port: 0, version: resources.version })
  await page.goto(host.oneTimeUrl())
  await expect(page.getByRole('button', { name: /^Key:/ })).toBeVisible()
  clock.set('2026-03-01T09:14:00.000Z')
  const [request] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/call/keys.stayOpen')),
    page.keyboard.press('Shift'),
  ])
  expect(request.ok()).toBe(true)
  clock.set('2026-03-01T09:28:00.000Z')
  expect((await api.session.workspace({ workspaceId })).key).toMatchObject({ state: 'READY' })
  await host.close()
  await app.close()
})

test('a locked workspace with a recovery passphrase shows no button that opens it without', async ({ page }) => {
  const { app, api } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.keys.setPassphrase({ workspaceId, passphrase: 'correct horse battery staple' })
  await api.keys.lock({ workspaceId })
  const host = await startHttpHost({ app, rendererDir: resources.rendererDir, port: 0, version: resources.version })
  await page.goto(host.oneTimeUrl())
  await page.getByRole('button', { name: /^Key:.*Locked/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Enter its recovery passphrase to open it')).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Open key|Retry/ })).toHaveCount(0)
  expect(await violationsInDialog(page)).toEqual([])
  await dialog.getByLabel('Passphrase of this workspace').fill('correct horse battery staple')
  await dialog.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByText('Key opened')).toBeVisible()
  await host.close()
  await app.close()
})
