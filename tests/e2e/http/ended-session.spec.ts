import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'

test('unsaved input survives a restart of the program and can be saved after signing in again', async ({
  page,
  context,
}) => {
  const { app, api } = createTestApp()
  const { rendererDir, version } = resources
  const start = (port: number) => startHttpHost({ app, rendererDir, port, version })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const first = await start(0)
  await page.goto(first.oneTimeUrl())
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Site URL').fill('https://blog.example.com')
  await dialog.getByLabel('Username', { exact: true }).fill('editor')
  await dialog.getByLabel('Application password', { exact: true }).fill('abcd efgh ijkl mnop qrst uvwx')

  const { port } = new URL(first.url)
  await first.close()
  const second = await start(Number(port))
  const submit = dialog.getByRole('button', { name: 'Add connector' })
  await submit.click()
  await expect(dialog.getByRole('alert')).toContainText('This session has ended')
  await expect(dialog.getByLabel('Site URL')).toHaveValue('https://blog.example.com')

  // Another tab of the same browser, as `patchbay open` opens it.
  const other = await context.newPage()
  await other.goto(second.oneTimeUrl())
  await expect(other.getByRole('button', { name: 'Add WordPress' })).toBeVisible()
  await submit.click()
  await expect(dialog).toBeHidden()
  expect(await api.connectors.list({ workspaceId })).toHaveLength(1)

  // The page gets changes again.
  await api.connectors.loadSamples({ workspaceId })
  await page.getByRole('tab', { name: 'Installed' }).click()
  await expect(page.getByRole('button', { name: /^Configure Sample/ })).toHaveCount(4)
  await second.close()
  await app.close()
})
