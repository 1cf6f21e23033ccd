import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Draft } from '../../contract/groups/desktop.ts'
import type { ConnectorCard, ManyResult } from '../../contract/groups/connectors.ts'
import { readAddress } from './places/address.ts'
import type { HelpPlace } from './places/help-places.ts'
import type { Trouble } from '../../shared/connector-state.ts'
import { type CatalogFilters, type CatalogSort, NO_CATALOG_FILTERS } from './lists/catalog-filters.ts'

/** The pages of a workspace. */
export const TABS = ['catalog', 'installed', 'activity', 'workspace'] as const
/** What the window shows: a page of the current workspace, the overview of all workspaces, or the settings. */
export type Tab = (typeof TABS)[number] | 'overview' | 'settings'

/** Whether it is a page of the current workspace. */
export const isOfWorkspace = (tab: Tab): boolean => TABS.some((name) => name === tab)

/** The tabs with a field that searches their cards. */
const SEARCHED_TABS = ['catalog', 'installed', 'overview'] as const satisfies readonly Tab[]
export type SearchedTab = (typeof SEARCHED_TABS)[number]

export const searchedTab = (tab: Tab): SearchedTab | undefined => SEARCHED_TABS.find((one) => one === tab)

/** What was done to many connectors. */
export type ManyVerb = 'activate' | 'deactivate' | 'tag' | 'expiry' | 'pin' | 'unpin' | 'remove' | 'restore' | 'undo'

/** A backup that main has uploaded already. */
export interface ReceivedBackup {
  upload: string
  name: string
}

/** The open dialog and its subject. */
export type Dialog =
  | { kind: 'details'; key: string }
  /** `draft` holds unsaved changes from before a restart. */
  | { kind: 'add'; key: string; workspaceId: string; draft?: Draft }
  | { kind: 'configure'; id: string; workspaceId: string; draft?: Draft }
  /** Signs in to the service of a connector again. */
  | { kind: 'sign-in'; id: string; workspaceId: string }
  | { kind: 'delete'; card: ConnectorCard; workspaceId: string }
  | { kind: 'trash'; workspaceId: string }
  | { kind: 'outdated'; id: string; workspaceId: string }
  | { kind: 'import' }
  /** With `from`, a new entry that begins as a copy of another one. */
  | { kind: 'edit-entry'; key: string | null; from?: string }
  | { kind: 'remove-entry'; key: string; name: string }
  | { kind: 'new-workspace' }
  | { kind: 'edit-workspace'; workspaceId: string }
  | { kind: 'delete-workspace'; workspaceId: string }
  | { kind: 'deleted-workspaces' }
  /** Asks for the name of a workspace that is marked as production. */
  | { kind: 'confirm-name'; workspaceId: string; title: string; confirmLabel: string; confirm: () => void }
  | { kind: 'members'; workspaceId: string }
  | { kind: 'invite'; workspaceId: string }
  | { kind: 'join' }
  | { kind: 'person' }
  /** Shares the workspace through a git repository. */
  | { kind: 'share'; workspaceId: string }
  /** What waits for a choice, because two people changed the same. */
  | { kind: 'conflicts'; workspaceId: string }
  /** The secrets that somebody who was removed could read. */
  | { kind: 'exposures'; workspaceId: string }
  /** What other programs ask over REST with. */
  | { kind: 'tokens' }
  /** `isForKit`: begins at the recovery passphrase. */
  | { kind: 'key'; workspaceId: string; isForKit?: boolean }
  /** `ids` are the connectors that it is for, `path` the secret, where they are known. */
  | { kind: 'set-secret'; workspaceId: string; ids?: readonly string[]; path?: string }
  /** `paths` are what is asked for at first. */
  | { kind: 'ask-secret'; workspaceId: string; id: string; name: string; paths?: readonly string[] }
  | { kind: 'secret-requests'; workspaceId: string }
  | { kind: 'secret-answer'; workspaceId: string; file: File }
  | { kind: 'tag-many'; workspaceId: string; ids: readonly string[] }
  | { kind: 'expiry-many'; workspaceId: string; ids: readonly string[] }
  | { kind: 'manage-tags'; workspaceId: string }
  | { kind: 'save-view'; workspaceId: string }
  | { kind: 'duplicate'; workspaceId: string; ids: readonly string[] }
  | { kind: 'results'; workspaceId: string; verb: ManyVerb; results: readonly ManyResult[] }
  | { kind: 'export-targets'; workspaceId: string }
  /** The last run of connection tests. */
  | { kind: 'tests'; workspaceId: string }
  /** Tests what is switched on in all workspaces. */
  | { kind: 'test-all' }
  | { kind: 'create-backup'; workspaceId: string }
  /** `file` was dropped on the window; `received` was opened with the program by the system. */
  | { kind: 'restore-backup'; workspaceId: string; file?: File; received?: ReceivedBackup }
  /** Connectors from files. */
  | { kind: 'import-code'; workspaceId: string }
  | { kind: 'restore-database' }
  | { kind: 'updates' }
  | { kind: 'palette' }
  | { kind: 'help'; at: HelpPlace }

