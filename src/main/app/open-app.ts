import { join, resolve } from 'node:path'
import type { AppError } from '../../contract/errors.ts'
import type { Warning } from '../../contract/groups/session.ts'
import { type App, createApp, type OpenApp } from './app.ts'
import type { AppOptions } from './app-options.ts'
import { createChanges } from '../core/changes.ts'
import { once } from '../core/once.ts'
import { steadyTime } from '../core/steady-time.ts'
import { createDispatch } from './dispatch.ts'
import { createLog, type Log } from '../platform/log.ts'
import { findDataPlace } from '../platform/data-place.ts'
import type { Identity } from '../core/ports.ts'
import { openSettings, type SettingsFile } from '../platform/settings.ts'
import { USUAL_PREFERENCES } from '../../shared/text/preferences.ts'
import { createLifecycle, type Replace } from './lifecycle.ts'
import { createRecovery } from './recovery.ts'
import { makeBackup, newestBackup } from '../store/backup/backup.ts'
import { startBackupSchedule } from '../store/backup/schedule.ts'
import { enterDataDirectory } from '../store/enter.ts'
import { openStore } from '../store/open.ts'
import { keepReserve, withReserve } from '../store/files/reserve.ts'
import { storePaths } from '../store/files/paths.ts'
import { toOpeningError } from '../store/files/sqlite-errors.ts'
import { createStoreTasks } from '../store/backup/tasks.ts'
import { createUnfinishedFiles } from '../platform/unfinished-files.ts'

export interface OpenOptions extends Omit<AppOptions, 'store' | 'changes' | 'files' | 'log' | 'settings'> {
  /** The directory that holds everything which is stored; made when missing. */
  dataDir: string
  /** The host that opens the program; the lock names it to other processes. */
  host: string
  /** Who works with the program. */
  identity: Identity
  /** In place of the log in the data directory. */
  log?: Log
  /** Whether to go on without the database, with backups and doctor alone, instead of throwing. Never unless given. */
  standby?: (problem: AppError) => boolean
}

/**
 * Opens a data directory and makes the program on it. Throws `unavailable` with a StoreReason when the directory is in
 * use or what is in it cannot be opened, unless `standby` accepts the problem.
 */
export function openApp({ dataDir, host, standby = () => false, ...options }: OpenOptions): App {
  const { resources, clock, identity, keychainEngine } = options
  const paths = storePaths(resolve(dataDir))
  const changes = createChanges()
  const unfinished = createUnfinishedFiles(paths.dataDir)
  const runTask = createStoreTasks(resources.storeWorkerUrl)
  // Read once the directory is this program's.
  let settings: SettingsFile | null = null
  const findPlace = once(() => findDataPlace(paths.dataDir))
  const warnings = (): Warning[] => {
    const place = findPlace()
    const unusable = settings?.unusable() ?? null
    return [
      ...(place ? [{ kind: 'place' as const, place }] : []),
      ...(unusable ? [{ kind: 'settings' as const, ...unusable }] : []),
      ...(options.warnings?.() ?? []),
    ]
  }
  const log = options.log ?? createLog({ dir: join(paths.dataDir, 'logs'), clock })

  const startOnce = (replace: Replace, { expectsData = newestBackup(paths.backups) !== undefined }): OpenApp => {
    const startedAt = steadyTime()
    const now = clock().toISOString()
    const { migrationsDir, version } = resources
    let migratedFrom: number | null = null
    const set = (settings ??= openSettings(paths.dataDir, clock))
    const store = openStore({
      file: paths.database,
      migrationsDir,
      now,
      expectsData,
      beforeMigration: (sqlite, from) => {
        makeBackup(sqlite, { dir: paths.backups, kind: 'migration', now, weeks: set.backupWeeks() })
        log.write('backup.created', { reason: 'migration' })
        migratedFrom = from
      },
    })
    if (migratedFrom !== null)
      log.write('store.migrated', {
        count: (store.sqlite.pragma('user_version', { simple: true }) as number) - migratedFrom,
      })
    const schedule = startBackupSchedule({
      ...{ paths, store, runTask, changes, clock, log, weeks: set.backupWeeks },
      isCommand: host === 'cli',
    })
    try {
      const files = { paths, runTask, replace, schedule, unfinished }
      const app = createApp({ ...options, settings: set, warnings, log, store, changes, files })
      const { length: count } = app.seeded.written
      if (count > 0) log.write('catalog.seeded', { count })
      log.write('app.start', { host, version, milliseconds: Math.round(steadyTime() - startedAt) })
      const close = async () => {
        await schedule.close()
        await app.close()
        log.write('app.stop', { host })
      }
      return { ...app, close }
    } catch (error) {
      void schedule.close()
      store.close()
      throw toOpeningError(error, paths.database)
    }
  }

  const start: typeof startOnce = (...input) => {
    const app = withReserve(paths.dataDir, () => startOnce(...input))
    keepReserve(paths.dataDir)
    return app
  }

  return createLifecycle({
    door: createDispatch({ identity, clock, log }),
    enter: () => enterDataDirectory(paths, host),
    start,
    standBy: (problem, replace) =>
      standby(problem) ? createRecovery({ problem, paths, resources, keychainEngine, replace, warnings, log }) : null,
    changes,
    unfinished,
    warnings,
    preferences: () => settings?.preferences(identity.id) ?? USUAL_PREFERENCES,
    log,
  })
}
