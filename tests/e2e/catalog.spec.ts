import { asFile, entryOf } from '../helpers/catalog-entries.ts'
import { violationsInBothThemes, violationsOnPage } from '../helpers/axe.ts'
import { wordpress } from '../helpers/samples.ts'
import { expect, test, type Program } from './program.ts'

/** A workspace with one connector, and a catalog of services whose names and categories resemble each other. */
async function withManyEntries(program: Program): Promise<void> {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.install({ ...wordpress, workspaceId })
  const entries = [
    ['github', 'GitHub', 'Development'],
    ['hubspot', 'HubSpot', 'Marketing'],
    ['salesforce', 'Salesforce', 'CRM'],
    ['mastodon', 'Mastodon', 'social'],
    ['xero', 'Xero', 'Finance'],
  ].map(([key, name, category]) => entryOf(String(key), { name, category }))
  await program.api.catalog.import(asFile(entries))
}

test('the search ranks, forgives mistakes and marks what matches', async ({ page, program }) => {
  await withManyEntries(program)
  await program.open(page, '/catalog')
  const search = page.getByRole('searchbox')
  const first = page.getByRole('list', { name: 'Catalog entries' }).getByRole('heading').first()
  for (const [query, name, mark] of [
    ['x', 'X (Twitter)', 'X'],
    ['hub', 'HubSpot', 'Hub'],
    ['salesfroce', 'Salesforce', 'Salesforce'],
  ] as const) {
    await search.fill(query)
    await expect(first).toHaveText(name)
    await expect(first.locator('mark')).toHaveText(mark)
  }
  expect(await violationsOnPage(page)).toEqual([])
})

test('filters are counted, combine, show as chips and are taken away one by one', async ({ page, program }) => {
  await withManyEntries(program)
  await program.open(page, '/catalog')
  const cards = page.getByRole('list', { name: 'Catalog entries' }).getByRole('heading')
  const categories = page.getByRole('group', { name: 'Category' })
  await categories.getByRole('button', { name: 'Social 3' }).click()
  await expect(cards).toHaveText(['LinkedIn', 'Mastodon', 'X (Twitter)'])

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitemradio', { name: 'Imported 1' }).click()
  await expect(cards).toHaveText(['Mastodon'])
  await expect(page).toHaveURL(/\/catalog\?category=social&imported=1$/)
  await page.reload()
  await expect(cards).toHaveText(['Mastodon'])
  const chips = page.getByRole('group', { name: 'Filters that are on' })
  await chips.getByRole('button', { name: 'Remove the filter Social' }).click()
  await expect(cards).toHaveText(['GitHub', 'HubSpot', 'Mastodon', 'Salesforce', 'Xero'])
  await chips.getByRole('button', { name: 'Clear filters' }).click()
  await expect(cards).toHaveCount(9)

  await page.getByRole('button', { name: 'Sort: name' }).click()
  await page.getByRole('menuitemradio', { name: 'Most installed' }).click()
  await expect(cards.first()).toHaveText('WordPress')
  expect(await violationsOnPage(page)).toEqual([])
})

test('the details of an entry say what is needed, what it can do and where it is installed', async ({
  page,
  program,
}) => {
  await withManyEntries(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Details of WordPress' }).click()
  const dialog = page.getByRole('dialog', { name: 'WordPress' })
  await expect(dialog.getByText('Application password', { exact: true })).toBeVisible()
  await expect(dialog.getByRole('link', { name: 'Documentation of WordPress' })).toBeVisible()
  await expect(dialog.getByText('JPEG, PNG, GIF, WEBP, AVIF')).toBeVisible()
  await expect(dialog.getByText('"max_items"')).toBeHidden()
  await dialog.getByText('Every capability as data').click()
  await expect(dialog.getByText('"max_items"')).toBeVisible()
  expect(await violationsInBothThemes(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Show it' }).click()
  await expect(page.getByRole('list', { name: 'Installed connectors' }).getByRole('listitem')).toHaveCount(1)
})

test('the head of the Add dialog links to the documentation', async ({ page, program }) => {
  await withManyEntries(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Add Medium' }).click()
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Documentation of Medium' })).toBeVisible()
})

test('a card has a menu at the mouse and at the menu key', async ({ page, program }) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page, '/catalog')
  const card = page.getByRole('listitem', { name: 'WordPress' })
  await card.click({ button: 'right' })
  const items = page.getByRole('menu', { name: 'Actions for WordPress' }).getByRole('menuitem')
  await expect(items).toHaveText(['Add WordPress', 'Details', 'Duplicate as a new entry…'])
  await page.keyboard.press('Escape')
  await expect(items).toHaveCount(0)
  await card.focus()
  await page.keyboard.press('Shift+F10')
  await items.getByText('Details').click()
  await expect(page.getByRole('dialog', { name: 'WordPress' })).toBeVisible()
})
