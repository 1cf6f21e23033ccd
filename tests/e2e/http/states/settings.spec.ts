import { violationsInBothThemes } from '../../../helpers/axe.ts'
import { expect, test } from '../../program.ts'

test('a theme counts at once, and it and the start page are there when the screens are opened again', async ({
  page,
  program,
}) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page)
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('settings')
  await expect(page.getByRole('option').first()).toHaveText(/Go to Settings/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings$/)
  const settings = page.getByRole('main')
  const colour = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  expect(await colour()).toBe('light dark')
  await settings.getByRole('group', { name: 'Theme' }).getByRole('radio', { name: 'Dark' }).check()
  await expect.poll(colour).toBe('dark')
  await settings.getByRole('group', { name: 'Start page' }).getByRole('radio', { name: 'All workspaces' }).check()
  await expect.poll(() => program.api.settings.mine({})).toMatchObject({ theme: 'dark', startPage: 'overview' })
  await page.goto(new URL('/', page.url()).href)
  await expect(page).toHaveTitle('All workspaces · Patchbay')
  expect(await colour()).toBe('dark')
})

test('what all workspaces share is set on the page, with the usual choices a click away', async ({ page, program }) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page)
  await page.goto(new URL('/settings', page.url()).href)
  const choose = (group: string | RegExp, name: string) =>
    page.getByRole('group', { name: group }).getByRole('radio', { name, exact: true }).check()
  await choose('Lock all workspaces when nobody uses Patchbay', 'After 15 minutes')
  await choose('Look for changes of others', 'Every 10 minutes')
  await choose('Keep backups for', 'A year')
  await choose('Density of lists', 'Rows')
  const { api } = program
  const isSet = async () => [
    (await api.keys.idleLock({})).minutes,
    (await api.sharing.interval({})).minutes,
    (await api.settings.data({})).backupWeeks,
    (await api.settings.mine({})).density,
  ]
  await expect.poll(isSet).toEqual([15, 10, 52, 'rows'])
  const { directory, backups } = await api.settings.data({})
  await expect(page.getByRole('region', { name: 'Backups' })).toContainText(backups ?? '')
  await expect(page.getByRole('region', { name: 'Patchbay' })).toContainText(directory ?? '')
  // A browser cannot choose a file on this computer for the program.
  await expect(page.getByRole('region', { name: 'Network' })).toContainText('patchbay settings network')
  await page.getByRole('button', { name: 'Reset to defaults' }).click()
  await expect(page.getByRole('radio', { name: 'Cards' })).toBeChecked()
  await expect(page.getByRole('button', { name: 'Reset to defaults' })).toBeHidden()
  expect(await violationsInBothThemes(page)).toEqual([])
})
