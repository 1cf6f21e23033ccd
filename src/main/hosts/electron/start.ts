import { setImmediate, setTimeout as pause } from 'node:timers/promises'
import { app, BrowserWindow, powerMonitor, session, type WebContents } from 'electron'
import { createClient } from '../../../contract/client.ts'
import type { AppContract } from '../../../contract/index.ts'
import type { App } from '../../app/app.ts'
import type { Clock } from '../../core/ports.ts'
import type { ProgramFiles } from '../../platform/resources.ts'
import { systemIdentity } from '../../core/identity.ts'
import { readPreferences } from '../../platform/settings.ts'
import { receiveCommands } from '../cli/hand-over/receive.ts'
import { type Commands, createCommands } from './commands.ts'
import { createDesktop } from './desktop.ts'
import { chooseCertificates, chooseExport, choosePath } from './dialogs.ts'
import { createDraftKeeper, type DraftKeeper } from './draft.ts'
import { createEnding, type Ending } from './ending.ts'
import { createExpiryNotices, type ExpiryNotices } from './expiry-notices.ts'
import { type HandedFiles, offerBackup } from './handed-files.ts'
import { answerAhead } from './window/ahead.ts'
import { serveIpc, notifyWindows } from './window/ipc.ts'
import { lockDown } from './window/lockdown.ts'
import { openServicePage } from './window/outside.ts'
import { setMenu } from './menu/menu.ts'
import { serveProtocol } from './window/protocol.ts'
import { createRemembered } from './remembered.ts'
import { askBeforeUnload } from './unload.ts'
import { followLanguage, systemLanguages } from './text/text.ts'
import { systemPrompt } from './system-prompt.ts'
import { createPackageUpdates } from './updates/package-updates.ts'
import type { UpdateTrust } from './updates/update-trust.ts'
import { createTestNotices, type TestNotices } from './test-notices.ts'
import { createWindows, type Windows } from './window/windows.ts'

/** How long opening the program waits for the first page to be asked for, in milliseconds. */
const MOST_PAGE_MS = 1000

interface Options {
  files: ProgramFiles
  dataDir: string
  handedFiles: HandedFiles
  updateTrust: UpdateTrust
  clock: Clock
}

/**
 * Opens the windows, and the program behind them while the process of the first page starts; closes the program when the
 * last window is gone. Throws what opening the program throws; no window has been shown then.
 */
