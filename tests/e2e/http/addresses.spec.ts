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

test('back closes what is open above a page, asks where something was typed, and leaves the page', async ({
  page,
  program,
}) => {
  const { id } = await program.api.workspaces.create({ name: 'Acme' })
  const catalog = page.getByRole('tab', { name: 'Catalog', selected: true, includeHidden: true })
  const isStill = async () => {
    await expect(page).toHaveURL(new RegExp(`/w/${id}/catalog$`))
    await expect(catalog).toBeAttached()
  }
  await program.open(page, `/w/${id}/installed`)
  await page.getByRole('tab', { name: 'Catalog' }).click()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('dialog')).toBeHidden()
  await isStill()

  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add WordPress' })
  await dialog.getByRole('button', { name: 'Help on this dialog' }).click()
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeHidden()
  await dialog.getByLabel('Username', { exact: true }).fill('editor')
  await page.goBack()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(dialog.getByLabel('Username', { exact: true })).toHaveValue('editor')
  await page.goBack()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toBeHidden()
  await isStill()

  await page.goBack()
  await expect(page.getByRole('tab', { name: 'Installed', selected: true })).toBeVisible()
  await page.goForward()
  await isStill()
})
