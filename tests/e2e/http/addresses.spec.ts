import { expect, test } from '../program.ts'

test('every tab of a workspace has an address, which back and forward follow', async ({ page, program }) => {
  const { id: acme } = await program.api.workspaces.create({ name: 'Acme' })
  const { id: beta } = await program.api.workspaces.create({ name: 'Beta' })
  const switcher = page.getByRole('button', { name: /^Workspace: / })
  const at = (workspaceId: string, tab: string) => new RegExp(`/w/${workspaceId}/${tab}$`)

  await program.open(page, `/w/${beta}/installed`)
  await expect(switcher).toHaveAccessibleName('Workspace: Beta')
  await expect(page.getByRole('tab', { name: 'Installed', selected: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Catalog' }).click()
  await expect(page).toHaveURL(at(beta, 'catalog'))
  await switcher.click()
  await page.getByRole('menuitemradio', { name: /^Acme/ }).click()
  await expect(page).toHaveURL(at(acme, 'catalog'))

  await page.goBack()
  await expect(switcher).toHaveAccessibleName('Workspace: Beta')
  await page.goBack()
  await expect(page.getByRole('tab', { name: 'Installed', selected: true })).toBeVisible()
  await page.goForward()
  await page.goForward()
  await expect(switcher).toHaveAccessibleName('Workspace: Acme')
  await page.reload()
  await expect(page).toHaveURL(at(acme, 'catalog'))
  await expect(switcher).toHaveAccessibleName('Workspace: Acme')
})

test('a tab without a workspace in its address is that of the workspace that was open last', async ({
  page,
  program,
}) => {
  const { id } = await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page, '/installed')
  await expect(page).toHaveURL(new RegExp(`/w/${id}/installed$`))
})

test('an address that leads nowhere says so and leads back', async ({ page, program }) => {
  const { id } = await program.api.workspaces.create({ name: 'Acme' })
  for (const path of ['/w/00000000-0000-4000-8000-000000000000/installed', `/w/${id}/nowhere`, '/nowhere/at/all']) {
    await program.open(page, path)
    await expect(page.getByText('There is no such page')).toBeVisible()
    await page.getByRole('button', { name: 'Go to Acme' }).click()
    await expect(page).toHaveURL(new RegExp(`/w/${id}/installed$`))
    await expect(page.getByRole('tab', { name: 'Installed', selected: true })).toBeVisible()
  }
})
