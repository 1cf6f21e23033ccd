import type { Change } from '../../contract/client.ts'
import { createClient } from '../../contract/client.ts'
import type { AppApi, AppContract } from '../../contract/index.ts'
import { secretsText } from '../text/en/secrets.ts'
import { type BackupStore, createBackupStore } from './backup-store.ts'
import { type CatalogStore, createCatalogStore } from './catalog-store.ts'
import { type Connection, createConnection } from './connection.ts'
import { type ConnectorStore, createConnectorStore } from './connector-store.ts'
import { createDesktopStore, type DesktopStore } from './desktop-store.ts'
import { createDraftStore, type DraftStore } from './draft-store.ts'
import { createImportStore, type ImportStore } from './import-store.ts'
import { createSessionStore, type SessionStore } from './session-store.ts'
import { createToasts, type Toasts } from './toasts.ts'
import { createViewStore, type ViewStore } from './view-store.ts'
import { createWorkspaceStore, currentWorkspace, type WorkspaceStore } from './workspace-store.ts'

export interface Stores {
  api: AppApi
  connection: Connection
  session: SessionStore
  workspaces: WorkspaceStore
  catalog: CatalogStore
  connectors: ConnectorStore
  imports: ImportStore
  backups: BackupStore
  /** Null in a browser. */
  desktop: DesktopStore | null
  /** Null in a browser. */
  drafts: DraftStore | null
  toasts: Toasts
  view: ViewStore
  /** Locks a workspace's key; every window forgets its content, so this page ends. */
  lock(workspaceId: string): Promise<void>
  /** Reloads everything on screen. */
  refresh(): Promise<void>
  /** Signs in, reads the data of the first screen and follows changes; returns the function that stops it. */
  start(): () => void
}

/** Creates the stores of one window. */
export function createStores(page: Window): Stores {
  const connection = createConnection(page)
  const api = createClient<AppContract>(connection.send)
  const session = createSessionStore(api)
  const workspaces = createWorkspaceStore(api, page.localStorage)
  const catalog = createCatalogStore(api)
  const view = createViewStore(page)
  const toasts = createToasts()
  const connectors = createConnectorStore(api, { toasts, view })
  const lock = async (workspaceId: string) => {
    try {
      await session.lock(workspaceId)
    } catch (error) {
      toasts.failure(secretsText.lock.failed, error)
    }
  }
  const desktop =
    connection.kind === 'electron' ? createDesktopStore({ api, lock, session, toasts, view, workspaces }) : null
  const drafts = connection.kind === 'electron' ? createDraftStore({ api, page, toasts, view, workspaces }) : null

  const currentId = () => workspaces.store.getState().currentId
  // The screen shows a key that could not be read as unknown, so a failure here needs no notice.
  const refreshKey = (workspaceId: string) => void session.refreshKey(workspaceId).catch(() => undefined)
  const refreshWorkspace = (workspaceId: string) => {
    void connectors.refresh(workspaceId)
    refreshKey(workspaceId)
  }
  const refreshAll = async () => {
    void session.refresh().catch(() => undefined)
    void catalog.refresh()
    await workspaces.refresh()
    const id = currentId()
    if (id !== null) refreshWorkspace(id)
  }

  const follow = (change: Change | null) => {
    if (change === null || change.topic === 'everything') return void refreshAll()
    const { topic, workspaceId } = change
    // A reload is the only way to clear the memory of a page.
    if (topic === 'lock') return page.location.reload()
    if (topic === 'desktop') return void desktop?.refresh().catch(() => undefined)
    if (topic === 'catalog') void catalog.refresh()
    // The switcher shows how many connectors each workspace has.
    if (topic === 'workspaces' || topic === 'connectors') void workspaces.refresh()
    if (workspaceId === null || workspaceId !== currentId()) return
    if (topic === 'connectors') refreshWorkspace(workspaceId)
    if (topic === 'keys') refreshKey(workspaceId)
  }

  return {
    api,
    connection,
    session,
    workspaces,
    catalog,
    connectors,
    imports: createImportStore(api),
    backups: createBackupStore(api, refreshAll),
    desktop,
    drafts,
    toasts,
    view,
    lock,
    refresh: refreshAll,
    start: () => {
      const stops: (() => void)[] = []
      const begin = async () => {
        // The URL still holds the one-time token: nothing may touch the history before.
        await connection.signIn()
        stops.push(connection.onChange(follow))
        await refreshAll()
        const hasConnectors = (currentWorkspace(workspaces.store.getState())?.connectorCount ?? 0) > 0
        stops.push(view.followHistory(hasConnectors ? 'installed' : 'catalog'))
        // Commands from outside wait until a resumed form is closed.
        await drafts?.resume().catch(() => undefined)
        void desktop?.refresh().catch(() => undefined)
        // A workspace shows its known data at once and reloads it in the background.
        stops.push(
          workspaces.store.subscribe(({ currentId: id }, { currentId: before }) => {
            if (id !== null && id !== before) refreshWorkspace(id)
          }),
        )
      }
      void begin()
      return () => stops.forEach((stop) => stop())
    },
  }
}
