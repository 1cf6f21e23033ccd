import { wordpress } from '../helpers/samples.ts'
import { expect, test } from './program.ts'

test('the actions of a workspace stay in sight below a long list of workspaces', async ({ page, program }) => {
  for (let at = 10; at < 40; at++) await program.api.workspaces.create({ name: `Workspace ${at}` })
  await page.setViewportSize({ width: 800, height: 600 })
  await program.open(page, '/installed')
  await page.getByRole('button', { name: 'Workspace: Workspace 10' }).click()
  for (const name of ['New workspace…', 'Trash…', 'Lock this workspace'])
    await expect(page.getByRole('menuitem', { name })).toBeInViewport({ ratio: 1 })
})

test('a type filter keeps the name of its type in a workspace without that type', async ({ page, program }) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.install({ workspaceId, ...wordpress })
  const { id: other } = await program.api.workspaces.create({ name: 'Globex' })
  const auth = { integration_token: 'integration-token-0123456789' }
  await program.api.connectors.install({ workspaceId: other, catalogKey: 'medium', name: 'Stories', auth })
  await program.open(page, '/installed')
  await page.getByRole('button', { name: 'Type: all' }).click()
  await page.getByRole('menuitemradio', { name: 'WordPress' }).click()
  await page.getByRole('button', { name: 'Workspace: Acme' }).click()
  await page.getByRole('menuitemradio', { name: /Globex/ }).click()
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Type: WordPress' })).toBeVisible()
})
