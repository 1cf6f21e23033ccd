import { wordpress } from '../../../helpers/samples.ts'
import { expect, test } from '../../program.ts'

test('a failure notice opens the help at its reason, above a dialog that keeps what was typed', async ({
  page,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.connectors.install({ workspaceId, ...wordpress })
  const error = { code: 'unavailable', reason: 'disk_full', values: { work: 'database' }, message: 'The disk is full' }
  await page.route('**/call/connectors.activate', (route) => route.fulfill({ status: 503, json: { ok: false, error } }))
  await program.open(page, `/w/${workspaceId}/installed`)
  await page.getByRole('button', { name: 'Activate Company blog' }).click()
  const more = page.getByRole('button', { name: 'Help', exact: true })
  await more.click()
  const help = page.getByRole('dialog', { name: 'Help' })
  const reason = help.getByRole('region', { name: 'Errors' }).getByText('disk_full')
  await expect(reason).toBeInViewport()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Activate Company blog' }).click()
  await expect(more).toBeVisible()
  await page.getByRole('tab', { name: 'Catalog' }).click()
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const name = page.getByRole('dialog', { name: 'Add WordPress' }).getByLabel('Name', { exact: true })
  await name.fill('Press room')
  await more.click()
  await expect(reason).toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  await expect(name).toHaveValue('Press room')

  // The help about the dialog itself opens as before.
  await page.keyboard.press('F1')
  await expect(help.getByRole('region', { name: 'Connectors' })).toBeVisible()
})
