import type { Change } from '../../contract/client.ts'
import { createClient } from '../../contract/client.ts'
import type { AppApi, AppContract } from '../../contract/index.ts'
import type { Trouble } from '../../shared/connector-state.ts'
import { text } from '../text/text.ts'
import { secretsText } from '../text/secrets.ts'
import { type AskForName, createAskForName } from './ask-for-name.ts'
import { type BackupStore, createBackupStore } from './files/backup-store.ts'
import { type CatalogStore, createCatalogStore } from './catalog-store.ts'
import { type Connection, createConnection } from './connection.ts'
import type { FirstAnswers } from './first/first-answers.ts'
import { wantedWorkspace } from './first/wanted-workspace.ts'
import { followAddress } from './places/address.ts'
import { closeOnBack } from './places/back.ts'
import { connectorsOf, type ConnectorStore, createConnectorStore } from './connector-store.ts'
import { createDesktopStore, type DesktopStore } from './desktop-store.ts'
import { createDesktopKeeper, createDraftStore, createTabKeeper, type DraftStore } from './draft-store.ts'
import { createIdleStore, type IdleStore } from './idle-store.ts'
import { createFirstStepsStore, type FirstStepsStore } from './first-steps-store.ts'
import { createImportStore, type ImportStore } from './files/import-store.ts'
import { type ActivityStore, createActivityStore } from './lists/activity-store.ts'
import { afterPaint } from './lists/after-paint.ts'
import { followCatalogUrl } from './lists/catalog-url.ts'
import { createPreferenceStore, type PreferenceStore } from './places/preference-store.ts'
import { createSavedViewsStore, type SavedViewsStore } from './lists/saved-views-store.ts'
import { createListStore, type ListStore } from './lists/list-store.ts'
import { followOverviewUrl } from './lists/overview-url.ts'
import { createOverviewStore, type OverviewStore } from './lists/overview-store.ts'
import { createSwitcherStore, type SwitcherStore } from './lists/switcher-store.ts'
import { createSessionStore, type SessionStore } from './session-store.ts'
import { createTestStore, type TestStore } from './tests/test-store.ts'
import { createToasts, type Toasts } from './toasts.ts'
import { errorOf } from './to-app-error.ts'
import { helpOnError } from './places/help-places.ts'
import { createViewStore, type ViewStore, isOfWorkspace } from './view-store.ts'
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
  idle: IdleStore
  preferences: PreferenceStore
  /** Null in a browser. */
  desktop: DesktopStore | null
  drafts: DraftStore
  tests: TestStore
  toasts: Toasts
  view: ViewStore
  firstSteps: FirstStepsStore
  list: ListStore
  savedViews: SavedViewsStore
  activity: ActivityStore
  overview: OverviewStore
  switcher: SwitcherStore
  /** Calls the listener with each change, and with null after an interruption. Returns the function that stops it. */
  onChange(listener: (change: Change | null) => void): () => void
  /** Opens a workspace: with the panel of a connector, or with the connectors of one trouble, where these are named. */
  enter(workspaceId: string, to?: { connectorId?: string; trouble?: Trouble }): void
  askForName: AskForName
  /** Locks a workspace's key; every window forgets its content, so this page ends. */
  lock(workspaceId: string): Promise<void>
  /** Reloads everything on screen. */
  refresh(): Promise<void>
  /** Follows changes and the URL; resolves once there is what the first screen shows. */
  start(): Promise<void>
}

