import { wordpress } from '../../../helpers/samples.ts'
import { expect, test } from '../../program.ts'

const DAY = 86_400_000
const inDays = (count: number) => new Date(Date.now() + count * DAY).toISOString().slice(0, 10)

test('the panel names defaults, marks what is the matter with secrets, and leads to their day and to tags', async ({
  page,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const config = { ...wordpress.config, default_status: 'draft', comment_status: 'closed' }
  const { id } = await api.connectors.install({ workspaceId, ...wordpress, config, name: 'Blog' })
  const change = (input: object) => api.connectors.changeMany({ workspaceId, changes: [{ id, ...input }] })
  await program.open(page, `/w/${workspaceId}/installed`)
  const panel = page.getByRole('complementary')
  const dialog = page.getByRole('dialog')
  await page.getByRole('listitem', { name: 'Blog' }).focus()
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('link', { name: 'Open in the browser' })).toHaveAttribute('href', config.site_url)

  // The whole ID has room.
  const cut = await panel.locator('code').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
  expect(cut).toBe(0)

  await panel.getByRole('button', { name: 'Change tags…' }).click()
  await dialog.getByLabel('Add tags').fill('prod')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Change 1 connector' }).click()
  await expect(panel.getByRole('button', { name: 'Filter by tag prod' })).toBeVisible()

  // A value that is the default says so, another one does not.
  await panel.getByRole('tab', { name: 'Settings' }).click()
  await expect(panel.getByRole('definition').filter({ hasText: 'Draft' })).toHaveText('Draft (default)')
  await expect(panel.getByRole('definition').filter({ hasText: 'closed' })).toHaveText('closed')

  // The tab of secrets is marked where one expires soon or has expired.
  const secrets = panel.getByRole('tab', { name: /^Secrets/ })
  const mark = secrets.getByRole('img')
  await change({ secretExpiresAt: inDays(60) })
  await secrets.click()
  await expect(panel.getByText('Expires in 60 days')).toBeVisible()
  await expect(mark).toBeHidden()
  await change({ secretExpiresAt: inDays(3) })
  await expect(mark).toHaveAccessibleName('Expiring')
  await change({ secretExpiresAt: inDays(-3) })
  await expect(mark).toHaveAccessibleName('Expired')

  await panel.getByRole('button', { name: 'Change date…' }).click()
  await dialog.getByRole('button', { name: 'In 90 days' }).click()
  await dialog.getByRole('button', { name: 'Set on 1 connector' }).click()
  await expect(panel.getByText('Expires in 90 days')).toBeVisible()
  await expect(mark).toBeHidden()
})

test('the tab of secrets is marked where a required one is missing', async ({ page, program }) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { config, catalogKey } = wordpress
  const without = ['auth.application_password']
  const auth = { username: 'editor' }
  await api.connectors.install({ workspaceId, catalogKey, config, auth, name: 'Blog', without })
  await program.open(page, `/w/${workspaceId}/installed`)
  await page.getByRole('listitem', { name: 'Blog' }).focus()
  await page.keyboard.press('Enter')
  const secrets = page.getByRole('complementary').getByRole('tab', { name: /^Secrets/ })
  await expect(secrets.getByRole('img')).toHaveAccessibleName('Secrets to enter')
})
