import { accessSync, closeSync, constants, lstatSync, openSync, readSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { appError } from '../../../contract/errors.ts'
import type { Damage } from '../../../shared/text/findings.ts'
import { fileError } from '../../platform/file-errors.ts'
import { damagedFile, sqliteCodeOf, toOpeningError } from './sqlite-errors.ts'

/** "PBAY": marks the file as ours, so a foreign database is never written to. */
export const APPLICATION_ID = 0x50424159

/** The database and the files that SQLite keeps beside it. */
export const WITH_COMPANIONS = ['', '-wal', '-shm', '-journal'] as const

const MAGIC = 'SQLite format 3\0'
/** Where the header of a database has its numbers, big-endian (SQLite's file format, section 1.3). */
const HEADER = { size: 100, version: 60, application: 68 }

/** What reading a database shows before anything is written to it. */
export interface DatabaseFacts {
  /** The number of migrations that it has seen. */
  version: number
  /** Whether it has no tables yet. */
  empty: boolean
}

/** The size in bytes of a file, 0 where there is none. */
export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/**
 * Answers a look whether an open database is still the file of its path. SQLite would go on writing to one that was moved,
 * replaced or deleted, and everything would be lost at its end. Throws `unavailable` with the reason `moved_database`.
 */
export function watchPlace(file: string): () => void {
  const { dev, ino } = statSync(file, { bigint: true })
  return () => {
    const stats = statSync(file, { bigint: true, throwIfNoEntry: false })
    if (stats?.ino !== ino || stats.dev !== dev) throw appError('moved_database', { path: file })
  }
}

/**
 * Looks at a database without writing to it. Throws `unavailable`: `foreign_file` for what is no database of ours,
 * `damaged_file` for what cannot be read.
 * No database may be open on the file: closing any descriptor of it would drop the locks that SQLite holds.
 */
export function inspectDatabase(file: string): DatabaseFacts {
  try {
    // SQLite would open a read-only file and leave a log beside it that is read-only, too.
    accessSync(file, constants.R_OK | constants.W_OK)
    const header = readHeader(file)
    if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw damagedFile()
    const { application, version, empty } = factsIn(header, file) ?? readFacts(file)
    if (application !== APPLICATION_ID && !empty) throw foreign(file)
    return { version, empty }
  } catch (error) {
    // Errors of the file system come from the access and from reading the header.
    throw sqliteCodeOf(error) === '' ? fileError('use', file, error) : toOpeningError(error, file)
  }
}

/**
 * Refuses what is no file of its own. A link would let two data directories share a database, each with a lock of its
 * own. Throws `unavailable` with the reason `foreign_file`.
 */
export function assertRegularFile(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === false) throw foreign(file)
}

/** What the header alone tells of a database that has been migrated; null where a log or journal may tell otherwise. */
function factsIn(header: Buffer, file: string): (DatabaseFacts & { application: unknown }) | null {
  if (['-wal', '-journal'].some((suffix) => sizeOf(file + suffix) > 0)) return null
  const version = header.readUInt32BE(HEADER.version)
  return version > 0 ? { application: header.readUInt32BE(HEADER.application), version, empty: false } : null
}

function readFacts(file: string, readonly = true): DatabaseFacts & { application: unknown } {
  const sqlite = new Database(file, { readonly })
  try {
    return {
      application: sqlite.pragma('application_id', { simple: true }),
      version: sqlite.pragma('user_version', { simple: true }) as number,
      empty: sqlite.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0,
    }
  } catch (error) {
    // Killed while it was made, a database has a journal that only a writing connection can undo.
    if (readonly && sqliteCodeOf(error) === 'SQLITE_READONLY_ROLLBACK') return readFacts(file, false)
    throw error
  } finally {
    sqlite.close()
  }
}

/**
 * Reads every page, index and reference of an open database; answers what is wrong, empty when nothing is.
 * SQLite keeps no checksums of rows, so a changed value can only be found where it breaks a rule.
 */
export function findDamage(sqlite: Database.Database, limit = 10): Damage[] {
  const faults = (sqlite.pragma(`integrity_check(${limit})`) as { integrity_check: string }[])
    .map((row) => row.integrity_check)
    .filter((text) => text !== 'ok')
  const orphans = sqlite.pragma('foreign_key_check') as { table: string; parent: string }[]
  return [
    ...faults.map((words): Damage => ({ kind: 'report', words })),
    ...orphans.slice(0, limit).map(({ table, parent }): Damage => ({ kind: 'orphan', table, parent })),
  ]
}

function readHeader(file: string): Buffer {
  const bytes = Buffer.alloc(HEADER.size)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, bytes, 0, bytes.length, 0)
  } finally {
    closeSync(descriptor)
  }
  return bytes
}

const foreign = (file: string) => appError('foreign_file', { path: file })
