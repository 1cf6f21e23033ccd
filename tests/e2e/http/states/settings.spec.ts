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
