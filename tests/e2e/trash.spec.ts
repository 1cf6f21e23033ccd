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
  await dialog.getByRole('button', { name: 'Empty trash…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await dialog.getByRole('button', { name: 'Empty trash…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(dialog.getByText('The trash is empty')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await page.getByRole('tab', { name: 'Installed' }).click()
  await expect(page.getByRole('button', { name: 'Configure Blog' })).toBeVisible()
  expect(await program.api.trash.list({ workspaceId })).toEqual([])
})

test('where everything was deleted, the empty list leads to the trash, which restores all at once', async ({
  page,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const ids: string[] = []
  for (const name of ['Blog', 'News', 'Shop']) {
    const { id } = await api.connectors.install({ workspaceId, ...wordpress, name })
    ids.push(id)
  }
  await program.open(page, '/installed')
  await page.getByRole('checkbox', { name: 'Select Blog' }).click()
  await page.keyboard.press('Control+a')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('button', { name: 'Restore from the trash…' }).click()
  const dialog = page.getByRole('dialog')
  expect(await violationsInDialog(page)).toEqual([])
  // Its name has been taken since then.
  await api.connectors.install({ workspaceId, ...wordpress, name: 'News' })
  await dialog.getByRole('button', { name: 'Restore all' }).click()
  const notices = page.getByRole('region', { name: 'Notices' })
  await expect(notices).toContainText('2 of 3 connectors restored')
  await expect(dialog.getByRole('listitem')).toHaveText([/News/])
  await notices.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('dialog')).toContainText('Another connector has its name now')
  const names = (await api.connectors.list({ workspaceId })).map(({ name }) => name)
  expect(names).toEqual(['Blog', 'News', 'Shop'])
  expect((await api.trash.list({ workspaceId })).map(({ id }) => id)).toEqual([ids[1]])
})
