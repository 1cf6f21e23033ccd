import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { violationsOnPage } from '../../helpers/axe.ts'
import { expect, test } from '../data-files.ts'

test('a data directory in a synchronised folder is warned of until the next start', async ({ data }) => {
  // What Syncthing keeps at the top of each of its folders.
  mkdirSync(join(data.dataDir, '.stfolder'))
  const { page } = await data.open()
  const warnings = page.getByRole('region', { name: 'Warnings' })
  await expect(warnings).toContainText('The data directory is synchronised with other places')
  expect(await violationsOnPage(page)).toEqual([])
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await warnings.getByRole('button', { name: 'Hide until the next start' }).click()
  await expect(warnings).toBeHidden()
  await page.reload()
  await expect(warnings).toBeVisible()
})

for (const [locale, text, words] of [
  ['en-GB', '{', /^The file of settings is damaged, so the usual ones count/],
  ['de-DE', '{', /^Die Datei mit den Einstellungen ist beschädigt\. Deshalb gelten die Standardwerte/],
  ['en-GB', '{"version":2}', /^The settings are of a newer Patchbay/],
  ['de-DE', '{"version":2}', /^Die Einstellungen stammen von einem neueren Patchbay/],
] as const)
  test.describe(`${locale} ${text}`, () => {
    test.use({ locale, context: async ({ browser }, use) => use(await browser.newContext({ locale })) })

    test('settings that cannot be used are warned of with the place where they are kept, and the usual ones count', async ({
      data,
    }) => {
      writeFileSync(join(data.dataDir, 'settings.json'), text)
      const { page, api } = await data.open()
      const warning = page.getByText(words)
      await expect(warning).toBeVisible()
      const kept = /settings-(?:damaged|newer)-\w+\.json/.exec((await warning.textContent()) ?? '')?.[0] ?? ''
      expect(readFileSync(join(data.dataDir, kept), 'utf8')).toBe(text)
      expect([await api.settings.mine({}), await api.keys.idleLock({})]).toMatchObject([
        { theme: 'system', language: 'system' },
        { minutes: 5 },
      ])
    })
  })
