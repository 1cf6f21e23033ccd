import { join } from 'node:path'
import type { BackupKind } from '../../../contract/groups/backups.ts'
import { AppError, appError } from '../../../contract/errors.ts'
import type { BackupWeeks } from '../../../shared/limits.ts'
import type { Changes } from '../../core/changes.ts'
import type { Log } from '../../platform/log.ts'
import type { Clock } from '../../core/ports.ts'
import { steadyTime } from '../../core/steady-time.ts'
import { sizeOf } from '../files/database-files.ts'
import { damagedFile } from '../files/sqlite-errors.ts'
import type { StorePaths } from '../files/paths.ts'
import type { Store } from '../open.ts'
import { newestBackup } from './backup.ts'
import { lastChange, readContents } from './contents.ts'
import type { RunStoreTask } from './tasks.ts'

/** A start has better things to do than to read the whole database. */
const AFTER_START_MS = 10_000
const LOOK_EVERY_MS = 10 * 60_000
/** How much work a program that runs all day may lose. */
const OLDEST_MS = 4 * 60 * 60_000
const RETRY_AFTER_MS = 10 * 60_000
/** How long an end waits for its backup. */
const AT_END_MS = 2000
/** SQLite cannot be stopped while it copies, so a database that takes longer is left to the next start. */
const LARGEST_AT_END = 64 * 1024 * 1024

interface Deps {
  paths: StorePaths
  store: Store
  runTask: RunStoreTask
  changes: Pick<Changes, 'on'>
  clock: Clock
  log: Log
  /** For how many weeks backups are kept; the usual number unless given. */
  weeks?: () => BackupWeeks
  /** Whether the program runs one command and ends. */
  isCommand: boolean
  timing?: { afterStartMs: number; lookEveryMs: number }
}

export interface BackupSchedule {
  /** Why the last attempt made no backup; null when it did, or when there was none. */
  problem(): AppError | null
  /** Makes a backup, unless the newest one holds the same. Never throws: the problem is kept and logged. */
  make(kind: BackupKind): Promise<void>
  /** Backs up what has changed as far as an end can wait for it, and stops. */
  close(): Promise<void>
}

/**
 * Makes the program's own backups. One that runs for long makes one some seconds after the start of what an earlier run
 * has left, when a day has ended, after some hours of work, and at its end. A command makes one a day, of what was there
 * before it, and one at its end where there is none yet. A day counts by its name alone, so a clock that jumps makes
 * one backup more and never one less. There is a timer only at the start and while a change waits for its backup.
 */
export function startBackupSchedule(deps: Deps): BackupSchedule {
  const { paths, store, runTask, changes, clock, log, weeks, isCommand } = deps
  const { afterStartMs, lookEveryMs } = deps.timing ?? { afterStartMs: AFTER_START_MS, lookEveryMs: LOOK_EVERY_MS }
  let running: Promise<void> = Promise.resolve()
  let problem: AppError | null = null
  let notBefore = 0
  /** Whether something may have changed since the last backup. */
  let hasNews = false
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  const today = () => clock().toISOString().slice(0, 10)
  let day = today()

  const copy = async (kind: BackupKind) => {
    hasNews = false
    try {
      if (!hasChanged()) return
      const backup = { dir: paths.backups, kind, now: clock().toISOString(), ...(weeks && { weeks: weeks() }) }
      const { damage } = await runTask({ file: paths.database, backup })
      problem = damage.length > 0 ? damagedFile() : null
      if (problem) log.write('app.error', { reason: 'damaged_file' })
      else log.write('backup.created', { reason: kind })
    } catch (error) {
      log.write('app.error', { reason: 'backup_failed', error })
      problem = error instanceof AppError ? error : appError('backup_failed')
    }
    if (!problem) return
    hasNews = true
    // Counted by a clock that cannot be set.
    notBefore = steadyTime() + RETRY_AFTER_MS
  }

  const newest = () => newestBackup(paths.backups)

  const hasChanged = (): boolean => {
    const change = lastChange(store.sqlite)
    if (change === null) return false
    try {
      const backup = newest()
      return !backup || readContents(join(paths.backups, backup.name)).lastChange !== change
    } catch {
      // One that cannot be read holds nothing.
      return true
    }
  }

  /** Whether a change waits for its backup; the next look finds out what cannot be read now. */
  const waits = (): boolean => {
    try {
      return hasChanged()
    } catch {
      return true
    }
  }

  const make = (kind: BackupKind): Promise<void> => (running = running.then(() => copy(kind)))

  const look = (isDue: () => boolean) => {
    try {
      if (steadyTime() >= notBefore && isDue()) void make('daily')
    } catch (error) {
      log.write('app.error', { reason: 'backup_failed', error })
    }
  }

  const isLate = (): boolean => {
    const hasDayEnded = day !== today()
    day = today()
    const backup = newest()
    return hasDayEnded || !backup || Math.abs(clock().getTime() - Date.parse(backup.createdAt)) > OLDEST_MS
  }

  const wait = (milliseconds: number, isDue: () => boolean) => {
    timer ??= setTimeout(() => void onTime(isDue), milliseconds).unref()
  }
  const onTime = async (isDue: () => boolean) => {
    timer = undefined
    look(isDue)
    await running
    if (hasNews && !isClosed && waits()) wait(lookEveryMs, isLate)
  }
  const noteChange = () => {
    hasNews = true
    if (!isClosed) wait(lookEveryMs, isLate)
  }

  const stopFollowing = isCommand ? null : changes.on(noteChange)
  if (isCommand) look(() => newest()?.createdAt.startsWith(today()) === false)
  else wait(afterStartMs, () => true)

  return {
    problem: () => problem,
    make,
    close: async () => {
      isClosed = true
      stopFollowing?.()
      clearTimeout(timer)
      if (sizeOf(paths.database) <= LARGEST_AT_END) look(() => !isCommand || !newest())
      await (isCommand ? running : Promise.race([running, passed(AT_END_MS)]))
    },
  }
}

const passed = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())