/** Creates the stores of one window; `first` holds what was asked before. */
export function createStores(page: Window, first: FirstAnswers): Stores {
  const connection = createConnection(page, first)
  const api = createClient<AppContract>(connection.send)
  const session = createSessionStore(api)
  const workspaces = createWorkspaceStore(api, page.localStorage, wantedWorkspace(page))
  const catalog = createCatalogStore(api)
  const view = createViewStore(page)
  const firstSteps = createFirstStepsStore(page.localStorage)
  const list = createListStore(page, view, workspaces)
  const listeners = new Set<(change: Change | null) => void>()
  const onChange: Stores['onChange'] = (listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const overview = createOverviewStore(api, onChange)
  const switcher = createSwitcherStore(page.localStorage, workspaces)
  const enter: Stores['enter'] = (workspaceId, to = {}) => {
    workspaces.select(workspaceId)
    const { connectorId, trouble } = to
    if (trouble !== undefined || connectorId !== undefined) list.clear()
    if (trouble !== undefined) list.filter({ trouble })
    if (connectorId !== undefined) {
      list.openPanel(connectorId)
      view.spotlight(connectorId)
    }
    const isPage = isOfWorkspace(view.store.getState().tab)
    if (connectorId !== undefined || trouble !== undefined || !isPage) view.showTab('installed')
  }
  const savedViews = createSavedViewsStore(api)
  const toasts = createToasts((reason) => ({
    label: text.help.open,
    run: () => view.openHelp(helpOnError(reason)),
  }))
  const activity = createActivityStore(page, { api, connection, toasts, view, workspaces })
  const idle = createIdleStore(api, page)
  const preferences = createPreferenceStore(api, page, () => view.whenFree(() => page.location.reload()))
  const askForName = createAskForName({ view, workspaces })
  const tests = createTestStore({ api, enter, list, toasts, view })
  const connectors = createConnectorStore(api, { askForName, tests, toasts, view })
  const lock = async (workspaceId: string) => {
    try {
      await session.lock(workspaceId)
    } catch (error) {
      toasts.failure(secretsText.lock.failed, error)
    }
  }
  const desktop =
    connection.kind === 'electron' ? createDesktopStore({ api, list, lock, session, toasts, view, workspaces }) : null
  const keeper = connection.kind === 'electron' ? createDesktopKeeper(api) : createTabKeeper(page)
  const drafts = createDraftStore({ api, keeper, page, toasts, view, workspaces })

  const currentId = () => workspaces.store.getState().currentId
  // The screen shows a key that could not be read as unknown, so a failure here needs no notice.
  const refreshKey = (workspaceId: string) => void session.refreshKey(workspaceId).catch(() => undefined)
  // Views that could not be read are not offered.
  const refreshViews = (workspaceId: string) => void savedViews.refresh(workspaceId).catch(() => undefined)
  /** Workspaces in which nothing has changed since they were read. */
  const unchanged = new Set<string>()
  const refreshCards = (workspaceId: string) => {
    unchanged.add(workspaceId)
    return connectors.refresh(workspaceId)
  }
  const refreshWorkspace = (workspaceId: string) => {
    void refreshCards(workspaceId)
    refreshViews(workspaceId)
    refreshKey(workspaceId)
  }
  /** The program answers one call after the other, so the list that somebody looks at comes before all else. */
  const refreshConnectors = (workspaceId: string) => void refreshCards(workspaceId).then(() => refreshKey(workspaceId))
  /** Shows what is known of a workspace at once, and reads again only what may be different by now. */
  const enterWorkspace = (workspaceId: string) => {
    const { cards, error } = connectorsOf(connectors.store.getState(), workspaceId)
    if (unchanged.has(workspaceId) && cards && !error) return afterPaint(page, () => refreshKey(workspaceId))
    if (cards) afterPaint(page, () => refreshWorkspace(workspaceId))
    else refreshWorkspace(workspaceId)
  }
  const refreshProgram = () => {
    void idle.refresh().catch(() => undefined)
    void showAsking().catch(() => undefined)
    activity.noteChange()
  }
  const refreshAll = async () => {
    refreshProgram()
    void session.refresh().catch(() => undefined)
    void catalog.refresh()
    await workspaces.refresh()
    const id = currentId()
    if (id !== null) refreshWorkspace(id)
  }

  let endAsking = () => {}
  /** Shows whether the keychain asks something, with a way to give it up. */
  const showAsking = async () => {
    const { isAsking, program } = await api.keys.asking({})
    endAsking()
    if (!isAsking) return
    endAsking = toasts.standing(text.keys.asking(program), {
      description: text.keys.askingBody,
      action: { label: text.common.cancel, run: () => void api.keys.cancelAsking({}).catch(() => undefined) },
    })
  }

  /** The files of targets whose trouble the person knows of. */
  const knownFiles = new Set<string>()
  const showFileProblems = async (workspaceId: string) => {
    for (const { id, path, problem } of await api.targets.files({ workspaceId })) {
      if (!problem) knownFiles.delete(id)
      if (!problem || knownFiles.has(id)) continue
      knownFiles.add(id)
      toasts.failure(text.targets.live.failed(path), errorOf(problem), { subjects: [`file:${id}`], workspaceId })
    }
  }

  const follow = (change: Change | null) => {
    if (!change?.workspaceId) unchanged.clear()
    else if (change.topic !== 'activity') unchanged.delete(change.workspaceId)
    if (change?.topic === 'connectors' && change.workspaceId !== null && change.workspaceId === currentId())
      refreshConnectors(change.workspaceId)
    for (const listener of listeners) listener(change)
    if (change?.topic === 'preferences') return void preferences.refresh().catch(() => undefined)
    // After an interruption somebody may have signed in again, whose draft waits.
    if (change === null) return void refreshAll().then(() => drafts.resume().catch(() => undefined))
    if (change.topic === 'everything') return void refreshAll()
    const { topic, workspaceId } = change
    // A reload is the only way to clear the memory of a page.
    if (topic === 'lock') {
      if (change.keepsDraft) drafts.keepAcrossReload()
      return page.location.reload()
    }
    if (topic === 'keychain') return void showAsking().catch(() => undefined)
    if (topic === 'desktop') return void desktop?.refresh().catch(() => undefined)
    if (topic === 'catalog') void catalog.refresh()
    // Who joins or leaves may have become a stranger to the data, or is no longer one.
    if (topic === 'workspaces') void session.refresh().catch(() => undefined)
    // The switcher shows how many connectors each workspace has.
    if (topic === 'keys' && workspaceId === null) void idle.refresh().catch(() => undefined)
    if (topic === 'workspaces' || topic === 'connectors') void workspaces.refresh()
    if (topic === 'tests' && workspaceId !== null) void tests.showNews(workspaceId).catch(() => undefined)
    if (workspaceId === null || workspaceId !== currentId()) return
    if (topic === 'targets') void showFileProblems(workspaceId).catch(() => undefined)
    if (topic === 'activity') activity.noteChange()
    if (topic === 'keys') refreshKey(workspaceId)
    if (topic === 'views') refreshViews(workspaceId)
  }

  const followUrl = () => {
    const hasConnectors = (currentWorkspace(workspaces.store.getState())?.connectorCount ?? 0) > 0
    const { startPage } = preferences.store.getState()
    closeOnBack(page, view)
    followAddress({
      ...{ page, view, workspaces },
      first: startPage !== 'auto' ? startPage : hasConnectors ? 'installed' : 'catalog',
    })
    list.followUrl()
    activity.followUrl()
    followCatalogUrl({ page, view, workspaces })
    followOverviewUrl({ page, view })
    switcher.follow()
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
    idle,
    preferences,
    desktop,
    drafts,
    tests,
    toasts,
    view,
    firstSteps,
    list,
    savedViews,
    activity,
    overview,
    switcher,
    onChange,
    enter,
    askForName,
    lock,
    refresh: refreshAll,
    start: async () => {
      // The URL still holds the one-time token: nothing may touch the history before.
      await connection.signIn()
      connection.onChange(follow)
      idle.followInput()
      const isSessionKnown = session.refresh().catch(() => undefined)
      const isCatalogKnown = catalog.refresh()
      // In the turn in which the workspaces are known, so no other tab is shown before.
      const stop = workspaces.store.subscribe(() => {
        stop()
        followUrl()
      })
      await workspaces.refresh()
      workspaces.store.subscribe(({ currentId: id }, { currentId: before }) => {
        if (id !== null && id !== before) enterWorkspace(id)
      })
      const id = currentId()
      const isListKnown = id === null ? null : refreshCards(id)
      afterPaint(page, () => {
        refreshProgram()
        if (id !== null) {
          refreshViews(id)
          refreshKey(id)
        }
        // Commands from outside wait until a resumed form is closed.
        void drafts
          .resume()
          .catch(() => undefined)
          .then(() => desktop?.refresh())
          .catch(() => undefined)
      })
      await isSessionKnown
      await (view.store.getState().tab === 'catalog' ? isCatalogKnown : isListKnown)
      connection.forgetFirst()
    },
  }
}
