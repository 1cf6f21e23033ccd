import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  type Arrangement,
  arrangementIn,
  DENSITIES,
  type Filters,
  fromQuery,
  GROUPINGS,
  SORTS,
  toQuery,
  toViewQuery,
  UNFILTERED,
} from './list-filters.ts'
import { readPreference } from '../places/preference-store.ts'
import type { ViewStore } from '../view-store.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

export type PanelTab = 'overview' | 'settings' | 'secrets' | 'activity'

interface ListState extends Arrangement {
  filters: Filters
  /** The ids of the selected connectors. */
  selected: ReadonlySet<string>
  /** The connector that the panel shows; null while it is closed. */
  panel: string | null
  panelTab: PanelTab
  /** The connector whose menu is open, and where it opens. */
  menu: { id: string; anchor: Element | { x: number; y: number } } | null
}

export interface ListStore {
  store: StoreApi<ListState>
  filter(change: Partial<Filters>): void
  /** Adds a tag to the filter, or takes it away. */
  toggleTag(tag: string): void
  /** Shows everything again: no filter and no search. */
  clear(): void
  /** Changes order, groups or density. */
  arrange(change: Partial<Arrangement>): void
  /** What is shown as the query of a saved view. */
  viewQuery(): string
  /** Shows a saved view. */
  showView(query: string): void
  select(ids: Iterable<string>): void
  toggle(id: string): void
  /** Opens the panel on a connector, or closes it with null. */
  openPanel(id: string | null, tab?: PanelTab): void
  openMenu(menu: ListState['menu']): void
  /** Keeps the URL and the filters together; returns the function that stops it. */
  followUrl(): () => void
}

const NOTHING: ReadonlySet<string> = new Set()
/** A change of the URL takes a millisecond, so it waits until what was typed has been painted. */
const URL_MS = 50
const isInstalled = (path: string) => path.endsWith('/installed')

/**
 * How the connectors of the current workspace are listed. Filters and search belong to their workspace and are in the URL;
 * order, groups and density are remembered in `page.localStorage`; the selection and the panel end with a switch of workspace.
 */
export function createListStore(page: Window, view: ViewStore, workspaces: WorkspaceStore): ListStore {
  const currentId = () => workspaces.store.getState().currentId
  const settingsKey = (id: string) => `patchbay.list.${id}`
  const kept = new Map<string, { filters: Filters; search: string }>()

  const readSettings = (id: string | null): Arrangement => {
    const text = id === null ? null : page.localStorage.getItem(settingsKey(id))
    const [sort, density, grouping] = (text ?? '').split(' ')
    return {
      sort: SORTS.find((one) => one === sort) ?? 'urgency',
      grouping: GROUPINGS.find((one) => one === grouping) ?? 'none',
      density: DENSITIES.find((one) => one === density) ?? readPreference(page.document, 'density'),
    }
  }
  const store = createStore<ListState>(() => ({
    filters: UNFILTERED,
    selected: NOTHING,
    panel: null,
    panelTab: 'overview',
    menu: null,
    ...readSettings(currentId()),
  }))
  const remember = (change: Partial<Arrangement>) => {
    store.setState(change)
    const id = currentId()
    const { sort, grouping, density } = store.getState()
    if (id !== null) page.localStorage.setItem(settingsKey(id), `${sort} ${density} ${grouping}`)
  }
  const search = () => view.store.getState().search.installed
  const setSearch = (installed: string) => {
    if (installed !== search()) view.store.setState(({ search: all }) => ({ search: { ...all, installed } }))
  }

  const enter = (id: string | null, before: string | null) => {
    if (before !== null) kept.set(before, { filters: store.getState().filters, search: search() })
    const { filters, search: query } = (id === null ? undefined : kept.get(id)) ?? { filters: UNFILTERED, search: '' }
    store.setState({ filters, selected: NOTHING, panel: null, menu: null, ...readSettings(id) })
    setSearch(query)
  }
  const filter: ListStore['filter'] = (change) =>
    store.setState(({ filters }) => ({ filters: { ...filters, ...change } }))

  const show = (query: string) => {
    const { filters, search: words } = fromQuery(query)
    store.setState({ filters })
    setSearch(words)
    const arrangement = arrangementIn(query)
    if (Object.keys(arrangement).length > 0) remember(arrangement)
  }

  return {
    store,
    filter,
    toggleTag: (tag) => {
      const { tags } = store.getState().filters
      filter({ tags: tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag] })
    },
    clear: () => {
      store.setState({ filters: UNFILTERED })
      setSearch('')
    },
    arrange: remember,
    viewQuery: () => toViewQuery(store.getState().filters, search(), store.getState()),
    showView: show,
    select: (ids) => store.setState({ selected: new Set(ids) }),
    toggle: (id) =>
      store.setState(({ selected }) => {
        const next = new Set(selected)
        if (!next.delete(id)) next.add(id)
        return { selected: next }
      }),
    openMenu: (menu) => store.setState({ menu }),
    openPanel: (id, tab) => store.setState({ panel: id, ...(tab && { panelTab: tab }) }),

    followUrl: () => {
      const read = () => {
        if (!isInstalled(page.location.pathname)) return
        show(page.location.search)
      }
      const write = () => {
        const { pathname } = page.location
        if (!isInstalled(pathname) || view.store.getState().tab !== 'installed') return
        const query = toQuery(store.getState().filters, search())
        if (query !== page.location.search) page.history.replaceState(page.history.state, '', `${pathname}${query}`)
      }
      let timer: ReturnType<typeof setTimeout> | undefined
      const writeSoon = () => {
        clearTimeout(timer)
        timer = setTimeout(write, URL_MS)
      }
      read()
      const stops = [
        () => clearTimeout(timer),
        workspaces.store.subscribe(({ currentId: id }, { currentId: before }) => {
          if (id !== before) enter(id, before)
        }),
        store.subscribe(({ filters }, before) => {
          if (filters !== before.filters) write()
        }),
        view.store.subscribe(({ tab, search: now }, before) => {
          if (tab !== before.tab) write()
          else if (now !== before.search) writeSoon()
        }),
      ]
      page.addEventListener('popstate', read)
      return () => {
        for (const stop of stops) stop()
        page.removeEventListener('popstate', read)
      }
    },
  }
}
