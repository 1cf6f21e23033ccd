import { AppError } from '../contract/errors.ts'
import type { App } from './app.ts'
import type { Changes } from './changes.ts'
import type { Dispatch } from './dispatch.ts'
import type { Standby } from './standby.ts'
import type { Lock } from './store/lock.ts'
import type { UnfinishedFiles } from './unfinished-files.ts'

const QUIET_WITHIN_MS = 5000

/** Closes the database, runs the work on its files and opens what is there then. */
export type Replace = <T>(work: () => T, options?: { expectsData?: boolean }) => Promise<T>

interface Deps {
  /** Makes the data directory this process's own. Throws `unavailable`. */
  enter(): Lock
  /** Opens the database and wires the program on it. Throws `unavailable`. */
  start(replace: Replace, options: { expectsData?: boolean }): App
  /** What answers while the database cannot be opened; null where that ends the program. */
  standBy(problem: AppError, replace: Replace): Standby | null
  changes: Changes
  unfinished: UnfinishedFiles
}

/**
 * The program on a data directory over its whole life: open, not to be opened, or closed for a moment while another
 * database is put in its place. While it cannot be opened every call that needs it tries again, so that a disk which
 * has room again or a permission that was given needs no new start.
 */
export function createProgram({ enter, start, standBy, changes, unfinished }: Deps): App {
  let lock: Lock | null = null
  let running: App | null = null
  let waiting: Standby | null = null
  let replacing: Promise<unknown> | null = null
  let calls = 0
  let onQuiet: (() => void) | null = null

  const open = (options: { expectsData?: boolean } = {}) => {
    try {
      lock ??= enter()
      running = start(replace, options)
      waiting = null
    } catch (error) {
      waiting = error instanceof AppError && error.code === 'unavailable' ? standBy(error, replace) : null
      if (waiting) return
      lock?.release()
      lock = null
      throw error
    }
  }

  /** Waits until the call that asks is the only one that is left. */
  const quiet = async () => {
    if (calls <= 1) return
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    onQuiet = resolve
    const late = () =>
      reject(new AppError('unavailable', 'Other work is not finished; try again', { reason: 'restoring' }))
    const timer = setTimeout(late, QUIET_WITHIN_MS)
    try {
      await promise
    } finally {
      clearTimeout(timer)
      onQuiet = null
    }
  }

  const replace: Replace = async (work, options) => {
    if (replacing) throw new AppError('unavailable', 'The database is being replaced', { reason: 'restoring' })
    const { promise, resolve } = Promise.withResolvers<void>()
    replacing = promise
    try {
      await quiet()
      lock ??= enter()
      await running?.close()
      running = null
      let result
      try {
        result = work()
      } finally {
        open(options)
        changes.emit({ workspaceId: null, topic: 'everything' })
      }
      if (waiting) throw toError(waiting)
      return result
    } finally {
      replacing = null
      resolve()
    }
  }

  const target = (name: string): Dispatch => {
    if (!running && waiting && !waiting.answers(name)) open()
    return running?.dispatch ?? waiting?.dispatch ?? closed
  }

  const dispatch: Dispatch = async (name, input, host) => {
    await replacing
    calls += 1
    try {
      return await target(name)(name, input, host)
    } finally {
      calls -= 1
      if (calls <= 1) onQuiet?.()
    }
  }

  open()
  return {
    dispatch,
    changes,
    unfinished,
    get seeded() {
      return running?.seeded ?? { written: [], unchanged: 0 }
    },
    get problem() {
      return waiting?.problem ?? null
    },
    close: async () => {
      await replacing
      await running?.close()
      running = null
      waiting = null
      lock?.release()
      lock = null
    },
  }
}

const closed: Dispatch = () =>
  Promise.resolve({ ok: false, error: { code: 'unavailable', message: 'Patchbay is closed; start it again' } })

const toError = ({ problem: { code, message, ...more } }: Standby) => new AppError(code, message, more)