export async function startElectronHost(
  open: () => App,
  { files, dataDir, handedFiles, updateTrust, clock }: Options,
): Promise<void> {
  const { rootDir, rendererDir, version } = files
  let closeProgram = () => Promise.resolve()
  const ending = createEnding({
    chromiumDir: app.getPath('userData'),
    closeProgram: () =>
      Promise.all([
        closeProgram(),
        remembered.written(),
        updateTrust.written(),
        ...[...drafts.values()].map((draft) => draft.written()),
      ]),
  })
  const api = createClient<AppContract>((name, input) => patchbay.dispatch(name, input, { isUse: false }))
  const notifyDesktop = () => notifyWindows({ workspaceId: null, topic: 'desktop' })
  const queues = new Map<WebContents, Commands>()
  const drafts = new Map<number, DraftKeeper>()
  const draftOf = (slot: number): DraftKeeper => {
    const draft = drafts.get(slot) ?? createDraftKeeper(app.getPath('userData'), slot)
    drafts.set(slot, draft)
    return draft
  }
  /** What is asked from outside is for the window that was used last. */
  const commands: Pick<Commands, 'push'> = {
    push: (command) => queues.get(windows.front().window.webContents)?.push(command),
  }
  const updates = createPackageUpdates({ trust: updateTrust, clock, onChange: notifyDesktop, close: ending.close })
  const askBefore = askBeforeUnload(() => ending.isForced() || ending.isEnding())
  const remembered = createRemembered(app.getPath('userData'), () => showMenu())
  const slots = new Map<WebContents, number>()
  const windows = createWindows({
    ...{ rootDir, remembered },
    onOpen: ({ window, slot }) => {
      const { webContents } = window
      const draft = draftOf(slot)
      queues.set(webContents, createCommands(notifyDesktop))
      slots.set(webContents, slot)
      window.once('closed', () => {
        queues.delete(webContents)
        slots.delete(webContents)
      })
      ending.followSession(window)
      askBefore(window, { subject: draft.title, discard: draft.forget, onStay: windows.stay })
    },
  })
  const { focus } = windows
  const showMenu = () =>
    setMenu({
      version,
      commands,
      remembered,
      focus,
      openWindow: () => windows.openAnother(),
      hasUpdates: updates !== null,
    })

  const opening = Promise.withResolvers<void>()
  let preferences = () => readPreferences(dataDir, systemIdentity().id)
  lockDown(session.defaultSession)
  const firstPage = serveProtocol(session.defaultSession, {
    rendererDir,
    setting: () => ({ preferences: preferences(), languages: systemLanguages() }),
    isOpen: opening.promise,
  })
  windows.open()
  // Chromium starts the process of the page beside what follows.
  await Promise.race([firstPage, pause(MOST_PAGE_MS, null, { ref: false })])
  if (ending.isEnding()) return
  const patchbay = open()
  preferences = () => patchbay.preferences()
  closeProgram = () => patchbay.close()
  followLanguage(() => patchbay.preferences().language)

  serveIpc({
    dispatch: answerAhead({ dispatch: patchbay.dispatch, changes: patchbay.changes, paths: windows.paths() }),
    portsOf: (parent) => ({
      isUse: false,
      window: {
        desktop: createDesktop({
          commands: queues.get(parent.webContents) ?? createCommands(notifyDesktop),
          draft: draftOf(slots.get(parent.webContents) ?? 1),
          openWindow: windows.openAnother,
          page: parent.webContents,
          updates,
        }),
      },
      ...systemPrompt(),
      openPage: openServicePage,
      choosePath: (suggested) => choosePath(suggested, parent),
      chooseFile: () => chooseCertificates(parent),
      openExport: (suggested) =>
        chooseExport(suggested, {
          window: parent,
          unfinished: patchbay.unfinished,
          onExported: remembered.addExport,
        }),
    }),
  })
  patchbay.changes.on((change) => {
    if (change.topic === 'preferences') showMenu()
    if (change.topic !== 'lock') return notifyWindows(change)
    // It ends the page itself, which then needs no message, and forgets all that was typed there.
    for (const draft of drafts.values())
      if (change.keepsDraft) draft.leavePage()
      else draft.forget()
    windows.renew()
  })
  opening.resolve()
  // The page gets its answer before what it can do without.
  await setImmediate()
  if (ending.isEnding()) return
  showMenu()
  if (patchbay.hasDirectory) {
    const handedOver = receiveCommands({
      ...{ dataDir, files },
      program: () => ({
        app: patchbay,
        show: () => {
          focus()
          return Promise.resolve({ url: null, oneTimeUrl: null, isOpen: true })
        },
      }),
    })
    closeProgram = () => {
      handedOver.close()
      return patchbay.close()
    }
  }

  handedFiles.follow((paths, leftOut) => {
    if (ending.isEnding() || paths.length === 0) return
    focus()
    if (leftOut > 0) commands.push({ kind: 'left-out-files', opened: paths.length, leftOut })
    for (const path of paths) void offerBackup(path, { api, commands })
  })
  lockWithSystem(() => api.keys.closeAll({}))
  followTests(patchbay.changes, createTestNotices({ api, commands, focus }))
  followExpiries(patchbay.changes, createExpiryNotices({ api, commands, remembered, focus, now: clock }), clock)
  followApp(windows, ending)
}

function followApp({ focus, open }: Windows, ending: Ending) {
  // A start that finds the program closing waits for its end.
  app.on('second-instance', () => ending.isEnding() || focus())
  app.on('activate', () => ending.isEnding() || open())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

/** Who looks at a window sees the notice there. */
function followTests(changes: App['changes'], { notify }: TestNotices) {
  changes.on(({ topic, workspaceId }) => {
    if (topic !== 'tests' || workspaceId === null || BrowserWindow.getFocusedWindow()) return
    void notify(workspaceId).catch(() => undefined)
  })
}

/** How long a program that stays open may take to notice a date that was changed, in milliseconds. */
const NEW_DATE_MS = 60 * 60 * 1000

const untilTomorrow = (now: Date) => new Date(now).setHours(24, 0, 0, 0) - now.getTime()

/** There is a timer only while a day is to come on which a secret expires, and after changes, which may bring one. */
function followExpiries(changes: App['changes'], { notify }: ExpiryNotices, clock: Clock) {
  let timer: NodeJS.Timeout | undefined
  let hasNews = false
  const wait = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void check(), milliseconds).unref()
  }
  const check = async () => {
    hasNews = false
    // A database that cannot be opened is shown on the screens.
    const isWaiting = await notify().catch(() => false)
    if (isWaiting && !hasNews) wait(untilTomorrow(clock()))
  }
  void check()
  changes.on(({ topic }) => {
    if (hasNews || (topic !== 'connectors' && topic !== 'everything')) return
    hasNews = true
    wait(NEW_DATE_MS)
  })
  // Time that the computer sleeps through counts for no timer.
  powerMonitor.on('resume', () => void check())
}

/** A person who leaves the computer leaves no open key behind, and nothing typed in the window. */
function lockWithSystem(closeKeys: () => Promise<unknown>) {
  const lock = () => void closeKeys().catch(() => undefined)
  // Linux reports sleep alone.
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)
}
