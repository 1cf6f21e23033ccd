import type { ViewStore } from '../view-store.ts'
import type { WorkspaceStore } from '../workspace-store.ts'
import { type CatalogView, fromCatalogQuery, toCatalogQuery, WHOLE_CATALOG } from './catalog-filters.ts'

interface Parts {
  page: Window
  view: ViewStore
  workspaces: WorkspaceStore
}

const isCatalog = (path: string) => path.endsWith('/catalog')

/**
 * Keeps the URL of the Catalog tab and what it shows together, and gives each workspace its own; returns the function that
 * stops it.
 */
export function followCatalogUrl({ page, view, workspaces }: Parts): () => void {
  const kept = new Map<string, CatalogView>()
  const shown = (): CatalogView => {
    const { catalogFilters: filters, catalogSort: sort, search } = view.store.getState()
    return { filters, sort, search: search.catalog }
  }
  const show = ({ filters, sort, search: catalog }: CatalogView) =>
    view.store.setState(({ search }) => ({
      catalogFilters: filters,
      catalogSort: sort,
      search: { ...search, catalog },
    }))
  const read = () => {
    if (isCatalog(page.location.pathname)) show(fromCatalogQuery(page.location.search))
  }
  const write = () => {
    const { pathname, search } = page.location
    if (!isCatalog(pathname) || view.store.getState().tab !== 'catalog') return
    const query = toCatalogQuery(shown())
    if (query !== search) page.history.replaceState(page.history.state, '', `${pathname}${query}`)
  }
  read()
  const stops = [
    workspaces.store.subscribe(({ currentId: id }, { currentId: before }) => {
      if (id === before) return
      if (before !== null) kept.set(before, shown())
      show((id === null ? undefined : kept.get(id)) ?? WHOLE_CATALOG)
    }),
    view.store.subscribe(write),
  ]
  page.addEventListener('popstate', read)
  return () => {
    for (const stop of stops) stop()
    page.removeEventListener('popstate', read)
  }
}
