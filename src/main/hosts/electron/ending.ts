import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, powerMonitor } from 'electron'

/** How long the program may take to close, and how long a start waits for one that is closing, in milliseconds. */
export const ENDING_MS = 10_000

/** How long a page may hold up an end that nobody is asked about, in milliseconds. */
const FORCE_MS = 2000

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** A file that is there while the program on this directory is closing; a start that finds it waits for the end. */
const markerIn = (chromiumDir: string) => join(chromiumDir, 'ending')

export const isMarkedEnding = (chromiumDir: string): boolean =>
  statSync(markerIn(chromiumDir), { throwIfNoEntry: false }) !== undefined

/** Removes the marker of the program that ran before. */
export const unmarkEnding = (chromiumDir: string): void => rmSync(markerIn(chromiumDir), { force: true })

export interface Ending {
  /** Closes the program, once. */
  close(): Promise<unknown>
  /** Whether the program is closing or closed, and answers nobody any more. */
  isEnding(): boolean
  /** Whether nobody can be asked before the end: a signal, a log-out or a shutdown is the cause. */
  isForced(): boolean
  /** Ends the program with the session of a window, which Windows reports to each of them. */
  followSession(window: BrowserWindow): void
}

interface Deps {
  chromiumDir: string
  closeProgram: () => Promise<unknown>
}

/** Holds the end of the process back until the program is closed. Called once Electron is ready. */
export function createEnding({ chromiumDir, closeProgram }: Deps): Ending {
  let closing: Promise<unknown> | null = null
  let isClosed = false
  let isForced = false

  const close = () => {
    if (closing) return closing
    mark(chromiumDir)
    // Every file of the program survives a kill, but no one can end a process that waits without a window.
    const late = setTimeout(() => app.exit(1), ENDING_MS)
    closing = closeProgram().finally(() => {
      clearTimeout(late)
      isClosed = true
    })
    return closing
  }
  const force = () => {
    isForced = true
    app.quit()
    // The page may hang, or Electron may ignore the quit because a window is about to ask.
    setTimeout(() => {
      if (closing) return
      for (const window of BrowserWindow.getAllWindows()) window.destroy()
      app.quit()
    }, FORCE_MS)
  }

  app.on('will-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    // Electron ignores a quit within the turn of the quit that was held back.
    const quitLater = () => setImmediate(() => app.quit())
    close().then(quitLater, quitLater)
  })
  // Electron sets handlers of its own before it is ready, which these replace.
  for (const signal of SIGNALS) process.once(signal, force)
  powerMonitor.on('shutdown', (event?: Event) => {
    // The system waits for the program then.
    event?.preventDefault()
    force()
  })
  return {
    close,
    isEnding: () => closing !== null,
    isForced: () => isForced,
    followSession: (window) => void window.on('session-end', force),
  }
}

/** Without the marker a start during the end is lost, which is no reason to hold the end up. */
function mark(chromiumDir: string) {
  try {
    writeFileSync(markerIn(chromiumDir), '', { mode: 0o600 })
  } catch {
    // The disk is full or gone.
  }
}
