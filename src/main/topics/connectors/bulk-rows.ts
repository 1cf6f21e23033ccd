import { getTableColumns } from 'drizzle-orm'
import { appError, type AppError } from '../../../contract/errors.ts'
import type { Store } from '../../store/open.ts'
import { connectors } from '../../store/schema.ts'
import { isUniqueViolation, sqliteCodeOf } from '../../store/files/sqlite-errors.ts'
import type { ConnectorChange, ConnectorRow } from './rows.ts'

/** A row as SQLite has it: reading it costs little, decoding it much. */
export type RawConnector = Record<string, unknown>

/** A connector that is to be written; its catalog entry is named by its key and found when it is written. */
type StagedConnector = Omit<ConnectorChange, 'catalogId'> & {
  id: string
  tenantId: string
  catalogKey: string
  /** Whether it is added or takes the place of the one with its id. */
  isNew: boolean
  /** Whether the one that it takes the place of has another name. */
  isRenamed: boolean
}

/** What a connector has that was not given. */
const DEFAULTS: Record<string, unknown> = { attention: 0, description: '', isPinned: false }

/** After how many pages SQLite moves its log into the database, its default. */
const PAGES_IN_LOG = 1000

/** Connectors that wait in memory until all of them are written at once. */
export interface Staging {
  add(connector: StagedConnector): void
  /** Writes everything; call inside a transaction. Throws `conflict` with the reason `changed_during_restore` where it does not fit any more. */
  commit(): void
  /** Forgets what was not written; call after the transaction. */
  drop(): void
}

/** Notes what is written to connectors, for work that was done beside. */
export interface ConnectorWatch {
  /** Whether nobody has changed a connector of a workspace since this began; checks and tests only note. */
  isUntouched(workspaceId: string): boolean
  end(): void
}

/**
 * Many connectors at once. Thousands are read with one statement and decoded as time allows, and are written with three,
 * so neither holds up the program nor is seen half done.
 */
