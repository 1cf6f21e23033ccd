import { expect, test } from './desktop.ts'

test('the window shows the screens and gives them the bridge alone', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
  const seen = await page.evaluate(() => ({
    bridge: Object.keys((globalThis as unknown as { patchbay: object }).patchbay).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    origin: location.origin,
  }))
  expect(seen).toEqual({ bridge: ['call', 'host', 'onChange'], node: [], origin: 'app://patchbay' })
})
