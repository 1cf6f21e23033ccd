import { violationsInDialog } from '../../helpers/axe.ts'
import { wordpress } from '../../helpers/samples.ts'
import { expect, test } from '../program.ts'

test('the palette finds connectors of all workspaces, pages, tags and people', async ({ page, program }) => {
  const { api } = program
  const { id: acme } = await api.workspaces.create({ name: 'Acme' })
  const { id: globex } = await api.workspaces.create({ name: 'Globex' })
  await api.connectors.install({ workspaceId: acme, ...wordpress, name: 'Saltmeadow Bergen', tags: ['prod'] })
  await api.connectors.install({ workspaceId: acme, ...wordpress, name: 'Press room', tags: ['prod', 'berlin-office'] })
  await api.connectors.install({ workspaceId: globex, ...wordpress, name: 'Saltwater Guide' })
  await program.open(page, `/w/${acme}/catalog`)
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  const input = page.getByRole('combobox')
  const options = page.getByRole('option')
  const group = (name: string) => page.getByRole('group', { name, exact: true }).getByRole('option')
  const open = async (query: string) => {
    await page.keyboard.press('Control+k')
    await expect(input).toBeFocused()
    await page.keyboard.type(query)
  }

  await open('salt')
  await expect(group('Connectors')).toHaveText([/^Saltmeadow Bergen/])
  await expect(group('In other workspaces')).toHaveText([/^Saltwater Guide\s*Globex/])
  await expect(group('In other workspaces').locator('mark')).toHaveText(['Salt'])
  expect(await violationsInDialog(page)).toEqual([])
  // What matches is shown even where it is no name.
  await input.fill('berlin')
  await expect(group('Connectors')).toHaveText([/Press room.*berlin-office/])
  await expect(group('Tags')).toHaveText([/^Show everything tagged berlin-office/])
  await input.fill('saltwaetr')
  await expect(group('In other workspaces')).toHaveText([/^Saltwater Guide/])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/w/${globex}/installed$`))
  await expect(page.getByRole('complementary', { name: 'Saltwater Guide' })).toBeVisible()

  await open('switch to acme')
  await expect(options).toHaveText([/^Switch to Acme/])
  await page.keyboard.press('Enter')
  await open('#')
  await expect(options).toHaveText([/tagged prod\s*2 connectors/, /tagged berlin-office\s*1 connector/])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/w/${acme}/installed\\?tag=prod$`))
  await open('@')
  await expect(options).toHaveText([/^Activity of .*Owner$/])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/w/${acme}/activity\\?person=`))
  await open('>')
  await expect(group('Actions')).not.toHaveCount(0)
  await expect(group('Go to')).toHaveCount(0)
  // An owner ends the work with a workspace from here, too.
  await input.fill('archive this')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Workspace Acme was archived')).toBeVisible()
  await open('out of the archive')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Workspace Acme is in use again')).toBeVisible()
  await open('delete workspace')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog')).toContainText('Delete the workspace Acme?')
  await page.keyboard.press('Escape')
  await open('go to all')
  await expect(options.first()).toHaveText(/^Go to All workspaces/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/overview$/)
})

test('what is typed while the palette is on its way is searched for, and Esc keeps it away', async ({
  page,
  program,
}) => {
  await program.api.workspaces.create({ name: 'Acme' })
  let send = () => {}
  const isAsked = new Promise<void>((resolve) => (send = resolve))
  await page.route('**/open-dialog-*.js', async (route) => {
    await isAsked
    await route.continue()
  })
  await program.open(page, '/installed')
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('new wx')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  send()
  await expect(page.getByRole('combobox')).toHaveValue('new w')
  await page.keyboard.type('orkspace')
  await expect(page.getByRole('combobox')).toHaveValue('new workspace')
  await expect(page.getByRole('option')).toHaveText([/New workspace/])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a page of no workspace leads to the one that was open last as well', async ({ page, program }) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page, '/overview')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('acme')
  await page.getByRole('option', { name: 'Switch to Acme' }).click()
  await expect(page).toHaveURL(/\/w\/[\w-]+\//)
})
