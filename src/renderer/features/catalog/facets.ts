import type { AuthType } from '../../../contract/groups/catalog.ts'
import { categoryKey, type CatalogFilters, type CatalogSort } from '../../stores/lists/catalog-filters.ts'
import type { CatalogItem } from './catalog-card.tsx'
import { compareNames } from '../../text/formats.ts'

const fits: { [F in keyof CatalogFilters]: (item: CatalogItem, wanted: CatalogFilters[F]) => boolean } = {
  category: ({ entry }, wanted) => wanted === null || categoryKey(entry) === wanted,
  authType: ({ entry }, wanted) => wanted === null || entry.authType === wanted,
  installed: ({ installed }, wanted) => !wanted || installed > 0,
  imported: ({ entry }, wanted) => !wanted || entry.source === 'imported',
}

/** The items that fit all filters, or all but one: the choices of a filter are counted without it. */
export const filterItems = (items: readonly CatalogItem[], filters: CatalogFilters, except?: keyof CatalogFilters) =>
  items.filter(
    (item) =>
      (except === 'category' || fits.category(item, filters.category)) &&
      (except === 'authType' || fits.authType(item, filters.authType)) &&
      (except === 'installed' || fits.installed(item, filters.installed)) &&
      (except === 'imported' || fits.imported(item, filters.imported)),
  )

export interface CategoryChoice {
  key: string
  /** The spelling that most entries use. */
  name: string
  count: number
}

/** Every category of the catalog with its number of `matches`: those with most of them first, then by name. */
export function categoriesOf(all: readonly CatalogItem[], matches: readonly CatalogItem[]): CategoryChoice[] {
  const counts = Map.groupBy(matches, ({ entry }) => categoryKey(entry))
  return [...Map.groupBy(all, ({ entry }) => categoryKey(entry))]
    .map(([key, items]) => ({ key, name: commonSpelling(items), count: counts.get(key)?.length ?? 0 }))
    .toSorted((a, b) => b.count - a.count || compareNames(a.name, b.name))
}

function commonSpelling(items: readonly CatalogItem[]): string {
  const spellings = [...Map.groupBy(items, ({ entry }) => entry.category.trim())]
  // Of equally common ones, the capital stands first in this order.
  return spellings.toSorted(([a, of], [b, others]) => others.length - of.length || (a < b ? -1 : 1))[0]?.[0] ?? ''
}

/** The number of matches for each way to sign in that the catalog has, the most frequent first. */
export function authTypesOf(all: readonly CatalogItem[], matches: readonly CatalogItem[]) {
  const counts = Map.groupBy(matches, ({ entry }) => entry.authType)
  const types: AuthType[] = [...new Set(all.map(({ entry }) => entry.authType))]
  return types
    .map((type) => ({ type, count: counts.get(type)?.length ?? 0 }))
    .toSorted((a, b) => b.count - a.count || a.type.localeCompare(b.type))
}

const orders: Record<CatalogSort, (a: CatalogItem, b: CatalogItem) => number> = {
  name: (a, b) => compareNames(a.entry.name, b.entry.name),
  installed: (a, b) => b.installed - a.installed || orders.name(a, b),
  category: (a, b) => compareNames(categoryKey(a.entry), categoryKey(b.entry)) || orders.name(a, b),
}

export const sortItems = (items: readonly CatalogItem[], sort: CatalogSort) => items.toSorted(orders[sort])