/** Asks for the name of a workspace that is marked as production. */
export type NameQuestion = Extract<Dialog, { kind: 'confirm-name' }>

/** What the overview shows of what needs attention. */
export interface OverviewView {
  trouble: Trouble | null
  /** Whether connectors with one cause stand together. */
  isGrouped: boolean
}

export const WHOLE_OVERVIEW: OverviewView = { trouble: null, isGrouped: true }

interface ViewState {
  tab: Tab
  /** Whether the address in the URL leads nowhere. */
  isLost: boolean
  search: Readonly<Record<SearchedTab, string>>
  overview: OverviewView
  catalogFilters: CatalogFilters
  catalogSort: CatalogSort
  dialog: Dialog | null
  /** Help that was asked for while a dialog is open, and stands above it. */
  helpAbove: HelpPlace | null
  /** What a dialog asks before it does what it is for; it stands above it. */
  questionAbove: NameQuestion | null
  /** The id of a connector whose card should scroll into view and get the focus; null after it did. */
  spotlight: string | null
}

export interface ViewStore {
  store: StoreApi<ViewState>
  showTab(tab: Tab): void
  /** Searches the cards of the current tab. */
  search(query: string): void
  showInOverview(change: Partial<OverviewView>): void
  filterCatalog(change: Partial<CatalogFilters>): void
  sortCatalog(sort: CatalogSort): void
  /** Clears the filters and the search of the catalog. */
  clearFilters(): void
  open(dialog: Dialog): void
  /** Runs something as soon as no dialog is open, in which something might be typed. */
  whenFree(run: () => void): void
  close(): void
  /** Opens the help, above an open dialog where there is one. */
  openHelp(at: HelpPlace): void
  closeHelp(): void
  /** Asks a question, above an open dialog where there is one. */
  ask(question: NameQuestion): void
  closeQuestion(): void
  /** Says what closes a dialog, as Esc does, while it is on the screen. Returns the function that takes it back. */
  addDialog(leave: () => void): () => void
  hasDialog(): boolean
  /** Closes the dialog on top, which asks first where something would be lost. */
  leaveDialog(): void
  spotlight(connectorId: string | null): void
}

/** The state of the screen: the tab (which `followAddress` keeps in the URL), search, filters and the open dialog. */
export function createViewStore(page: Window): ViewStore {
  const store = createStore<ViewState>(() => ({
    tab: readAddress(page.location.pathname).tab ?? 'catalog',
    isLost: false,
    search: { catalog: '', installed: '', overview: '' },
    overview: WHOLE_OVERVIEW,
    catalogFilters: NO_CATALOG_FILTERS,
    catalogSort: 'name',
    dialog: null,
    helpAbove: null,
    questionAbove: null,
    spotlight: null,
  }))
  const leaves: (() => void)[] = []

  return {
    store,
    showTab: (tab) => store.setState({ tab, isLost: false }),
    search: (query) =>
      store.setState(({ tab, search }) => {
        const searched = searchedTab(tab)
        return searched ? { search: { ...search, [searched]: query } } : {}
      }),
    showInOverview: (change) => store.setState(({ overview }) => ({ overview: { ...overview, ...change } })),
    filterCatalog: (change) =>
      store.setState(({ catalogFilters }) => ({ catalogFilters: { ...catalogFilters, ...change } })),
    sortCatalog: (catalogSort) => store.setState({ catalogSort }),
    clearFilters: () =>
      store.setState(({ search }) => ({ catalogFilters: NO_CATALOG_FILTERS, search: { ...search, catalog: '' } })),
    open: (dialog) => store.setState({ dialog, helpAbove: null, questionAbove: null }),
    close: () => store.setState({ dialog: null, helpAbove: null, questionAbove: null }),
    openHelp: (at) =>
      store.setState(({ dialog }) =>
        dialog === null || dialog.kind === 'help' ? { dialog: { kind: 'help', at } } : { helpAbove: at },
      ),
    closeHelp: () => store.setState({ helpAbove: null }),
    ask: (question) =>
      store.setState(({ dialog }) => (dialog === null ? { dialog: question } : { questionAbove: question })),
    closeQuestion: () =>
      store.setState(({ questionAbove }) => (questionAbove ? { questionAbove: null } : { dialog: null })),
    addDialog: (leave) => {
      leaves.push(leave)
      return () => void leaves.splice(leaves.indexOf(leave), 1)
    },
    hasDialog: () => leaves.length > 0,
    leaveDialog: () => leaves.at(-1)?.(),
    whenFree: (run) => {
      if (store.getState().dialog === null) return run()
      const stop = store.subscribe(({ dialog }) => {
        if (dialog !== null) return
        stop()
        run()
      })
    },
    spotlight: (connectorId) => store.setState({ spotlight: connectorId }),
  }
}
