import { expect, test } from 'vitest'
import type { CatalogCard } from '../../../../../src/contract/groups/catalog.ts'
import type { CatalogItem } from '../../../../../src/renderer/features/catalog/catalog-card.tsx'
import {
  authTypesOf,
  categoriesOf,
  filterItems,
  sortItems,
} from '../../../../../src/renderer/features/catalog/facets.ts'
import { NO_CATALOG_FILTERS } from '../../../../../src/renderer/stores/lists/catalog-filters.ts'

const item = (name: string, category: string, more: Partial<CatalogCard> = {}, installed = 0): CatalogItem => ({
  entry: {
    ...{ id: name, key: name.toLowerCase(), name, category, description: '', icon: null, authType: 'api_key' },
    ...{ docsUrl: null, version: '1.0.0', source: 'builtin', ...more },
  },
  installed,
})
const names = (items: readonly CatalogItem[]) => items.map(({ entry }) => entry.name)

const all = [
  item('LinkedIn', 'Social', { authType: 'oauth' }, 2),
  item('Mastodon', 'social', { source: 'imported' }),
  item('Medium', 'Publishing', {}, 5),
  item('X', 'Social'),
]

test('categories that differ in case are one, under the spelling that most entries use', () => {
  expect(categoriesOf(all, all)).toEqual([
    { key: 'social', name: 'Social', count: 3 },
    { key: 'publishing', name: 'Publishing', count: 1 },
  ])
  expect(names(filterItems(all, { ...NO_CATALOG_FILTERS, category: 'social' }))).toEqual(['LinkedIn', 'Mastodon', 'X'])
})

test('categories with hits come first, and those without stay', () => {
  const hits = all.filter(({ entry }) => entry.name === 'Medium')
  expect(categoriesOf(all, hits).map(({ name, count }) => [name, count])).toEqual([
    ['Publishing', 1],
    ['Social', 0],
  ])
})

test('every filter narrows, and the choices of one are counted without it', () => {
  const filters = { ...NO_CATALOG_FILTERS, category: 'social', authType: 'oauth' as const }
  expect(names(filterItems(all, filters))).toEqual(['LinkedIn'])
  expect(authTypesOf(all, filterItems(all, filters, 'authType'))).toEqual([
    { type: 'api_key', count: 2 },
    { type: 'oauth', count: 1 },
  ])
  expect(names(filterItems(all, { ...NO_CATALOG_FILTERS, installed: true }))).toEqual(['LinkedIn', 'Medium'])
  expect(names(filterItems(all, { ...NO_CATALOG_FILTERS, imported: true }))).toEqual(['Mastodon'])
})

test('entries are ordered by name, by how many are installed, or by category', () => {
  expect(names(sortItems(all, 'name'))).toEqual(['LinkedIn', 'Mastodon', 'Medium', 'X'])
  expect(names(sortItems(all, 'installed'))).toEqual(['Medium', 'LinkedIn', 'Mastodon', 'X'])
  expect(names(sortItems(all, 'category'))).toEqual(['Medium', 'LinkedIn', 'Mastodon', 'X'])
})
