import { wordpress } from '../helpers/samples.ts'
import { expect, test } from './program.ts'

test('a newcomer creates a workspace, installs, configures, activates and exports', async ({ page, program }) => {
  await program.open(page)

  await page.getByLabel('Name').fill('Acme')
  await page.getByRole('button', { name: 'Create workspace' }).click()

  await page.getByRole('tab', { name: 'Catalog' }).click()
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill(wordpress.name)
  await dialog.getByLabel('Name', { exact: true }).press('Tab')
  await expect(dialog.getByLabel('Tags')).toBeFocused()
  await dialog.getByLabel('Site URL').fill(wordpress.config.site_url)
  await dialog.getByLabel('Username', { exact: true }).fill(wordpress.auth.username)
  await dialog.getByLabel('Application password', { exact: true }).fill(wordpress.auth.application_password)
  await dialog.getByRole('button', { name: 'Add connector' }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('tab', { name: 'Installed' }).click()
  await expect(page.getByText('Inactive').first()).toBeVisible()
  await page.getByRole('button', { name: `Configure ${wordpress.name}` }).click()
  await dialog.getByLabel('Site URL').fill('https://news.example.com')
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: `Activate ${wordpress.name}` }).click()
  await expect(page.getByRole('button', { name: `Deactivate ${wordpress.name}` })).toBeVisible()

  await page.getByRole('button', { name: /^Export \d/ }).click()
  await expect(dialog.getByText('1 publish target goes out')).toBeVisible()
  const text = await program.exportFile(page, () => dialog.getByRole('button', { name: 'Export', exact: true }).click())
  const [workspace] = await program.api.workspaces.list({})
  const targets = await program.api.targets.list({ workspaceId: workspace!.id })
  expect(targets).toMatchObject([{ name: wordpress.name, catalog_key: 'wordpress' }])
  expect(JSON.parse(text)).toEqual(targets)
})
