import { eq, sql } from 'drizzle-orm'
import type { catalog } from '../../contract/catalog.ts'
import type { GroupHandlers } from '../../contract/define.ts'
import { AppError } from '../../contract/errors.ts'
import { lintEntry, readEntries } from '../schemas/import.ts'
import type { Store } from '../store/open.ts'
import { connectorCatalog } from '../store/schema.ts'
import type { SeedEntry } from '../store/seed.ts'
import type { Context } from './context.ts'

type CatalogRow = typeof connectorCatalog.$inferSelect

export interface CatalogService {
  handlers: GroupHandlers<typeof catalog, Context>
  /** The stored row of an entry. Throws `not_found`. */
  find(key: string): CatalogRow
  /** The row that a connector refers to. */
  byId(id: string): CatalogRow
}

/** The global, read-only catalog. */
export function createCatalog({ db }: Store): CatalogService {
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
  // Entries hold large schemas and hardly ever change, so that they are parsed once.
  const known = new Map<string, CatalogRow>()

  const remember = (row: CatalogRow | undefined, what: string): CatalogRow => {
    if (!row) throw new AppError('not_found', `There is no catalog entry ${what}`)
    known.set(row.id, row).set(row.key, row)
    return row
  }
  const find = (key: string) => known.get(key) ?? remember(byKey.get({ key }), `with the key ${key}`)
  const byId = (id: string) => known.get(id) ?? remember(idRows.get({ id }), 'of this connector')

  return {
    find,
    byId,
    handlers: {
      list: () => cards.all(),
      get: (_context, { key }) => {
        const { defaultConfigSchema: configSchema, ...row } = find(key)
        return { ...row, configSchema }
      },
    },
  }
}

/** A file of seeds/catalog as the columns that it fills. Throws `invalid` for a file that is not one sound entry. */
export function readSeedEntry(json: unknown): SeedEntry {
  const [raw] = readEntries(json)
  const entry = raw && lintEntry(raw).entry
  if (!entry) throw new AppError('invalid', 'A file of the built-in catalog is not a catalog entry')
  const { configSchema, ...columns } = entry
  return { ...columns, defaultConfigSchema: configSchema }
}
