import { AppError } from '../../../contract/errors.ts'
import type { Changes } from '../../core/changes.ts'
import type { Log } from '../../platform/log.ts'
import type { Clock } from '../../core/ports.ts'
import { listBackups } from './backup.ts'
import type { StorePaths } from '../files/paths.ts'
import type { RunStoreTask } from './tasks.ts'

/** A start has better things to do than to read the whole database. */
const AFTER_START_MS = 10_000
const RETRY_AFTER_MS = 10 * 60_000

interface Deps {
  paths: StorePaths
  runTask: RunStoreTask
  changes: Changes
  clock: Clock
  log: Log
}

export interface DailyBackup {
  /** Why the last attempt made no backup; null when it did, or when there was none. */
  problem(): string | null
  /** Stops, and waits for a backup that is being made. */
  close(): Promise<void>
}

/**
 * Makes a backup on every day on which the program works with the data: at the first change, or some seconds after the
 * start. A day counts by its name alone, so a clock that jumps makes one backup more and never one less.
 */
export function startDailyBackup({ paths, runTask, changes, clock, log }: Deps): DailyBackup {
  let running: Promise<void> | null = null
  let problem: string | null = null
  let notBefore = 0

  const make = async () => {
    try {
      const { damage } = await runTask({
        file: paths.database,
        backup: { dir: paths.backups, kind: 'daily', now: clock().toISOString() },
      })
      problem = damage[0] ? `the database is damaged: ${damage[0]}` : null
      if (problem) log.write('app.error', { reason: 'damaged_file' })
      else log.write('backup.created', { reason: 'daily' })
    } catch (error) {
      log.write('app.error', { reason: 'backup_failed', error })
      problem = error instanceof AppError ? error.message : 'the backup could not be made'
    }
    // Counted by a clock that cannot be set.
    if (problem) notBefore = performance.now() + RETRY_AFTER_MS
  }

  const isDue = () => {
    const today = clock().toISOString().slice(0, 10)
    return !listBackups(paths.backups).some(({ createdAt }) => createdAt.startsWith(today))
  }

  const consider = () => {
    if (running || performance.now() < notBefore || !isDue()) return
    running = make().finally(() => (running = null))
  }

  const timer = setTimeout(consider, AFTER_START_MS)
  timer.unref()
  const stop = changes.on(consider)

  return {
    problem: () => problem,
    close: async () => {
      clearTimeout(timer)
      stop()
      await running
    },
  }
}
