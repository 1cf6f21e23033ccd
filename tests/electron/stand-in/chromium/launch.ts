import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'
import type { ChromiumCalls, MainCalls, Note } from '../calls.ts'
import { createLink, type Link } from '../link.ts'
import { openWindowPage, type WindowPage } from './page.ts'

const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What the starts of one test share: the keychain of the desktop, and who holds which data. */
export interface Desktop {
  keychain: Map<string, string>
  running: Map<string, StandIn>
}

export const createDesktop = (): Desktop => ({ keychain: new Map(), running: new Map() })

/** A running program on the stand-in of Electron. */
export interface StandIn {
  main: Link<MainCalls>['remote']
  notes: Note[]
  /** The first window, once its screens are loaded. */
  firstWindow(): Promise<WindowPage>
  windows: Map<number, WindowPage>
  /** What the next save dialog answers; null cancels it. */
  saveTo: string | null
  /** Quits as a person does; answers the exit code. */
  quit(): Promise<number | null>
  /** Resolves with the exit code when the program has ended by itself. */
  ended: Promise<number | null>
  /** What the program has written to standard error so far. */
  errors(): string
}

interface LaunchOptions {
  context: BrowserContext
  root: string
  dataDir: string
  desktop: Desktop
  /** More of what the program is started with. */
  args?: string[]
  env?: Record<string, string>
  /** Where a person starts it. */
  directory?: string
}

/** Starts the built program unmodified, with the stand-in in the place of the `electron` module. */
export function launchStandIn({
  context,
  root,
  dataDir,
  desktop,
  args = [],
  env = {},
  directory,
}: LaunchOptions): StandIn {
  const child = fork(beside('../main/run.ts'), [root, `--data-dir=${dataDir}`, ...args], {
    env: { ...process.env, ...env },
    ...(directory !== undefined && { cwd: directory }),
    execArgv: ['--import', new URL('../main/register.ts', import.meta.url).href],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  const opened = Promise.withResolvers<WindowPage>()
  const windows = new Map<number, WindowPage>()
  const opening = new Map<number, Promise<WindowPage>>()
  const preloads = new Map<number, string>()
  const notes: Note[] = []
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))

  const open = async (id: number, preload: string) => {
    const window = await openWindowPage({ id, context, preload, main: link.remote })
    windows.set(id, window)
    return window
  }
  const own: ChromiumCalls = {
    openWindow: ({ id, preload }) => {
      preloads.set(id, preload)
      opening.set(id, open(id, preload))
    },
    loadUrl: async ({ id, url }) => {
      const window = await opening.get(id)
      await window?.load(url)
      if (window) opened.resolve(window)
    },
    destroyWindow: async (id) => (await opening.get(id))?.page.close(),
    endRenderer: async (id) => {
      // A page whose process has ended cannot be used again with Playwright; the window gets another one.
      const gone = await opening.get(id)
      gone?.page.removeAllListeners('close')
      opening.set(id, open(id, preloads.get(id) ?? ''))
      await gone?.page.close()
      await link.remote.rendererGone({ id, reason: 'crashed' })
    },
    sendToPage: async ({ id, channel, args }) => {
      // As in Electron, what is sent to a page that ends at this moment is lost.
      await (await opening.get(id))?.send(channel, args).catch(() => undefined)
    },
    showSaveDialog: (options) => {
      notes.push({ call: 'showSaveDialog', detail: options })
      return standIn.saveTo
    },
    keychain: ({ name, account, value = '' }) => {
      const before = desktop.keychain.get(account) ?? null
      if (name === 'set') desktop.keychain.set(account, value)
      if (name === 'delete') desktop.keychain.delete(account)
      return before
    },
    secondInstance: ({ argv, directory }) =>
      void desktop.running.get(dataDir)?.main.emitOnApp('second-instance', argv, directory),
    note: (note) => void notes.push(note),
  }
  const link = createLink<MainCalls>(
    {
      // A program that ends at this moment is told of by its exit.
      send: (message) => void (child.connected && child.send(message, () => undefined)),
      onMessage: (listener) => void child.on('message', listener as (message: unknown) => void),
    },
    own,
  )
  const ended = once(child, 'exit').then(([code]) => {
    const reason = `The program ended: ${errors}`
    link.end(reason)
    opened.reject(new Error(reason))
    desktop.running.delete(dataDir)
    return code as number | null
  })
  // Whoever waits for a window is told; whoever does not has nothing to miss.
  opened.promise.catch(() => undefined)

  const standIn: StandIn = {
    main: link.remote,
    notes,
    windows,
    saveTo: null,
    firstWindow: () => opened.promise,
    ended,
    errors: () => errors,
    quit: async () => {
      link.remote.quit().catch(() => undefined)
      return ended
    },
  }
  if (!desktop.running.has(dataDir)) desktop.running.set(dataDir, standIn)
  return standIn
}
