import { IconArrowsSort, IconFilter, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { AuthType } from '../../../contract/groups/catalog.ts'
import { useReadOnlyReason, useStores, useWorkspace } from '../../stores/context.ts'
import { CATALOG_SORTS, type CatalogFilters, NO_CATALOG_FILTERS } from '../../stores/lists/catalog-filters.ts'
import { number } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Segments } from '../../ui/fields/segments.tsx'
import { Menu, MenuChoices, MenuSection } from '../../ui/menu.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import type { CatalogItem } from './catalog-card.tsx'
import { authTypesOf, categoriesOf, filterItems } from './facets.ts'

const ANY = ''

/** So many categories stand beside "All"; the menu has every one of them. */
const SEGMENTS = 4

/** The number of categories from which the menu has a search field. */
const SEARCH_FROM = 9

interface CatalogToolbarProps {
  /** All entries, and those that match the search. */
  all: readonly CatalogItem[]
  matches: readonly CatalogItem[]
  actions: ReactNode
}

/** Filters, order and actions of the Catalog tab, and a chip for each filter that is on. */
export function CatalogToolbar({ all, matches, actions }: CatalogToolbarProps) {
  const { view } = useStores()
  const readOnly = useReadOnlyReason(useWorkspace())
  const filters = useStore(view.store, (state) => state.catalogFilters)
  const categories = categoriesOf(all, filterItems(matches, filters, 'category'))
  const inSight = categories.slice(0, SEGMENTS)
  const chosen = categories.find(({ key }) => key === filters.category)
  const total = categories.reduce((sum, { count }) => sum + count, 0)
  return (
    <div className="flex shrink-0 flex-col gap-2 px-5 py-3 max-lg:px-4">
      <div className="flex flex-wrap items-center gap-2">
        <div className="max-lg:hidden">
          <Segments
            label={text.catalog.categories}
            options={[
              { value: null, label: text.catalog.all, count: total },
              ...[...inSight, ...(chosen && !inSight.includes(chosen) ? [chosen] : [])].map(({ key, name, count }) => ({
                value: key,
                label: name,
                count,
              })),
            ]}
            value={filters.category}
            onChange={(category) => view.filterCatalog({ category })}
          />
        </div>
        <FilterMenu all={all} matches={matches} filters={filters} />
        <SortMenu />
        {readOnly !== null && <Notice kind="lock">{readOnly}</Notice>}
        {actions}
      </div>
      <Chips filters={filters} category={chosen?.name ?? filters.category} />
    </div>
  )
}

interface FilterMenuProps {
  all: readonly CatalogItem[]
  matches: readonly CatalogItem[]
  filters: CatalogFilters
}

function FilterMenu({ all, matches, filters }: FilterMenuProps) {
  const { view } = useStores()
  const categories = categoriesOf(all, filterItems(matches, filters, 'category'))
  const authTypes = authTypesOf(all, filterItems(matches, filters, 'authType'))
  const others = filterItems(matches, { ...filters, installed: false, imported: false })
  const origin = filters.installed ? 'installed' : filters.imported ? 'imported' : ANY
  const origins = [
    { value: ANY, name: text.catalog.everyEntry, count: others.length },
    {
      value: 'installed',
      name: text.catalog.onlyInstalled,
      count: others.filter(({ installed }) => installed > 0).length,
    },
    {
      value: 'imported',
      name: text.catalog.onlyImported,
      count: others.filter(({ entry }) => entry.source === 'imported').length,
    },
  ]
  return (
    <Menu
      trigger={
        <Button variant="quiet" icon={<IconFilter size={16} aria-hidden />}>
          {text.catalog.filter}
        </Button>
      }
      searchLabel={categories.length >= SEARCH_FROM ? text.catalog.findFilter : undefined}
    >
      <MenuChoices
        label={text.catalog.origin}
        value={origin}
        onChange={(next) => view.filterCatalog({ installed: next === 'installed', imported: next === 'imported' })}
        options={origins.map(choice)}
      />
      <MenuSection label={text.catalog.authType}>
        <MenuChoices
          label={text.catalog.authType}
          value={filters.authType ?? ANY}
          onChange={(next) => view.filterCatalog({ authType: next === ANY ? null : (next as AuthType) })}
          options={[
            { value: ANY, name: text.catalog.anyAuthType },
            ...authTypes.map(({ type, count }) => ({ value: type, name: text.catalog.authTypes[type], count })),
          ].map(choice)}
        />
      </MenuSection>
      <MenuSection label={text.catalog.categories}>
        <MenuChoices
          label={text.catalog.categories}
          value={filters.category ?? ANY}
          onChange={(next) => view.filterCatalog({ category: next === ANY ? null : next })}
          options={[
            { value: ANY, name: text.catalog.allCategories },
            ...categories.map(({ key, name, count }) => ({ value: key, name, count })),
          ].map(choice)}
        />
      </MenuSection>
    </Menu>
  )
}

/** A choice of a menu with the number of cards that it would show. */
const choice = ({ value, name, count }: { value: string; name: string; count?: number }) => ({
  value,
  label: name,
  content: (
    <>
      <span className="truncate">{name}</span>
      {count !== undefined && <span className="ms-auto text-xs text-text-muted tabular-nums">{number(count)}</span>}
    </>
  ),
})

function SortMenu() {
  const { view } = useStores()
  const sort = useStore(view.store, (state) => state.catalogSort)
  return (
    <Menu
      trigger={
        <Button variant="quiet" icon={<IconArrowsSort size={16} aria-hidden />}>
          {text.catalog.sortBy(text.catalog.sorts[sort])}
        </Button>
      }
    >
      <MenuChoices
        label={text.catalog.sort}
        value={sort}
        onChange={(next) => view.sortCatalog(next)}
        options={CATALOG_SORTS.map((value) => ({
          value,
          label: text.catalog.sorts[value],
          content: text.catalog.sorts[value],
        }))}
      />
    </Menu>
  )
}

function Chips({ filters, category }: { filters: CatalogFilters; category: string | null }) {
  const { view } = useStores()
  const chips = [
    ...(category === null ? [] : [{ name: category, off: { category: null } }]),
    ...(filters.authType === null ? [] : [{ name: text.catalog.authTypes[filters.authType], off: { authType: null } }]),
    ...(filters.installed ? [{ name: text.catalog.onlyInstalled, off: { installed: false } }] : []),
    ...(filters.imported ? [{ name: text.catalog.onlyImported, off: { imported: false } }] : []),
  ]
  if (chips.length === 0) return null
  return (
    <div role="group" aria-label={text.catalog.filtersOn} className="flex flex-wrap items-center gap-2">
      {chips.map(({ name, off }) => (
        <span
          key={name}
          className="flex h-7 items-center gap-1 rounded-full border border-line bg-surface pe-1 ps-2.5 text-sm font-medium"
        >
          {name}
          <Button
            variant="quiet"
            className="size-6! rounded-full"
            aria-label={text.catalog.removeFilter(name)}
            icon={<IconX size={14} aria-hidden />}
            onClick={() => view.filterCatalog(off)}
          />
        </span>
      ))}
      <Button size="s" variant="quiet" onClick={() => view.filterCatalog(NO_CATALOG_FILTERS)}>
        {text.catalog.clearFilters}
      </Button>
    </div>
  )
}
