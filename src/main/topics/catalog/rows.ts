import { createHash, randomUUID } from 'node:crypto'
import { eq, getTableColumns, sql } from 'drizzle-orm'
import type { EntryUses, ImportEffect } from '../../../contract/groups/catalog.ts'
import { appError } from '../../../contract/errors.ts'
import { identityPaths } from '../../../shared/search/identity.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { sortByName } from '../../../shared/names.ts'
import type { NormalisedEntry } from '../../schemas/entry.ts'
import { once } from '../../core/once.ts'
import type { Store } from '../../store/open.ts'
import { connectorCatalog } from '../../store/schema.ts'

export type CatalogRow = typeof connectorCatalog.$inferSelect

/** Connectors of an entry that are named per workspace. */
const NAMED = 20

/** The statements on `connector_catalog`, with the rows that have been read kept until they change. */
export function createCatalogRows(store: Store) {
  const { sqlite } = store
  const cards = once(() => sqlite.prepare<[], CardRow>(`SELECT ${CARD_COLUMNS} FROM connector_catalog ORDER BY key`))
  const byKey = once(() =>
    sqlite.prepare<[string], StoredRow>(`SELECT ${COLUMNS} FROM connector_catalog WHERE key = ?`),
  )
  const idRows = once(() =>
    sqlite.prepare<[string], StoredRow>(`SELECT ${COLUMNS} FROM connector_catalog WHERE id = ?`),
  )
  const heads = once(() =>
    sqlite.prepare<[string], Pick<CatalogRow, 'source' | 'contentHash' | 'version'>>(
      'SELECT source, content_hash AS contentHash, version FROM connector_catalog WHERE key = ?',
    ),
  )
  const builtin = once(() =>
    sqlite.prepare<[], { key: string; hash: string }>(
      "SELECT key, content_hash AS hash FROM connector_catalog WHERE source = 'builtin'",
    ),
  )
  const useCounts = once(() =>
    sqlite.prepare<{ entry: string; person: string }, UseCountRow>(`
    SELECT w.id, w.name, count(*) AS count, m.person_id IS NOT NULL AS isMine
    FROM connectors c JOIN workspaces w ON w.id = c.tenant_id
      LEFT JOIN members m ON m.workspace_id = w.id AND m.person_id = @person
    WHERE c.catalog_id = @entry GROUP BY w.id ORDER BY w.name_key`),
  )
  const firstUses = once(() =>
    sqlite.prepare<{ entry: string; workspaceId: string }, UseRow>(`
    SELECT c.id, c.name, c.deleted_at IS NOT NULL OR w.deleted_at IS NOT NULL AS isInTrash
    FROM connectors c JOIN workspaces w ON w.id = c.tenant_id
    WHERE c.catalog_id = @entry AND c.tenant_id = @workspaceId ORDER BY c.name_key LIMIT ${NAMED}`),
  )
  const withoutIdentity = once(() =>
    sqlite.prepare<[], { id: string; key: string }>('SELECT id, key FROM connector_catalog WHERE identity IS NULL'),
  )
  // Entries hold large schemas and hardly ever change, so each is parsed once.
  const known = new Map<string, CatalogRow>()

  const remember = (stored: StoredRow | undefined, what: string): CatalogRow => {
    if (!stored) throw appError('no_entry', { name: what })
    const row = toRow(stored)
    known.set(row.id, row).set(row.key, row)
    return row
  }
  const forget = ({ id, key }: Pick<CatalogRow, 'id' | 'key'>) => {
    known.delete(id)
    known.delete(key)
  }

  const columns = once(() => getTableColumns(connectorCatalog))
  const upsert = once(() => {
    const { id: _id, createdAt: _createdAt, ...replaced } = columns()
    return store.db
      .insert(connectorCatalog)
      .values(mapValues(columns(), (_column, name) => sql`${sql.placeholder(name)}`))
      .onConflictDoUpdate({
        target: connectorCatalog.key,
        set: mapValues(replaced, ({ name }) => sql.raw(`excluded."${name}"`)),
      })
      .returning({ id: connectorCatalog.id, key: connectorCatalog.key })
      .prepare()
  })

  const putEntry = (entry: EntryColumns & Pick<CatalogRow, 'source' | 'contentHash' | 'updatedAt'>) => {
    const values: CatalogRow = { ...entry, id: randomUUID(), createdAt: entry.updatedAt }
    // Drizzle writes the null of a placeholder into a JSON column as the text "null".
    const row = upsert().get(
      mapValues(columns(), (column, name) => (values[name] === null ? null : column.mapToDriverValue(values[name]))),
    )
    forget(row)
    return row.id
  }

  return {
    cards: () => sortByName(cards().all()),
    /** The stored row of an entry. Throws `not_found`. */
    find: (key: string) => known.get(key) ?? remember(byKey().get(key), `with the key ${key}`),
    /** Whether there is an entry with this key. */
    has: (key: string): boolean => known.has(key) || heads().get(key) !== undefined,
    /** The row that a connector refers to. */
    byId: (id: string) => known.get(id) ?? remember(idRows().get(id), 'of this connector'),

    /** Finds the identity paths of entries that were stored before there were any. */
    fillIdentities() {
      for (const { id, key } of withoutIdentity().all()) {
        const stored = idRows().get(id)
        if (!stored) continue
        const row = toRow(stored)
        const identity = identityIn(row.defaultConfigSchema, row.summary)
        store.db.update(connectorCatalog).set({ identity }).where(eq(connectorCatalog.id, id)).run()
        forget({ id, key })
      }
    },

    /** What importing this entry would do, and the version that is there now. */
    effectOf(entry: NormalisedEntry): { effect: ImportEffect; version: string | null } {
      const there = heads().get(entry.key)
      if (!there) return { effect: 'add', version: null }
      if (there.source === 'builtin') return { effect: 'conflict', version: there.version }
      return { effect: there.contentHash === hashOf(entry) ? 'same' : 'replace', version: there.version }
    },

    /** The content hashes of the built-in entries, by key. */
    builtinHashes: (): Map<string, string> =>
      new Map(
        builtin()
          .all()
          .map(({ key, hash }) => [key, hash]),
      ),

    /** The connectors that were made from an entry: by name in the person's workspaces, as a number elsewhere. */
    uses(entry: string, person: string): EntryUses {
      const all = useCounts().all({ entry, person })
      return {
        workspaces: all
          .filter(({ isMine }) => isMine)
          .map(({ id, name, count }) => ({
            id,
            name,
            count,
            connectors: firstUses()
              .all({ entry, workspaceId: id })
              .map((connector) => ({ ...connector, isInTrash: Boolean(connector.isInTrash) })),
          })),
        elsewhere: all.filter(({ isMine }) => !isMine).reduce((sum, { count }) => sum + count, 0),
      }
    },

    /** Adds an imported entry or puts it in the place of the one with its key; answers its id. */
    put: (entry: NormalisedEntry, now: string): string =>
      putEntry({ ...toColumns(entry), source: 'imported', contentHash: hashOf(entry), updatedAt: now }),

    /** Adds a built-in entry or updates it from its file, whose hash is noted. */
    putBuiltin: (entry: NormalisedEntry, contentHash: string, now: string): string =>
      putEntry({ ...toColumns(entry), source: 'builtin', contentHash, updatedAt: now }),

    delete(row: Pick<CatalogRow, 'id' | 'key'>) {
      store.db.delete(connectorCatalog).where(eq(connectorCatalog.id, row.id)).run()
      forget(row)
    },
  }
}

