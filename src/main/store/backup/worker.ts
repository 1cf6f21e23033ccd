import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { AppError } from '../../../contract/errors.ts'
import { type BackupOptions, makeBackup } from './backup.ts'
import { findDamage } from '../files/database-files.ts'
import { findUnreadableRows } from '../files/unreadable-rows.ts'
import { toOpeningError } from '../files/sqlite-errors.ts'
import type { StoreTask, TaskReply } from './tasks.ts'

/** Reads a whole database, which takes seconds for a large one, on a thread and a connection of its own. */
function run({ file, backup }: StoreTask): TaskReply {
  try {
    const sqlite = new Database(file, { readonly: true, fileMustExist: true })
    try {
      const damage = findDamage(sqlite)
      // A backup of damaged data would in time push out the good ones.
      if (!backup) return { damage: damage.length > 0 ? damage : findUnreadableRows(sqlite), backup: null }
      return { damage, backup: damage.length === 0 ? copy(sqlite, backup) : null }
    } finally {
      sqlite.close()
    }
  } catch (error) {
    const cause = toOpeningError(error, file)
    if (cause instanceof AppError) return { error: cause.toBody() }
    throw error
  }
}

const copy = (sqlite: Database.Database, options: BackupOptions) => makeBackup(sqlite, options)

parentPort?.postMessage(run(workerData as StoreTask))
