import Database from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { appError } from '../../contract/errors.ts'
import { once } from '../core/once.ts'
import { APPLICATION_ID, assertRegularFile, inspectDatabase, sizeOf, watchPlace } from './files/database-files.ts'
import { migrate, type Migration, readMigrations } from './migrate.ts'
import * as schema from './schema.ts'
import { toOpeningError } from './files/sqlite-errors.ts'

/** The open database: the raw connection, and drizzle on top of it for typed statements. */
export interface Store {
  sqlite: Database.Database
  readonly db: BetterSQLite3Database<typeof schema>
  /** Throws `unavailable` where the file is not the one that was opened any more; a database in memory is always in place. */
  assertInPlace(): void
  close(): void
}

export interface StoreOptions {
  /** A file path, `:memory:`, or the bytes of a database that is opened in memory. */
  file: string | Buffer
  migrationsDir: string
  /** The time that is noted for an applied migration, ISO 8601. */
  now: string
  /** Whether data is known to have been here, so a missing or empty file is a loss and not a first start. */
  expectsData?: boolean
  /** Called with the open database before a migration changes one that holds data. */
  beforeMigration?: (sqlite: Database.Database, fromVersion: number) => void
}

/** What is set on every connection to the database; each is read back, because SQLite ignores a pragma that it does not know. */
const PRAGMAS: Record<string, string | number> = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  secure_delete: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  busy_timeout: 250,
  checkpoint_fullfsync: 1,
  // Kibibytes. The system keeps the pages of the file as well, so twice as many here only take memory.
  cache_size: -8000,
  // What waits to be written is in no file.
  temp_store: 2,
}

/**
 * Opens the database, creating or migrating it as needed. Throws `unavailable` with a StoreReason; a database that is
 * newer, foreign or damaged is then left untouched.
 */
export function openStore({ file, migrationsDir, now, expectsData = false, beforeMigration }: StoreOptions): Store {
  const migrations = readMigrations(migrationsDir)
  const inMemory = typeof file !== 'string' || file === ':memory:'
  if (!inMemory) assertUsable(file, migrations, expectsData)
  try {
    const sqlite = new Database(file)
    try {
      setPragmas(sqlite, inMemory)
      migrate(sqlite, migrations, { now, ...(beforeMigration && { beforeMigration }) })
      const db = once(() => drizzle(sqlite, { schema }))
      return {
        sqlite,
        get db() {
          return db()
        },
        assertInPlace: inMemory ? () => {} : watchPlace(file),
        close: () => sqlite.close(),
      }
    } catch (error) {
      sqlite.close()
      throw error
    }
  } catch (error) {
    throw toOpeningError(error, String(file))
  }
}

function setPragmas(sqlite: Database.Database, inMemory: boolean) {
  const isOurs = sqlite.pragma('application_id', { simple: true }) === APPLICATION_ID
  if (!isOurs) sqlite.pragma(`application_id = ${APPLICATION_ID}`)
  const all = Object.entries(PRAGMAS)
  sqlite.exec(all.map(([name, value]) => `PRAGMA ${name} = ${value}`).join(';'))
  for (const [name, value] of all) {
    const actual: unknown = sqlite.pragma(name, { simple: true })
    const expected = name === 'journal_mode' && inMemory ? 'memory' : value
    if (actual !== expected) throw appError('refused_setting', { name })
  }
}

/** Looks at a database without writing to it, so one that is refused keeps every byte. */
function assertUsable(file: string, migrations: Migration[], expectsData: boolean) {
  assertRegularFile(file)
  if (sizeOf(file) === 0) {
    // A log without its database holds commits, which SQLite would delete.
    if (!expectsData && sizeOf(`${file}-wal`) === 0) return
    throw appError('missing_file', { path: file })
  }
  const known = migrations.length
  const { version } = inspectDatabase(file)
  if (version > known) throw appError('newer_database', { what: 'data', version, known })
}
