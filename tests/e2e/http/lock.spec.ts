import { expect, test } from '../program.ts'

test('locking a workspace reloads every page, ends its session, and explains how to sign in', async ({
  page,
  program,
  context,
}) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page, '/catalog')
  const other = await context.newPage()
  await program.open(other, '/catalog')
  await other.getByRole('button', { name: 'Add WordPress' }).click()
  await other.getByRole('textbox', { name: 'Application password' }).fill('typed and never saved')

  await page.getByRole('button', { name: 'Workspace: Acme' }).click()
  await page.getByRole('menuitem', { name: 'Lock this workspace' }).click()
  for (const each of [page, other]) {
    await expect(each.getByText('This page is not signed in')).toBeVisible()
    await expect(each.getByText('patchbay open')).toBeVisible()
    await expect(each.getByRole('dialog')).toHaveCount(0)
  }
  await program.open(page, '/')
  await expect(page.getByRole('button', { name: /^Key:.*Locked/ })).toBeVisible()
  expect(await program.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })
})
