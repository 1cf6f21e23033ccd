import { violationsInDialog } from '../helpers/axe.ts'
import { wordpress } from '../helpers/samples.ts'
import { expect, test } from './program.ts'

test('the activity shows what changed, and a connector gets a former configuration back', async ({ page, program }) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  const { id, config } = await program.api.connectors.install({ workspaceId, ...wordpress })
  await program.api.connectors.update({ workspaceId, id, config: { site_url: 'https://new.example.com' } })
  await program.open(page)
  await page.getByRole('button', { name: 'Commands' }).click()
  await page.getByRole('dialog').getByRole('combobox').fill('activity')
  await page.keyboard.press('Enter')
  const list = page.getByRole('list', { name: 'Activity' })
  await expect(list.getByRole('listitem').first()).toContainText('https://blog.example.com → https://new.example.com')
  expect(await violationsInDialog(page)).toEqual([])
  await list.getByRole('button', { name: 'Restore this configuration of Company blog' }).last().click()
  await expect(page.getByText('The configuration of Company blog was restored')).toBeVisible()
  await expect(list.getByRole('listitem').first()).toContainText('https://new.example.com → https://blog.example.com')
  expect((await program.api.connectors.get({ workspaceId, id })).config).toEqual(config)
})
