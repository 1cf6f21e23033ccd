import { readdirSync } from 'node:fs'
import { violationsOfContrast, violationsInForm } from '../../helpers/axe.ts'
import { projectPath } from '../../helpers/paths.ts'
import { expect, fixture, test } from './form-test.ts'

/** Every fixture as a group of one large form. */
async function everything() {
  const names = readdirSync(projectPath('tests/fixtures/forms')).map((file) => file.replace(/\.json$/, ''))
  const fixtures = await Promise.all(names.map(fixture))
  return {
    type: 'object',
    definitions: Object.assign({}, ...fixtures.map((schema) => schema['definitions'])) as object,
    required: names,
    properties: Object.fromEntries(names.map((name, at) => [name, fixtures[at]])),
  }
}

test('A disabled form can be read, folds and all, and nothing in it changed', async ({ open }) => {
  const page = await open({
    schema: await everything(),
    config: { list: { servers: [{ host: 'a', port: 1 }] }, tags: { hosts: ['a'] }, map: { headers: { A: 'b' } } },
    secrets: [{ path: 'config.secrets.tunnel.ssh_key', isSet: true, updatedAt: null }],
    disabled: true,
  })
  const folds = page.getByRole('button', { name: /^Optional settings/, expanded: false })
  while ((await folds.count()) > 0) await folds.first().click()
  const enabled = page
    .locator(':is(input:not([type=search]), select, textarea, button):enabled')
    .and(page.locator('form *'))
  const kinds = await enabled.evaluateAll((controls) => [
    ...new Set(controls.filter((control) => !control.ariaHidden).map((control) => control.textContent)),
  ])
  expect(kinds.filter((text) => !text?.startsWith('Optional settings'))).toEqual([])
})

test('Every input has a name and axe finds nothing in light and dark, with everything open and wrong', async ({
  open,
}) => {
  test.slow()
  const page = await open({
    schema: await everything(),
    secrets: [{ path: 'config.secrets.tunnel.ssh_key', isSet: true, updatedAt: '2024-01-01T00:00:00Z' }],
  })
  const folds = page.getByRole('button', { name: /^Optional settings/, expanded: false })
  while ((await folds.count()) > 0) await folds.first().click()
  // From last to first, because opening a recursive field adds fields in its place.
  for (const add of (await page.getByRole('button', { name: /^Add / }).all()).toReversed()) await add.click()
  await page.evaluate(() => {
    const rows = [...document.querySelectorAll('[data-path]')]
    window.setErrors(Object.fromEntries(rows.map((row) => [row.getAttribute('data-path') ?? '', ['is wrong']])))
  })
  await page.getByRole('button', { name: 'Save' }).click()
  const inputs = await page.locator('input:not([type=file], [aria-hidden]), select, textarea').all()
  expect(inputs.length).toBeGreaterThan(80)
  for (const input of inputs) await expect(input).toHaveAccessibleName(/\S/)
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map((element) => element.id))
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  expect(await violationsInForm(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violationsOfContrast(page)).toEqual([])
})