export type CatalogRows = ReturnType<typeof createCatalogRows>

/** What a card shows. Every start reads it, so it is plain SQL. */
const CARD_COLUMNS =
  'id, key, name, description, category, icon, auth_type AS authType, docs_url AS docsUrl, version, source'

type CardRow = Pick<
  CatalogRow,
  'id' | 'key' | 'name' | 'description' | 'category' | 'icon' | 'authType' | 'docsUrl' | 'version' | 'source'
>

const COLUMNS = `${CARD_COLUMNS}, capabilities, default_config_schema AS defaultConfigSchema, auth_schema AS authSchema,
  connection_test AS connectionTest, oauth, summary, identity, content_hash AS contentHash, created_at AS createdAt,
  updated_at AS updatedAt`

/** A row as SQLite has it, with JSON as text. */
type StoredRow = {
  [N in keyof CatalogRow]: CatalogRow[N] extends string | null ? CatalogRow[N] : string | JsonNull<CatalogRow[N]>
}

type JsonNull<T> = Extract<T, null>

const parse = <T>(text: string): T => JSON.parse(text) as T

const parseOrNull = <T>(text: string | null): T | null => (text === null ? null : parse<T>(text))

const toRow = (row: StoredRow): CatalogRow => ({
  ...row,
  capabilities: parse(row.capabilities),
  defaultConfigSchema: parse(row.defaultConfigSchema),
  authSchema: parse(row.authSchema),
  connectionTest: parseOrNull(row.connectionTest),
  oauth: parseOrNull(row.oauth),
  summary: parseOrNull(row.summary),
  identity: parseOrNull(row.identity),
})

interface UseCountRow {
  id: string
  name: string
  count: number
  isMine: 0 | 1
}

interface UseRow {
  id: string
  name: string
  isInTrash: 0 | 1
}

/** The columns of an entry that come from its file. */
type EntryColumns = Omit<CatalogRow, 'id' | 'source' | 'contentHash' | 'createdAt' | 'updatedAt'>

const mapValues = <K extends string, V, R>(object: Record<K, V>, map: (value: V, key: K) => R) =>
  Object.fromEntries((Object.entries(object) as [K, V][]).map(([key, value]) => [key, map(value, key)])) as Record<K, R>

const toColumns = ({ configSchema, summary, ...columns }: NormalisedEntry): EntryColumns => ({
  ...columns,
  defaultConfigSchema: configSchema,
  summary: summary ?? null,
  identity: identityIn(configSchema, summary ?? null),
})

/** The identity paths of an entry as SQLite reads them; a name with a quotation mark cannot be in one. */
const identityIn = (configSchema: JsonObject, summary: string[] | null): string[] =>
  identityPaths(configSchema, summary)
    .filter((path) => !path.some((name) => name.includes('"')))
    .map((path) => ['$', ...path.map((name) => `."${name}"`)].join(''))

const hashOf = (entry: NormalisedEntry) => createHash('sha256').update(JSON.stringify(entry)).digest('hex')
