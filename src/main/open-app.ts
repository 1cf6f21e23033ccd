import { join, resolve } from 'node:path'
import type { AppError } from '../contract/errors.ts'
import { type App, type AppOptions, createApp, type OpenApp } from './app.ts'
import { createChanges } from './changes.ts'
import { createDispatch } from './dispatch.ts'
import { createLog, type Log } from './log.ts'
import type { Identity } from './ports.ts'
import { createProgram, type Replace } from './program.ts'
import { createStandby } from './standby.ts'
import { listBackups, makeBackup } from './store/backup.ts'
import { startDailyBackup } from './store/daily-backup.ts'
import { enterDataDirectory } from './store/enter.ts'
import { openStore } from './store/open.ts'
import { storePaths } from './store/paths.ts'
import { toOpeningError } from './store/sqlite-errors.ts'
import { createStoreTasks } from './store/store-tasks.ts'
import { createUnfinishedFiles } from './unfinished-files.ts'

export interface OpenOptions extends Omit<AppOptions, 'store' | 'changes' | 'files' | 'log'> {
  /** The directory that holds everything which is stored; made when missing. */
  dataDir: string
  /** The way in that opens the program, as another process is told. */
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
  const runTask = createStoreTasks(resources.storeWorkerUrl)
  const log = options.log ?? createLog({ dir: join(paths.dataDir, 'logs'), clock })

  const start = (replace: Replace, { expectsData = listBackups(paths.backups).length > 0 }): OpenApp => {
    const now = clock().toISOString()
    const { migrationsDir } = resources
    const store = openStore({
      file: paths.database,
      migrationsDir,
      now,
      expectsData,
      beforeMigration: (sqlite) => void makeBackup(sqlite, { dir: paths.backups, kind: 'migration', now }),
    })
    const daily = startDailyBackup({ paths, runTask, changes, clock })
    try {
      const files = { paths, runTask, replace, backupProblem: daily.problem }
      const app = createApp({ ...options, log, store, changes, files })
      const close = async () => {
        await daily.close()
        await app.close()
      }
      return { ...app, close }
    } catch (error) {
      void daily.close()
      store.close()
      throw toOpeningError(error, paths.database)
    }
  }

  return createProgram({
    door: createDispatch({ identity, clock, log }),
    enter: () => enterDataDirectory(paths, host),
    start,
    standBy: (problem, replace) =>
      standby(problem) ? createStandby({ problem, paths, resources, keychainEngine, replace }) : null,
    changes,
    unfinished: createUnfinishedFiles(paths.dataDir),
  })
}
