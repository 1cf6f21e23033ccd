import { expect, test } from './program/desktop.ts'

test('a language that is chosen in the settings is that of the screens and of every menu', async ({
  program: { page, electron },
}) => {
  const menus = () =>
    electron.evaluate(({ Menu }) => {
      const itemsOf = (menu: Electron.Menu | null): string[] =>
        menu?.items.flatMap(({ label, submenu }) => [label, ...itemsOf(submenu ?? null)]) ?? []
      return itemsOf(Menu.getApplicationMenu()).filter((label) => label !== '')
    })
  const choose = (language: 'de' | 'en') =>
    page.evaluate(
      (choice) =>
        (window as unknown as { patchbay: { call: (...call: unknown[]) => unknown } }).patchbay.call(
          'settings.setMine',
          { language: choice },
        ),
      language,
    )
  await choose('de')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect.poll(menus).toContain('Datei')
  await expect(page.getByRole('button', { name: 'Workspace anlegen' })).toBeVisible()
  const german = await menus()
  await choose('en')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect.poll(menus).toContain('File')
  const same = (await menus()).filter((label) => german.includes(label))
  expect(same).toEqual([])
})
