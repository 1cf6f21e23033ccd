import { AppError, type ErrorBody } from '../../contract/errors.ts'
import type { App, OpenApp } from './app.ts'
import type { Changes } from '../core/changes.ts'
import type { Door, Table } from './dispatch.ts'
import type { Log } from '../platform/log.ts'
import type { Lock } from '../store/files/lock.ts'
import type { UnfinishedFiles } from '../platform/unfinished-files.ts'

/** Closes the database, runs the work on its files and opens what is there then. */
export type Replace = <T>(work: () => T, options?: { expectsData?: boolean }) => Promise<T>

interface Deps {
  door: Door
  /** Makes the data directory this process's own. Throws `unavailable`. */
  enter(): Lock
  /** Opens the database and wires the program on it. Throws `unavailable`. */
  start(replace: Replace, options: { expectsData?: boolean }): OpenApp
  /** What answers while the database cannot be opened; null where that ends the program. */
  standBy(problem: AppError, replace: Replace): Omit<Table, 'missing'> | null
  changes: Changes
  unfinished: UnfinishedFiles
  warnings: App['warnings']
  preferences: App['preferences']
  log: Log
}

/**
 * The program on a data directory over its whole life: open, not to be opened, or closed for a moment while another
 * database is put in its place. Each of them serves a table of its own at the door. While the database cannot be opened
 * every call that needs it tries again, so a disk that has room again or a permission that was granted needs no new
 * start.
 */
export function createLifecycle(deps: Deps): App {
  const { door, enter, start, standBy, changes, unfinished, warnings, preferences, log } = deps
  let lock: Lock | null = null
  let running: OpenApp | null = null
  let problem: ErrorBody | null = null
  let replacing: Promise<unknown> = Promise.resolve()

  const open = (options: { expectsData?: boolean } = {}) => {
    try {
      lock ??= enter()
      running = start(replace, options)
      problem = null
      door.serve(running.table)
    } catch (error) {
      // The log of a directory that is somebody else's is somebody else's too.
      if (lock) log.write('app.error', { error, ...(error instanceof AppError && { reason: error.reason }) })
      const standby = error instanceof AppError && error.code === 'unavailable' ? standBy(error, replace) : null
      if (standby && error instanceof AppError) {
        problem = error.toBody()
        door.serve({ ...standby, missing: openAgain })
        return
      }
      lock?.release()
      lock = null
      throw error
    }
  }

  const openAgain = () => {
    open()
    if (problem) throw new AppError(problem)
  }

  const replace: Replace = (work, options) => {
    const replaced = door.alone(async () => {
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
      if (problem) throw new AppError(problem)
      return result
    })
    replacing = Promise.allSettled([replacing, replaced])
    return replaced
  }

  open()
  return {
    dispatch: door.dispatch,
    changes,
    unfinished,
    warnings,
    preferences,
    get seeded() {
      return running?.seeded ?? { written: [], unchanged: 0 }
    },
    withOwnKeys: (work) => (running ? running.withOwnKeys(work) : work()),
    get problem() {
      return problem
    },
    get hasDirectory() {
      return lock !== null
    },
    close: async () => {
      await replacing
      await running?.close()
      running = null
      door.serve(null)
      log.close()
      lock?.release()
      lock = null
    },
  }
}
