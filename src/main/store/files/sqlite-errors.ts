import { accessSync, constants, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { appError, type AppError } from '../../../contract/errors.ts'
import { reasonOf } from '../../platform/file-errors.ts'

/** Less room than this, in bytes, and a failed write is put down to the disk being full. */
const FULL_BELOW = 256 * 1024

type DiskReason = 'disk_full' | 'read_only' | 'no_permission' | 'missing_directory' | 'io_error'
type SqliteReason = DiskReason | 'busy' | 'damaged_file'

/** SQLite's result codes by their first words (sqlite.org/rescode.html). What is not here is a fault of the program. */
const REASONS: [prefix: string, reason: SqliteReason | 'look'][] = [
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_READONLY', 'look'],
  ['SQLITE_CANTOPEN', 'look'],
  ['SQLITE_IOERR', 'look'],
  ['SQLITE_PERM', 'no_permission'],
  ['SQLITE_AUTH', 'no_permission'],
  ['SQLITE_CORRUPT', 'damaged_file'],
  ['SQLITE_NOTADB', 'damaged_file'],
  ['SQLITE_FORMAT', 'damaged_file'],
  ['SQLITE_TOOBIG', 'damaged_file'],
]

const storeError = (reason: SqliteReason, work: 'database' | 'opening' = 'database') =>
  reason === 'busy' || reason === 'damaged_file' ? appError(reason) : appError(reason, { work })

/** The result code of an error of SQLite, empty for any other error. */
export function sqliteCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code.startsWith('SQLITE_') ? code : sqliteCodeOf(error.cause)
}

/** Whether a statement failed only because another program held the database; such a transaction has changed nothing. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(sqliteCodeOf(error))

/** Whether SQLite refused a row because of a unique index. */
export const isUniqueViolation = (error: unknown): boolean => sqliteCodeOf(error) === 'SQLITE_CONSTRAINT_UNIQUE'

/**
 * An error of SQLite in the words of the program: `unavailable` with a StoreReason. Anything else is handed back as it
 * is. `file` is the database; it is looked at to tell causes apart that share a code.
 */
export function toStoreError(error: unknown, file: string, work: 'database' | 'opening' = 'database'): unknown {
  const code = sqliteCodeOf(error)
  // The JSON that statements read is stored by the program itself.
  if (code === 'SQLITE_ERROR' && error instanceof Error && error.message === 'malformed JSON') return unreadableData()
  if (code === 'SQLITE_READONLY_DBMOVED') return appError('moved_database', { path: file })
  const reason = REASONS.find(([prefix]) => code.startsWith(prefix))?.[1]
  if (!reason) return error
  return storeError(reason === 'look' ? reasonAt(code, file) : reason, work)
}

/** What is read from the database while it is opened must make sense; any other complaint of SQLite means damage. */
export function toOpeningError(error: unknown, file: string): unknown {
  const translated = toStoreError(error, file, 'opening')
  return translated === error && sqliteCodeOf(error) !== '' ? storeError('damaged_file') : translated
}

/** For a file that is no database any more. */
export const damagedFile = (): AppError => storeError('damaged_file')

/** For a stored value that the program cannot have stored so. It is about that value and not about the whole file. */
export const unreadableData = (): AppError => appError('unreadable_data')

function reasonAt(code: string, file: string): DiskReason {
  if (file === ':memory:') return 'io_error'
  try {
    const directory = dirname(file)
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK)
    const { bavail, bsize } = statfsSync(directory)
    if (bavail * bsize < FULL_BELOW) return 'disk_full'
    accessSync(file, constants.R_OK | constants.W_OK)
  } catch (error) {
    const reason = reasonOf(error)
    return reason === 'no_permission' || reason === 'read_only' || reason === 'missing_directory' ? reason : 'io_error'
  }
  return code.startsWith('SQLITE_READONLY') ? 'read_only' : 'io_error'
}
