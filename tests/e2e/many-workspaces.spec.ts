import { wordpress } from '../helpers/samples.ts'
import { expect, test } from './program.ts'

test('the actions of a workspace stay in sight below a long list of workspaces', async ({ page, program }) => {
  for (let at = 10; at < 40; at++) await program.api.workspaces.create({ name: `Workspace ${at}` })
  await page.setViewportSize({ width: 800, height: 600 })
  await program.open(page, '/installed')
  await page.getByRole('button', { name: 'Workspace: Workspace 10' }).click()
  for (const name of ['New workspace…', 'You…', 'Lock this workspace'])
    await expect(page.getByRole('menuitem', { name })).toBeInViewport({ ratio: 1 })
  // They leave room for most of twelve workspaces.
  await expect(page.getByRole('menuitemradio').nth(7)).toBeInViewport({ ratio: 1 })
})

test('filters and search belong to their workspace, are in the URL and show as chips', async ({ page, program }) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.install({ workspaceId, ...wordpress, tags: ['prod'] })
  await program.api.connectors.install({ workspaceId, ...wordpress, name: 'Other blog', tags: ['test'] })
  const { id: other } = await program.api.workspaces.create({ name: 'Globex' })
  const auth = { integration_token: 'integration-token-0123456789' }
  await program.api.connectors.install({ workspaceId: other, catalogKey: 'medium', name: 'Stories', auth })
  await program.open(page, '/installed')
  await page.getByRole('listitem', { name: wordpress.name }).getByRole('button', { name: 'Filter by tag prod' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await expect(page).toHaveURL(/[?&]tag=prod/)
  await page.getByRole('button', { name: 'Workspace: Acme' }).click()
  await page.getByRole('menuitemradio', { name: /Globex/ }).click()
  await expect(page.getByRole('listitem', { name: 'Stories' })).toBeVisible()
  await expect(page).not.toHaveURL(/tag=/)
  await page.getByRole('button', { name: 'Workspace: Globex' }).click()
  await page.getByRole('menuitemradio', { name: /Acme/ }).click()
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove the filter Tag' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(2)
})

test('what was just added is shown even where a filter would hide it', async ({ page, program }) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.install({ workspaceId, ...wordpress, tags: ['prod'] })
  await program.open(page, '/installed?tag=prod')
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('tab', { name: 'Catalog' }).click()
  await page.getByRole('button', { name: 'Add Medium' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Integration token', { exact: true }).fill('integration-token-0123456789')
  await dialog.getByRole('button', { name: 'Add connector' }).click()
  await expect(
    page.getByRole('tabpanel', { name: 'Installed' }).getByRole('listitem', { name: 'Medium' }),
  ).toBeFocused()
})
