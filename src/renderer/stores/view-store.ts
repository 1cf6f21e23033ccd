import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Draft } from '../../contract/groups/desktop.ts'
import type { ConnectorCard, ConnectorStatus } from '../../contract/groups/connectors.ts'

export const TABS = ['catalog', 'installed'] as const
type Tab = (typeof TABS)[number]

/** A backup that main has taken in already. */
export interface ReceivedBackup {
  upload: string
  name: string
}

/** The one dialog that is open, with what it is about. */
export type Dialog =
  | { kind: 'details'; key: string }
  /** With what was typed before and not saved. */
  | { kind: 'add'; key: string; workspaceId: string; draft?: Draft }
  | { kind: 'configure'; id: string; workspaceId: string; draft?: Draft }
  | { kind: 'delete'; card: ConnectorCard; workspaceId: string }
  | { kind: 'trash'; workspaceId: string }
  | { kind: 'outdated'; id: string; workspaceId: string }
  | { kind: 'import' }
  | { kind: 'edit-entry'; key: string | null }
  | { kind: 'remove-entry'; key: string; name: string }
  | { kind: 'new-workspace' }
  | { kind: 'edit-workspace'; workspaceId: string }
  | { kind: 'key'; workspaceId: string }
  | { kind: 'set-secret'; workspaceId: string }
  | { kind: 'create-backup'; workspaceId: string }
  /** With a file that was dropped on the window, or one that the system has handed over already. */
  | { kind: 'restore-backup'; workspaceId: string; file?: File; received?: ReceivedBackup }
  | { kind: 'restore-database' }
  | { kind: 'updates' }
  | { kind: 'palette' }
  | { kind: 'shortcuts' }

interface ViewState {
  tab: Tab
  search: Readonly<Record<Tab, string>>
  /** Filters of the tab Installed and of the tab Catalog; null shows everything. */
  status: ConnectorStatus | null
  entryKey: string | null
  category: string | null
  /** Shows connectors whose secrets expire within so many days; -1 those that have expired. */
  expiresWithin: number | null
  /** Shows only connectors with fields that do not fit their entry any more. */
  onlyOutdated: boolean
  dialog: Dialog | null
  /** The id of the connector that is to come into view and get the focus, until its card has done so. */
  spotlight: string | null
}

export interface ViewStore {
  store: StoreApi<ViewState>
  showTab(tab: Tab): void
  search(query: string): void
  filter(change: Partial<Pick<ViewState, 'status' | 'entryKey' | 'category' | 'expiresWithin' | 'onlyOutdated'>>): void
  /** Shows everything in the tab again. */
  clearFilters(): void
  open(dialog: Dialog): void
  close(): void
  spotlight(connectorId: string | null): void
  /**
   * Follows the browser's back and forward from now on; returns the function that stops it. `first` is the tab for a URL
   * that names none.
   */
  followHistory(first: Tab): () => void
}

/** The tab that a URL path names; null when it names none. */
const tabOf = (path: string): Tab | null => TABS.find((tab) => path === `/${tab}`) ?? null

const UNFILTERED = { status: null, entryKey: null, category: null, expiresWithin: null, onlyOutdated: false }

/** What is looked at: the tab (which is also the URL), search, filters and the open dialog. */
export function createViewStore(page: Window): ViewStore {
  const store = createStore<ViewState>(() => ({
    tab: tabOf(page.location.pathname) ?? 'catalog',
    search: { catalog: '', installed: '' },
    ...UNFILTERED,
    dialog: null,
    spotlight: null,
  }))

  return {
    store,
    showTab: (tab) => {
      if (tabOf(page.location.pathname) !== tab) page.history.pushState(null, '', `/${tab}`)
      store.setState({ tab })
    },
    search: (query) => store.setState(({ tab, search }) => ({ search: { ...search, [tab]: query } })),
    filter: (change) => store.setState(change),
    clearFilters: () => store.setState(({ tab, search }) => ({ ...UNFILTERED, search: { ...search, [tab]: '' } })),
    open: (dialog) => store.setState({ dialog }),
    close: () => store.setState({ dialog: null }),
    spotlight: (connectorId) => store.setState({ spotlight: connectorId }),
    followHistory: (first) => {
      const follow = () => {
        const tab = tabOf(page.location.pathname)
        if (tab) store.setState({ tab })
      }
      if (!tabOf(page.location.pathname)) {
        page.history.replaceState(null, '', `/${first}`)
        store.setState({ tab: first })
      }
      page.addEventListener('popstate', follow)
      return () => page.removeEventListener('popstate', follow)
    },
  }
}
