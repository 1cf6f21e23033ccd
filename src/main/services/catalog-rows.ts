import { createHash, randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { ImportEffect } from '../../contract/catalog.ts'
import { AppError } from '../../contract/errors.ts'
import type { NormalisedEntry } from '../schemas/entry.ts'
import type { Store } from '../store/open.ts'
import { connectorCatalog } from '../store/schema.ts'
import type { SeedEntry } from '../store/seed.ts'

export type CatalogRow = typeof connectorCatalog.$inferSelect

/** The statements on `connector_catalog`, with the rows that have been read kept until they change. */
export function createCatalogRows({ db }: Store) {
  const cards = db
    .select({
      id: connectorCatalog.id,
      key: connectorCatalog.key,
      name: connectorCatalog.name,
      description: connectorCatalog.description,
      category: connectorCatalog.category,
      icon: connectorCatalog.icon,
      authType: connectorCatalog.authType,
      docsUrl: connectorCatalog.docsUrl,
      version: connectorCatalog.version,
      source: connectorCatalog.source,
    })
    .from(connectorCatalog)
    .orderBy(sql`${connectorCatalog.name} COLLATE NOCASE`, connectorCatalog.key)
    .prepare()
  const byKey = db
    .select()
    .from(connectorCatalog)
    .where(eq(connectorCatalog.key, sql.placeholder('key')))
    .prepare()
  const idRows = db
    .select()
    .from(connectorCatalog)
    .where(eq(connectorCatalog.id, sql.placeholder('id')))
    .prepare()
  const heads = db
    .select({
      source: connectorCatalog.source,
      contentHash: connectorCatalog.contentHash,
      version: connectorCatalog.version,
    })
    .from(connectorCatalog)
    .where(eq(connectorCatalog.key, sql.placeholder('key')))
    .prepare()
  // Entries hold large schemas and hardly ever change, so that they are parsed once.
  const known = new Map<string, CatalogRow>()

  const remember = (row: CatalogRow | undefined, what: string): CatalogRow => {
    if (!row) throw new AppError('not_found', `There is no catalog entry ${what}`)
    known.set(row.id, row).set(row.key, row)
    return row
  }
  const forget = ({ id, key }: Pick<CatalogRow, 'id' | 'key'>) => {
    known.delete(id)
    known.delete(key)
  }

  return {
    cards: () => cards.all(),
    /** The stored row of an entry. Throws `not_found`. */
    find: (key: string) => known.get(key) ?? remember(byKey.get({ key }), `with the key ${key}`),
    /** Whether there is an entry with this key. */
    has: (key: string): boolean => known.has(key) || heads.get({ key }) !== undefined,
    /** The row that a connector refers to. */
    byId: (id: string) => known.get(id) ?? remember(idRows.get({ id }), 'of this connector'),

    /** What importing this entry would do, and the version that is there now. */
    effectOf(entry: NormalisedEntry): { effect: ImportEffect; version: string | null } {
      const there = heads.get({ key: entry.key })
      if (!there) return { effect: 'add', version: null }
      if (there.source === 'builtin') return { effect: 'conflict', version: there.version }
      return { effect: there.contentHash === hashOf(entry) ? 'same' : 'replace', version: there.version }
    },

    /** Adds an imported entry or puts it in the place of the one with its key. */
    put(entry: NormalisedEntry, now: string) {
      const columns = { ...toColumns(entry), source: 'imported' as const, contentHash: hashOf(entry), updatedAt: now }
      const row = db
        .insert(connectorCatalog)
        .values({ ...columns, id: randomUUID(), createdAt: now })
        .onConflictDoUpdate({ target: connectorCatalog.key, set: columns })
        .returning({ id: connectorCatalog.id, key: connectorCatalog.key })
        .get()
      forget(row)
      return row.id
    },

    delete(row: Pick<CatalogRow, 'id' | 'key'>) {
      db.delete(connectorCatalog).where(eq(connectorCatalog.id, row.id)).run()
      forget(row)
    },
  }
}

export type CatalogRows = ReturnType<typeof createCatalogRows>

/** An entry as the columns that it fills. */
export function toColumns({ configSchema, ...columns }: NormalisedEntry): SeedEntry {
  return { ...columns, defaultConfigSchema: configSchema }
}

const hashOf = (entry: NormalisedEntry) => createHash('sha256').update(JSON.stringify(entry)).digest('hex')
