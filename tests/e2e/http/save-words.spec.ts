import { expect, test } from '../program.ts'

test('random words are saved as they are shown, before anything depends on them', async ({ page, program }) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page, '/workspace')
  await page.getByRole('button', { name: 'Back up…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('output')).not.toHaveText('…')
  const words = await program.exportFile(page, () => dialog.getByRole('button', { name: 'Save…' }).click())
  expect(words).toBe(await dialog.locator('output').innerText())
  await expect(page.getByText('Saved. Keep the file').first()).toBeVisible()
})
