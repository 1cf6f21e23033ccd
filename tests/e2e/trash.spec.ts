import { violationsInDialog } from '../helpers/axe.ts'
import { wordpress } from '../helpers/samples.ts'
import { expect, test } from './program.ts'

test('a deleted connector is in the trash, can be restored, and is gone once the trash is emptied', async ({
  page,
  program,
}) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  for (const name of ['Blog', 'News']) {
    const { id } = await program.api.connectors.install({ workspaceId, ...wordpress, name })
    await program.api.connectors.remove({ workspaceId, id })
  }
  await program.open(page, '/workspace')
  await page.getByRole('button', { name: 'Trash…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('listitem')).toHaveText([/News/, /Blog/])
  expect(await violationsInDialog(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Restore Blog' }).click()
  await expect(dialog.getByRole('listitem')).toHaveText([/News/])
  await dialog.getByRole('button', { name: 'Empty trash' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await dialog.getByRole('button', { name: 'Empty trash' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(dialog.getByText('The trash is empty')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await page.getByRole('tab', { name: 'Installed' }).click()
  await expect(page.getByRole('button', { name: 'Configure Blog' })).toBeVisible()
  expect(await program.api.trash.list({ workspaceId })).toEqual([])
})
