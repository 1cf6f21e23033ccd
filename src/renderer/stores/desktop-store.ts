import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DesktopCommand, PrintOutcome, UpdateState } from '../../contract/groups/desktop.ts'
import { errorOf } from './to-app-error.ts'
import type { AppApi } from '../../contract/index.ts'
import { text } from '../text/text.ts'
import { helpAt, helpOnTab } from './places/help-places.ts'
import { UNFILTERED } from './lists/list-filters.ts'
import type { ListStore } from './lists/list-store.ts'
import { mayChange } from './context.ts'
import { isFounder, type SessionStore } from './session-store.ts'
import type { Toasts } from './toasts.ts'
import type { ViewStore } from './view-store.ts'
import { currentWorkspace, type WorkspaceStore } from './workspace-store.ts'

export interface DesktopStore {
  /** The state of the program's update; null when updates are off. */
  store: StoreApi<{ update: UpdateState | null }>
  /** Runs the commands that wait for this window and reads the state of the update. */
  refresh(): Promise<void>
  /** Opens one more window, on a workspace. */
  openWindow(workspaceId: string): Promise<void>
  /** Prints the page with the system's dialog. */
  print(): Promise<PrintOutcome>
  /** Saves the page as a PDF; false when the person cancelled. */
  savePage(): Promise<boolean>
  /** Saves a text where the person chooses; false when they cancelled. */
  saveText(name: string, text: string): Promise<boolean>
  checkForUpdate(): Promise<void>
  installUpdate(): Promise<void>
}

interface Deps {
  api: AppApi
  list: ListStore
  lock: (workspaceId: string) => Promise<void>
  session: SessionStore
  toasts: Toasts
  view: ViewStore
  workspaces: WorkspaceStore
}

/** The workspace id of a restore before there is any workspace. */
export const NO_WORKSPACE = ''

/** The parts that only the desktop window has: commands from its menus and the system, printing, and updates. */
export function createDesktopStore({
  api: { desktop },
  list: connectorList,
  lock,
  session,
  toasts,
  view,
  workspaces,
}: Deps): DesktopStore {
  const store = createStore<{ update: UpdateState | null }>(() => ({ update: null }))
  let queue: DesktopCommand[] = []

  const run = (command: DesktopCommand) => {
    const { list } = workspaces.store.getState()
    const workspace = currentWorkspace(workspaces.store.getState())
    const workspaceId = workspace?.id ?? NO_WORKSPACE
    const ownsInstallation = isFounder(session.store.getState())
    /** Opens a dialog unless there is a reason not to, which is shown instead. */
    const openUnless = (reason: string | false, dialog: Parameters<ViewStore['open']>[0]) =>
      reason === false ? view.open(dialog) : toasts.notice(reason)
    const isUnread = list === null && text.app.workspacesFailed
    switch (command.kind) {
      case 'import': {
        const isRefused = !ownsInstallation && text.desktop.catalogRefused
        return openUnless(isUnread || isRefused || (workspace === null && text.desktop.noWorkspace), { kind: 'import' })
      }
      case 'import-code': {
        const isRefused = workspace !== null && !mayChange(workspace) && text.desktop.changeRefused
        const reason = isUnread || isRefused || (workspace === null && text.desktop.noWorkspace)
        return openUnless(reason, { kind: 'import-code', workspaceId })
      }
      case 'open-backup':
        return openUnless(isUnread, { kind: 'restore-backup', workspaceId })
      case 'join':
        return openUnless(isUnread, { kind: 'join' })
      case 'restore-backup': {
        const { upload, name } = command
        return openUnless(isUnread, { kind: 'restore-backup', workspaceId, received: { upload, name } })
      }
      case 'restore-database': {
        const isPossible = list?.length === 0 || ownsInstallation
        return openUnless(!isPossible && text.desktop.restoreRefused, { kind: 'restore-database' })
      }
      case 'refused-file':
        return toasts.failure(text.desktop.refusedFile(command.name), errorOf(command.error))
      case 'left-out-files':
        return toasts.notice(text.desktop.leftOutFiles(command.opened, command.leftOut), {
          description: text.desktop.leftOutFilesHint,
        })
      case 'show-expiring':
        workspaces.select(command.workspaceId)
        view.showTab('installed')
        return connectorList.filter({ ...UNFILTERED, expiresWithin: command.within })
      case 'show-failing':
        workspaces.select(command.workspaceId)
        view.showTab('installed')
        return connectorList.filter({ ...UNFILTERED, status: 'attention' })
      case 'settings':
        return workspace === null ? toasts.notice(text.desktop.noWorkspace) : view.showTab('settings')
      case 'help':
        return view.open({ kind: 'help', at: helpOnTab(view.store.getState().tab) })
      case 'keyboard':
      case 'about':
        return view.open({ kind: 'help', at: helpAt(command.kind) })
      case 'updates':
        return view.open({ kind: 'updates' })
      case 'lock':
        return workspace ? void lock(workspace.id) : undefined
    }
  }

  /** Runs the waiting commands; an open dialog is never replaced because it may hold unsaved input. */
  const runWaiting = () => {
    while (queue.length > 0 && view.store.getState().dialog === null) {
      const [next, ...rest] = queue
      queue = rest
      if (next) run(next)
    }
  }
  view.store.subscribe(({ dialog }, before) => {
    // Code that replaces one dialog with another does it in one turn, so the queue waits for the end of the turn.
    if (dialog === null && before.dialog !== null) queueMicrotask(runWaiting)
  })

  return {
    store,
    refresh: async () => {
      // Commands wait until the first screen is loaded.
      const { list, error } = workspaces.store.getState()
      if (list === null && error === null) return
      const update = await desktop.update({})
      const isNews = update?.kind !== store.getState().update?.kind
      store.setState({ update })
      // A check that succeeds ends the warning about updates.
      if (isNews) await session.refresh()
      const commands = await desktop.takeCommands({})
      // A lock never waits.
      commands.filter(({ kind }) => kind === 'lock').forEach(run)
      queue.push(...commands.filter(({ kind }) => kind !== 'lock'))
      runWaiting()
      if (commands.length > 0 && queue.length > 0) toasts.notice(text.desktop.waiting)
    },
    openWindow: async (workspaceId) => void (await desktop.openWindow({ opens: workspaceId })),
    print: async () => (await desktop.print({})).outcome,
    savePage: async () => (await desktop.savePage({})).isSaved,
    saveText: async (name, content) => (await desktop.saveText({ name, text: content })).isSaved,
    checkForUpdate: async () => store.setState({ update: await desktop.checkForUpdate({}) }),
    installUpdate: async () => void (await desktop.installUpdate({})),
  }
}
