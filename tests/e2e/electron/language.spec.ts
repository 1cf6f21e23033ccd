import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** What can be in place of the file of settings, with the beginning of the German warning. */
const UNUSABLE: [what: string, put: (file: string) => void, warning: string][] = [
  ['a damaged file', (file) => writeFileSync(file, '{'), 'Die Datei mit den Einstellungen ist beschädigt'],
  [
    'a newer file',
    (file) => writeFileSync(file, '{"version":2}'),
    'Die Einstellungen stammen von einem neueren Patchbay',
  ],
  ['a file that may not be read', unreadable, 'Die Datei mit den Einstellungen ist beschädigt'],
]

function unreadable(file: string) {
  writeFileSync(file, '{"idleLockMinutes":15}')
  chmodSync(file, 0)
}

for (const [what, put, warning] of UNUSABLE)
  test(`${what} in place of the settings is warned of once, in the language of the system, and kept aside`, async ({
    desktop,
  }) => {
    const file = join(desktop.dataDir, 'settings.json')
    mkdirSync(desktop.dataDir, { mode: 0o700 })
    put(file)
    for (const isFirst of [true, false]) {
      const { page, quit } = await desktop.start({ env: { LANGUAGE: 'de', LC_ALL: 'de_DE.UTF-8' } })
      await expect(page.getByRole('button', { name: 'Workspace anlegen' })).toBeVisible()
      await expect(page.getByText(warning)).toHaveCount(isFirst ? 1 : 0)
      await quit()
    }
    expect(readdirSync(desktop.dataDir).filter((name) => name.startsWith('settings-'))).toHaveLength(1)
  })
