import { join } from 'node:path'
import Database from 'better-sqlite3'
import { listBackups } from './backup.ts'

/** A key that a database needs, as its rows describe it. */
interface StoredKey {
  id: string
  workspaceId: string
  version: number
  check: string
  slots: string[]
}

/** What a database holds, as far as it tells backups apart. */
export interface DatabaseContents {
  workspaces: number
  connectors: number
  /** The newest entry of the history; null where there is none. */
  lastChange: string | null
  /** The keys that its secrets are under. */
  keys: StoredKey[]
}

/** What a database file holds, of this or an older version. Throws what SQLite throws. */
export function readContents(file: string): DatabaseContents {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true })
  const count = (sql: string) => sqlite.prepare(sql).pluck().get() as number
  try {
    return {
      workspaces: count('SELECT count(*) FROM workspaces'),
      connectors: count('SELECT count(*) FROM connectors WHERE deleted_at IS NULL'),
      lastChange: lastChange(sqlite),
      keys: keysOf(sqlite),
    }
  } finally {
    sqlite.close()
  }
}

/** The newest entry of the history, with its time, because a restored database counts on from an earlier number. */
export const lastChange = (sqlite: Database.Database): string | null =>
  (sqlite.prepare("SELECT id || ' ' || at FROM activity ORDER BY id DESC LIMIT 1").pluck().get() as
    | string
    | undefined) ?? null

/** A key that was swept is in the database only because other backups need it. */
function keysOf(sqlite: Database.Database): StoredKey[] {
  const knowsSwept = sqlite.prepare("SELECT 1 FROM pragma_table_info('workspace_keys') WHERE name = 'swept_at'").get()
  const rows = sqlite
    .prepare(
      `SELECT id, workspace_id AS workspaceId, version, key_check AS "check",
         (SELECT json_group_array(kind) FROM key_slots WHERE key_id = workspace_keys.id) AS slots
       FROM workspace_keys WHERE state <> 'pending' ${knowsSwept ? 'AND swept_at IS NULL' : ''}`,
    )
    .all() as (Omit<StoredKey, 'slots'> & { slots: string })[]
  return rows.map((row) => ({ ...row, slots: JSON.parse(row.slots) as string[] }))
}

/** The ids of all keys that the backups in a directory need. One that cannot be read needs none. */
export function keysNeededBy(dir: string): Set<string> {
  const ids = listBackups(dir).flatMap(({ name }) => {
    try {
      return readContents(join(dir, name)).keys.map(({ id }) => id)
    } catch {
      return []
    }
  })
  return new Set(ids)
}
