import type { AuthType, CatalogCard } from '../../../contract/groups/catalog.ts'

export const CATALOG_SORTS = ['name', 'installed', 'category'] as const
export type CatalogSort = (typeof CATALOG_SORTS)[number]

const AUTH_TYPES: readonly AuthType[] = ['oauth', 'api_key', 'basic', 'none']

/** What the Catalog tab shows; null and false show everything. */
export interface CatalogFilters {
  /** A category as `categoryKey` answers it. */
  category: string | null
  authType: AuthType | null
  /** Only entries with connectors in this workspace. */
  installed: boolean
  /** Only entries that were imported. */
  imported: boolean
}

export const NO_CATALOG_FILTERS: CatalogFilters = { category: null, authType: null, installed: false, imported: false }

/** Categories that differ only in case are one. */
export const categoryKey = ({ category }: Pick<CatalogCard, 'category'>): string => category.trim().toLowerCase()

/** What the Catalog tab shows, and in which order, with its search. */
export interface CatalogView {
  filters: CatalogFilters
  sort: CatalogSort
  search: string
}

export const WHOLE_CATALOG: CatalogView = { filters: NO_CATALOG_FILTERS, sort: 'name', search: '' }

/** As the query of a URL, without what is not set; empty for none. */
export function toCatalogQuery({ filters, sort, search }: CatalogView): string {
  const query = new URLSearchParams()
  if (search !== '') query.set('q', search)
  if (filters.category !== null) query.set('category', filters.category)
  if (filters.authType !== null) query.set('auth', filters.authType)
  if (filters.installed) query.set('installed', '1')
  if (filters.imported) query.set('imported', '1')
  if (sort !== WHOLE_CATALOG.sort) query.set('sort', sort)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** What the query of a URL names; what it does not know is left out. */
export function fromCatalogQuery(text: string): CatalogView {
  const query = new URLSearchParams(text)
  return {
    search: query.get('q') ?? '',
    sort: CATALOG_SORTS.find((one) => one === query.get('sort')) ?? WHOLE_CATALOG.sort,
    filters: {
      category: query.get('category'),
      authType: AUTH_TYPES.find((one) => one === query.get('auth')) ?? null,
      installed: query.has('installed'),
      imported: query.has('imported'),
    },
  }
}
