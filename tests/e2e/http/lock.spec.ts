import { expect, test } from '../program.ts'

test('locking a workspace reloads every page, and unsaved input is gone', async ({ page, program, context }) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page, '/catalog')
  const other = await context.newPage()
  await other.goto(page.url())
  await other.getByRole('button', { name: 'Add WordPress' }).click()
  await other.getByRole('textbox', { name: 'Application password' }).fill('typed and never saved')

  await page.getByRole('button', { name: 'Workspace: Acme' }).click()
  await page.getByRole('menuitem', { name: 'Lock this workspace' }).click()
  await expect(page.getByRole('button', { name: /^Key:.*Locked/ })).toBeVisible()
  await expect(other.getByRole('button', { name: /^Key:.*Locked/ })).toBeVisible()
  await expect(other.getByRole('dialog')).toHaveCount(0)
  expect(await program.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })
})
