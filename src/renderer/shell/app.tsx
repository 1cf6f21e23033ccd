import { Tabs } from '@base-ui/react/tabs'
import { IconCloudOff } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { isStoreReason, STORE_REASONS } from '../../contract/store-reasons.ts'
import { DropZone } from '../features/import/drop-zone.tsx'
import { ImportButtons } from '../features/import/import-buttons.tsx'
import { useExpiryNotice } from '../features/installed/expiry-notice.ts'
import { InstalledTab } from '../features/installed/installed-tab.tsx'
import { KeyChip } from '../features/keys/key-chip.tsx'
import { FirstSteps } from '../features/first-steps/first-steps.tsx'
import { ExportButton } from '../features/targets/export-button.tsx'
import { Switcher } from '../features/workspaces/switcher.tsx'
import { ConnectionGate } from './connection-gate.tsx'
import { LostPage } from './lost-page.tsx'
import { TopBar } from './top-bar.tsx'
import { Warnings } from './warnings.tsx'
import { useStores, useWorkspace, useWorkspaceById } from '../stores/context.ts'
import { NO_WORKSPACE } from '../stores/desktop-store.ts'
import { type Dialog, isOfWorkspace, type Tab } from '../stores/view-store.ts'
import { currentWorkspace } from '../stores/workspace-store.ts'
import { text } from '../text/text.ts'
import { errorMessage } from '../text/wording.ts'
import { Button } from '../ui/button.tsx'
import { EntryPictures, picturesOf } from '../ui/cards/entry-icon.tsx'
import { EmptyState } from '../ui/states/empty-state.tsx'
import { CardSkeletons, RowSkeletons } from '../ui/states/skeleton.tsx'
import { WorkspaceName } from '../ui/workspace-name.tsx'
import { ToastRegion } from '../ui/states/toast.tsx'

/** What the first screen does not need, in files of its own; `Main` loads the dialogs when there is time. */
const loadDialogs = () => import('./open-dialog.tsx').then(({ OpenDialog }) => ({ default: OpenDialog }))
const LazyDialog = lazy(loadDialogs)
const loadActivity = () =>
  import('../features/activity/activity-tab.tsx').then(({ ActivityTab }) => ({ default: ActivityTab }))
const ActivityTab = lazy(loadActivity)
const ConnectorActivity = lazy(() =>
  import('../features/activity/connector-activity.tsx').then(({ ConnectorActivity }) => ({
    default: ConnectorActivity,
  })),
)
const loadPages = () =>
  Promise.all([loadCatalog(), loadOverview(), loadActivity(), loadWorkspacePage(), loadSettings()])
const loadCatalog = () =>
  import('../features/catalog/catalog-tab.tsx').then(({ CatalogTab }) => ({ default: CatalogTab }))
const loadOverview = () =>
  import('../features/overview/overview-page.tsx').then(({ OverviewPage }) => ({ default: OverviewPage }))
const loadWorkspacePage = () =>
  import('../features/workspace-page/workspace-page.tsx').then(({ WorkspacePage }) => ({ default: WorkspacePage }))
const loadSettings = () =>
  import('../features/settings/settings-page.tsx').then(({ SettingsPage }) => ({ default: SettingsPage }))
const LazySettings = lazy(loadSettings)
const LazyCatalog = lazy(loadCatalog)
const LazyOverview = lazy(loadOverview)
const LazyWorkspacePage = lazy(loadWorkspacePage)
const LazySyncChip = lazy(() =>
  import('../features/sharing/sync-chip.tsx').then(({ SyncChip }) => ({ default: SyncChip })),
)
const SYNC_CHIP = (
  <Suspense>
    <LazySyncChip />
  </Suspense>
)
const LazyFirstWindow = lazy(() => import('./first-window.tsx').then(({ FirstWindow }) => ({ default: FirstWindow })))
const RecoveryWindow = lazy(() =>
  import('../features/recovery/recovery-window.tsx').then(({ RecoveryWindow }) => ({ default: RecoveryWindow })),
)

const OpenDialog = ({ dialog }: { dialog: Dialog }) => (
  <Suspense>
    <LazyDialog dialog={dialog} />
  </Suspense>
)

/** The Activity view of a connector's panel. */
function PanelActivity({ connectorId }: { connectorId: string }) {
  const { id } = useWorkspace()
  return (
    <Suspense fallback={<RowSkeletons />}>
      <ConnectorActivity workspaceId={id} connectorId={connectorId} />
    </Suspense>
  )
}

/** Dialogs that work without a workspace. */
const WITHOUT_WORKSPACE = new Set<Dialog['kind']>([
  ...(['join', 'person', 'restore-backup', 'restore-database', 'updates', 'deleted-workspaces', 'help'] as const),
])

/** The whole window; connects the features with each other. */
export function App() {
  const { toasts } = useStores()
  return (
    <ToastRegion manager={toasts.manager} place={Elsewhere}>
      <ConnectionGate>
        <WithPictures>
          <Warnings />
          <div className="min-h-0 flex-1">
            <Window />
          </div>
        </WithPictures>
      </ConnectionGate>
    </ToastRegion>
  )
}

/** The workspace that a notice is about, where another one is shown. */
function Elsewhere({ workspaceId }: { workspaceId: string }) {
  const { view, workspaces } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const current = useStore(workspaces.store, (state) => state.currentId)
  const isOverview = useStore(view.store, (state) => state.tab === 'overview')
  if (!workspace || (workspaceId === current && !isOverview)) return null
  return (
    <span className="shrink-0 text-sm">
      <WorkspaceName workspace={workspace} />:
    </span>
  )
}