export function createConnectorBulk({ sqlite }: Store) {
  const fields = Object.entries(getTableColumns(connectors))
  const everything = sqlite.prepare<{ workspaceId: string }, RawConnector>(
    'SELECT * FROM connectors WHERE tenant_id = @workspaceId AND deleted_at IS NULL ORDER BY rowid',
  )
  // A renewal of tokens has no instant, and two changes may have the same, so all columns count but those that checks and tests note.
  const notes = /^(?:last_|attention$|checked_hash$)/
  const counted = fields.map(([, { name }]) => name).filter((name) => !notes.test(name))
  const state = sqlite
    .prepare<{ workspaceId: string }>(
      `SELECT ${counted.join()} FROM connectors WHERE tenant_id = @workspaceId AND deleted_at IS NULL ORDER BY rowid`,
    )
    .raw()
  const changesOfOthers = () => sqlite.pragma('data_version', { simple: true })
  let tables = 0

  const decode = (raw: RawConnector): ConnectorRow =>
    Object.fromEntries(
      fields.map(([field, column]) => {
        const value = raw[column.name]
        return [field, value === null ? null : column.mapFromDriverValue(value)]
      }),
    ) as ConnectorRow

  const stage = (): Staging => {
    const table = `temp.staged_connectors_${(tables += 1)}`
    const ownFields = fields.filter(([field]) => field !== 'catalogId')
    const own = ownFields.map(([, column]) => column.name)
    const names = [...own, 'catalog_key', 'is_new']
    sqlite.exec(`CREATE TABLE ${table} (${names.join(', ')})`)
    const insert = sqlite.prepare(`INSERT INTO ${table} VALUES (${names.map(() => '?').join(', ')})`)
    const catalogId = '(SELECT e.id FROM connector_catalog AS e WHERE e.key = t.catalog_key)'
    const kept = ['id', 'tenant_id', 'created_at', 'created_by', 'created_by_name', 'deleted_at', 'attention']
    const replaced = own.filter((name) => !kept.includes(name) && !name.startsWith('last_'))
    const replace = (names: string[]) =>
      sqlite.prepare(
        `UPDATE connectors SET catalog_id = ${catalogId}, ${names.map((name) => `${name} = t.${name}`).join(', ')}
       FROM ${table} AS t WHERE t.id = connectors.id AND t.tenant_id = connectors.tenant_id AND NOT t.is_new
         AND connectors.deleted_at IS NULL`,
      )
    // Names that are passed from one to another would meet on the way.
    const clearNames = sqlite.prepare(
      `UPDATE connectors SET name_key = 'staged ' || t.id FROM ${table} AS t
       WHERE t.id = connectors.id AND NOT t.is_new AND t.name_key <> connectors.name_key`,
    )
    const insertNew = sqlite.prepare(
      `INSERT INTO connectors (catalog_id, ${own.join(', ')})
       SELECT ${catalogId}, ${own.map((name) => `t.${name}`).join(', ')} FROM ${table} AS t WHERE t.is_new ORDER BY t.rowid`,
    )
    let [adding, replacing, renaming] = [0, 0, 0]
    return {
      add: ({ catalogKey, isNew, isRenamed, ...values }) => {
        const row = ownFields.map(([field, column]) => {
          const value = (values as Record<string, unknown>)[field] ?? DEFAULTS[field] ?? null
          return value === null ? null : column.mapToDriverValue(value)
        })
        row.push(catalogKey, isNew ? 1 : 0)
        insert.run(row)
        if (isNew) adding += 1
        else replacing += 1
        if (isRenamed) renaming += 1
      },
      commit: () => {
        // Thousands of pages would be moved out of the log at once where others wait; that comes soon after.
        sqlite.pragma('wal_autocheckpoint = 0')
        try {
          if (renaming > 0) clearNames.run()
          // A name that is written is put into its index again, also where it stays.
          const written = renaming > 0 ? replaced : replaced.filter((name) => name !== 'name_key')
          const { changes } = replacing > 0 ? replace(written).run() : { changes: 0 }
          if (changes !== replacing) throw changed()
          if (adding > 0) insertNew.run()
        } catch (error) {
          // Somebody else took an id or a name in the meantime.
          throw isUniqueViolation(error) || isTakenId(error) ? changed() : error
        }
      },
      drop: () => void sqlite.exec(`DROP TABLE IF EXISTS ${table}; PRAGMA wal_autocheckpoint = ${PAGES_IN_LOG}`),
    }
  }

  /** Triggers of this connection, as reading thousands of connectors again to compare them would hold others up. */
  const watch = (): ConnectorWatch => {
    const table = `connector_touches_${(tables += 1)}`
    const note = (event: string, row: string) =>
      `CREATE TEMP TRIGGER ${table}_${event.slice(0, 6)} AFTER ${event} ON main.connectors
       BEGIN INSERT OR IGNORE INTO ${table} VALUES (${row}.tenant_id); END;`
    sqlite.exec(`
      CREATE TEMP TABLE ${table} (tenant_id TEXT PRIMARY KEY);
      ${note('INSERT', 'NEW')} ${note(`UPDATE OF ${counted.join()}`, 'NEW')} ${note('DELETE', 'OLD')}`)
    const touched = sqlite.prepare<[string], 1>(`SELECT 1 FROM ${table} WHERE tenant_id = ?`).pluck()
    const version = changesOfOthers()
    return {
      isUntouched: (workspaceId) => touched.get(workspaceId) === undefined && changesOfOthers() === version,
      end: () =>
        void sqlite.exec(
          `${['INSERT', 'UPDATE', 'DELETE'].map((event) => `DROP TRIGGER ${table}_${event};`).join(' ')} DROP TABLE ${table}`,
        ),
    }
  }

  return {
    /** Every row of a workspace that is not in the trash, in the order of installation. */
    read: (workspaceId: string): RawConnector[] => everything.all({ workspaceId }),
    decode,
    /** A text that changes whenever a connector of a workspace does, or the tokens of its sign-in. */
    state: (workspaceId: string): string => JSON.stringify(state.all({ workspaceId })),
    stage,
    watch,
  }
}

/** The error for connectors that were changed while others were made ready. */
export const changed = (): AppError => appError('changed_during_restore')

const isTakenId = (error: unknown) => sqliteCodeOf(error) === 'SQLITE_CONSTRAINT_PRIMARYKEY'

export type ConnectorBulk = ReturnType<typeof createConnectorBulk>
