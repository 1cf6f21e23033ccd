import { expect, test } from '../../program.ts'

test('the screens are in the language of the browser, and in another one once it is chosen', async ({
  browser,
  program,
}) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await using context = await browser.newContext({ locale: 'de-AT' })
  const page = await context.newPage()
  await program.open(page)
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  const root = page.locator('html')
  await expect(root).toHaveAttribute('lang', 'de')
  await page.keyboard.press('Control+,')
  await expect(page).toHaveTitle('Einstellungen · Patchbay')

  // `check` would look for the radio once more, which has another name by then.
  await page.getByRole('group', { name: 'Sprache' }).getByRole('radio', { name: 'English' }).click()
  await expect(page).toHaveTitle('Settings · Patchbay')
  await expect(page).toHaveURL(/\/settings$/)
  await expect(root).toHaveAttribute('lang', 'en')
  await expect.poll(() => program.api.settings.mine({})).toMatchObject({ language: 'en' })
})

test('a change of the language waits for an open form, so nothing that was typed is lost', async ({
  page,
  program,
}) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page)
  await page.getByRole('button', { name: 'Workspace: Acme' }).click()
  await page.getByRole('menuitem', { name: 'New workspace' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox').first().fill('Brightwater')
  await program.api.settings.setMine({ language: 'de' })
  await expect(page.locator('html')).toHaveAttribute('data-language', 'de')
  await expect(form.getByRole('textbox').first()).toHaveValue('Brightwater')

  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await expect(page).toHaveTitle(/Katalog|Installiert/)
})
