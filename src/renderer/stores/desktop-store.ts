import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DesktopCommand, PrintOutcome, UpdateState } from '../../contract/groups/desktop.ts'
import { AppError } from '../../contract/errors.ts'
import type { AppApi } from '../../contract/index.ts'
import { text } from '../text/text.ts'
import { mayChange } from './context.ts'
import type { Toasts } from './toasts.ts'
import type { ViewStore } from './view-store.ts'
import { currentWorkspace, type WorkspaceStore } from './workspace-store.ts'

export interface DesktopStore {
  /** How far an update of the program has come; null where there are none. */
  store: StoreApi<{ update: UpdateState | null }>
  /** Takes what was asked of the window from outside, and reads how far an update has come. */
  refresh(): Promise<void>
  /** Prints the page in the dialog of the system. */
  print(): Promise<PrintOutcome>
  /** Saves the page as a PDF; false when no place was chosen. */
  savePage(): Promise<boolean>
  checkForUpdate(): Promise<void>
  installUpdate(): Promise<void>
}

interface Deps {
  api: AppApi
  lock: (workspaceId: string) => Promise<void>
  toasts: Toasts
  view: ViewStore
  workspaces: WorkspaceStore
}

/** Where a restore starts before there is any workspace. */
export const NO_WORKSPACE = ''

/** What only the window of the desktop program has: commands from its menus and the system, and updates. */
export function createDesktopStore({ api: { desktop }, lock, toasts, view, workspaces }: Deps): DesktopStore {
  const store = createStore<{ update: UpdateState | null }>(() => ({ update: null }))
  let queue: DesktopCommand[] = []

  const run = (command: DesktopCommand) => {
    const { list } = workspaces.store.getState()
    const workspace = currentWorkspace(workspaces.store.getState())
    const workspaceId = workspace?.id ?? NO_WORKSPACE
    const openFor = (isAllowed: boolean | undefined, dialog: Parameters<ViewStore['open']>[0]) =>
      isAllowed ? view.open(dialog) : toasts.notice(text.desktop.notNow)
    switch (command.kind) {
      case 'import':
        return openFor(list?.some(mayChange), { kind: 'import' })
      case 'open-backup':
        return openFor(list !== null, { kind: 'restore-backup', workspaceId })
      case 'restore-backup': {
        const { upload, name } = command
        return openFor(list !== null, { kind: 'restore-backup', workspaceId, received: { upload, name } })
      }
      case 'restore-database':
        return openFor(list?.length === 0 || list?.some(({ role }) => role === 'owner'), { kind: 'restore-database' })
      case 'refused-file':
        return toasts.failure(text.desktop.refusedFile(command.name), new AppError('invalid', command.message))
      case 'left-out-files':
        return toasts.notice(text.desktop.leftOutFiles(command.opened, command.leftOut), {
          description: text.desktop.leftOutFilesHint,
        })
      case 'show-expiring':
        workspaces.select(command.workspaceId)
        view.showTab('installed')
        return view.filter({ status: null, entryKey: null, expiresWithin: command.within })
      case 'updates':
        return view.open({ kind: 'updates' })
      case 'lock':
        return workspace ? void lock(workspace.id) : undefined
    }
  }

  /** Runs what waits; nothing takes the place of a dialog that may hold what somebody has typed. */
  const runWaiting = () => {
    while (queue.length > 0 && view.store.getState().dialog === null) {
      const [next, ...rest] = queue
      queue = rest
      if (next) run(next)
    }
  }
  view.store.subscribe(({ dialog }, before) => {
    // Whoever closes one dialog to open another does so in the same turn.
    if (dialog === null && before.dialog !== null) queueMicrotask(runWaiting)
  })

  return {
    store,
    refresh: async () => {
      // What comes before the first screen is taken once that is there.
      const { list, error } = workspaces.store.getState()
      if (list === null && error === null) return
      store.setState({ update: await desktop.update({}) })
      const commands = await desktop.takeCommands({})
      // Locking is never kept waiting.
      commands.filter(({ kind }) => kind === 'lock').forEach(run)
      queue.push(...commands.filter(({ kind }) => kind !== 'lock'))
      runWaiting()
      if (commands.length > 0 && queue.length > 0) toasts.notice(text.desktop.waiting)
    },
    print: async () => (await desktop.print({})).outcome,
    savePage: async () => (await desktop.savePage({})).isSaved,
    checkForUpdate: async () => store.setState({ update: await desktop.checkForUpdate({}) }),
    installUpdate: async () => void (await desktop.installUpdate({})),
  }
}
