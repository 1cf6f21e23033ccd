import { expect, test } from './program/desktop.ts'

for (const url of ['about:blank', 'about:srcdoc', 'app://patchbay/nothing', 'app://patchbay/assets/nothing.js'])
  test(`${url} leads back to the screens`, async ({ page }) => {
    const welcome = page.getByRole('heading', { name: 'Welcome to Patchbay' })
    await expect(welcome).toBeVisible()
    await page.evaluate((target) => {
      // Removes the screens, so screens seen afterwards are those of a new page.
      document.body.replaceChildren()
      setTimeout(() => (location.href = target))
    }, url)
    await expect(welcome).toBeVisible()
    expect(page.url()).toBe('app://patchbay/')
    expect(await page.evaluate(() => 'patchbay' in globalThis)).toBe(true)
  })

test('the page has no pickers that open native dialogs without a permission', async ({ page }) => {
  await expect(page.getByRole('heading').first()).toBeVisible()
  const pickers = ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']
  expect(await page.evaluate((names) => names.filter((name) => name in globalThis), pickers)).toEqual([])
})
