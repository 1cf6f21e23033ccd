import type { AuthType, CatalogCard } from '../../../contract/groups/catalog.ts'

export const CATALOG_SORTS = ['name', 'installed', 'category'] as const
export type CatalogSort = (typeof CATALOG_SORTS)[number]

/** What the Catalog tab shows, and in which order; null and false show everything. */
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