/** Provides the pictures of the catalog to everything inside. */
function WithPictures({ children }: { children: ReactNode }) {
  const { catalog } = useStores()
  const cards = useStore(catalog.store, (state) => state.cards)
  const pictures = useMemo(() => picturesOf(cards ?? []), [cards])
  return <EntryPictures value={pictures}>{children}</EntryPictures>
}

function Window() {
  const { refresh, view, workspaces } = useStores()
  const dialog = useStore(view.store, (state) => state.dialog)
  const isLost = useStore(view.store, (state) => state.isLost)
  const { list, error } = useStore(workspaces.store)
  const workspace = useStore(workspaces.store, currentWorkspace)
  const reason = error?.reason
  // The screen stays during a problem that may be temporary.
  if (error && isStoreReason(reason) && (list === null || STORE_REASONS[reason] !== 'retry'))
    return (
      <Suspense>
        <RecoveryWindow error={error} reason={reason} />
        {dialog?.kind === 'help' && <OpenDialog dialog={dialog} />}
      </Suspense>
    )
  if (workspace && isLost) return <LostPage />
  if (workspace) return <Main />
  if (list)
    return (
      <>
        <Suspense>
          <LazyFirstWindow />
        </Suspense>
        {dialog && WITHOUT_WORKSPACE.has(dialog.kind) && <OpenDialog dialog={dialog} />}
        <DropZone workspaceId={NO_WORKSPACE} />
      </>
    )
  return (
    <main className="flex h-full flex-col">
      {!error && <EmptyBar />}
      {error ? (
        <EmptyState icon={IconCloudOff} title={text.app.workspacesFailed} body={errorMessage(error)} isAlert>
          <Button onClick={() => void refresh()}>{text.common.retry}</Button>
        </EmptyState>
      ) : (
        <CardSkeletons />
      )}
    </main>
  )
}

const PANEL = 'flex min-h-0 flex-1 flex-col outline-none'
/** Always the same elements, so a page renders only for changes of its own. */
const CATALOG = (
  <Suspense fallback={<CardSkeletons />}>
    <LazyCatalog actions={<ImportButtons />} />
  </Suspense>
)
const INSTALLED = <InstalledTab activity={PanelActivity} />

/**
 * A tab that stays behind the others once it has been open, and is there at once when somebody returns. What is hidden in
 * this way keeps its layout, which `hidden` throws away.
 */
function KeptPanel({ value, children }: { value: Tab; children: ReactNode }) {
  const { view } = useStores()
  const isShown = useStore(view.store, ({ tab }) => tab === value)
  const [wasShown, setShown] = useState(isShown)
  if (isShown && !wasShown) setShown(true)
  return (
    <Tabs.Panel
      value={value}
      tabIndex={-1}
      keepMounted
      render={({ hidden: _hidden, ...props }) => <div {...props} aria-hidden={!isShown || undefined} />}
      // Chromium takes what is measured in the turn in which this ends for hidden, so a panel that is still empty has none of it.
      className={isShown ? PANEL : wasShown ? 'absolute inset-0 flex flex-col [content-visibility:hidden]' : 'hidden'}
    >
      {wasShown && children}
    </Tabs.Panel>
  )
}

/** The top bar before there is anything in it, as in `index.html`. */
const EmptyBar = () => <div className="h-[92px] shrink-0 border-b border-line bg-surface md:h-[52px]" />

function Main() {
  const { view } = useStores()
  const workspace = useWorkspace()
  const tab = useStore(view.store, (state) => state.tab)
  const dialog = useStore(view.store, (state) => state.dialog)
  useExpiryNotice()
  useEffect(() => {
    const idle = requestIdleCallback(() => void Promise.all([loadDialogs(), loadPages()]).catch(() => undefined))
    return () => cancelIdleCallback(idle)
  }, [])
  return (
    <Tabs.Root value={isOfWorkspace(tab) ? tab : null} onValueChange={view.showTab} className="flex h-full flex-col">
      <TopBar switcher={<Switcher />} syncChip={SYNC_CHIP} keyChip={<KeyChip />} exportButton={<ExportButton />} />
      <title>
        {isOfWorkspace(tab) ? text.app.windowTitle(text[tab].tab, workspace.name) : text.app.title(text[tab].tab)}
      </title>
      <main className="relative flex min-h-0 flex-1 flex-col">
        <h1 className="sr-only">{text[tab].tab}</h1>
        {tab === 'overview' && (
          <Suspense fallback={<CardSkeletons />}>
            <LazyOverview />
          </Suspense>
        )}
        {tab === 'settings' && (
          <Suspense fallback={<CardSkeletons />}>
            <LazySettings />
          </Suspense>
        )}
        {isOfWorkspace(tab) && (
          <FirstSteps exportTargets={() => view.open({ kind: 'export-targets', workspaceId: workspace.id })} />
        )}
        <KeptPanel value="catalog">{CATALOG}</KeptPanel>
        <KeptPanel value="installed">{INSTALLED}</KeptPanel>
        <Tabs.Panel value="activity" tabIndex={-1} className={PANEL}>
          <Suspense fallback={<RowSkeletons />}>
            <ActivityTab />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="workspace" tabIndex={-1} className={PANEL}>
          <Suspense fallback={<CardSkeletons />}>
            <LazyWorkspacePage />
          </Suspense>
        </Tabs.Panel>
      </main>
      {dialog && <OpenDialog dialog={dialog} />}
      <DropZone workspaceId={workspace.id} />
    </Tabs.Root>
  )
}
