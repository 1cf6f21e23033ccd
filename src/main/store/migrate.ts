import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { appError } from '../../contract/errors.ts'
import { nameKey } from '../../shared/names.ts'
import { built } from '../core/built.ts'
import { chainHash, type ChainRow } from './chain.ts'
import { toStoreError } from './files/sqlite-errors.ts'

/** One migration file; its place in the sorted list, counted from 1, is the database version that it leads to. */
export interface Migration {
  name: string
  hash: string
  /** Reads its statements. */
  sql(): string
}

/** The migrations `0000_name.sql`, `0001_…` of a directory in order. */
export function readMigrations(dir: string): Migration[] {
  const textOf = (name: string) => readFileSync(join(dir, `${name}.sql`), 'utf8')
  return (built?.migrations ?? hashMigrations(dir)).map((known) => ({ ...known, sql: () => textOf(known.name) }))
}

/** The names of the migrations of a directory with the hashes of their files. */
export const hashMigrations = (dir: string): Pick<Migration, 'name' | 'hash'>[] =>
  readdirSync(dir)
    .filter((file) => /^\d{4}_\w+\.sql$/.test(file))
    .sort()
    .map((file) => ({
      name: file.replace(/\.sql$/, ''),
      hash: createHash('sha256')
        .update(readFileSync(join(dir, file)))
        .digest('hex'),
    }))

/**
 * Migrates the database to the newest version, all or nothing. Throws `unavailable`: `foreign_migrations`,
 * `migration_failed`, or whatever `beforeMigration` throws.
 * Drizzle's own runner switches foreign keys off inside its transaction, where SQLite ignores that, so rebuilding
 * a table silently deletes the rows that refer to it; it also accepts edited migrations. This one does neither.
 */
export function migrate(
  sqlite: Database.Database,
  migrations: Migration[],
  { now, beforeMigration }: { now: string; beforeMigration?: (sqlite: Database.Database, fromVersion: number) => void },
): void {
  const version = sqlite.pragma('user_version', { simple: true }) as number
  checkHistory(sqlite, migrations, version)
  const pending = migrations.slice(version)
  if (pending.length === 0) return
  if (version > 0) beforeMigration?.(sqlite, version)

  provideChainHash(sqlite)
  provideNameKey(sqlite)
  sqlite.pragma('foreign_keys = OFF')
  // Otherwise a table that a trigger of another one reads could not be rebuilt: SQLite reads all triggers at a rename.
  sqlite.pragma('legacy_alter_table = ON')
  try {
    sqlite.transaction(() => {
      sqlite.exec(
        'CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
      )
      const record = sqlite.prepare('INSERT INTO migrations (version, name, hash, applied_at) VALUES (?, ?, ?, ?)')
      pending.forEach((migration, index) => {
        apply(sqlite, migration)
        record.run(version + index + 1, migration.name, migration.hash, now)
      })
      if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0)
        throw appError('migration_failed', { migration: '', words: '' })
      sqlite.pragma(`user_version = ${migrations.length}`)
    })()
  } finally {
    sqlite.pragma('legacy_alter_table = OFF')
    sqlite.pragma('foreign_keys = ON')
  }
}

/** SQLite has no SHA-256: a window function over the rows of a history, with which a migration gives them their hashes. */
function provideChainHash(sqlite: Database.Database) {
  sqlite.aggregate('chain_hash', {
    varargs: true,
    directOnly: true,
    start: '',
    step: (previous: string, ...row: unknown[]) => chainHash(previous, row as ChainRow),
    inverse: () => {
      throw new Error('chain_hash takes every row up to the present one')
    },
  })
}

/** SQLite knows no order of names; a migration gives rows the keys that the program would. */
const provideNameKey = (sqlite: Database.Database) =>
  sqlite.function('key_of_name', { deterministic: true, directOnly: true }, (name) => nameKey(String(name)))

function apply(sqlite: Database.Database, { name, sql }: Migration) {
  try {
    sqlite.exec(sql())
  } catch (error) {
    // A full disk and the like have words of their own; what is left is a statement that this data refuses.
    throw toStoreError(error, sqlite.name) === error && error instanceof Error
      ? appError('migration_failed', { migration: name, words: error.message })
      : error
  }
}

/** Every applied migration must be the file that we have, byte for byte. */
function checkHistory(sqlite: Database.Database, migrations: Migration[], version: number) {
  if (version === 0) return
  const applied = sqlite.prepare('SELECT name, hash FROM migrations ORDER BY version').all() as Pick<
    Migration,
    'name' | 'hash'
  >[]
  const same =
    applied.length === version &&
    applied.every(({ name, hash }, index) => migrations[index]?.name === name && migrations[index].hash === hash)
  if (!same) throw appError('foreign_migrations')
}
