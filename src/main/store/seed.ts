import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Store } from './open.ts'
import { connectorCatalog } from './schema.ts'

export interface SeedResult {
  /** Keys of the entries that were inserted or changed. */
  written: string[]
  unchanged: number
}

/** The columns of an entry that come from its file. */
export type SeedEntry = Omit<
  typeof connectorCatalog.$inferInsert,
  'id' | 'source' | 'contentHash' | 'createdAt' | 'updatedAt'
>

/**
 * Brings the built-in catalog entries up to their files: inserts by key, updates what changed, writes nothing for an
 * unchanged file. `read` turns a file's JSON into an entry; it runs only for files that changed.
 */
export function seedCatalog(
  { db }: Store,
  { dir, now, read }: { dir: string; now: string; read: (json: unknown) => SeedEntry },
): SeedResult {
  const known = new Map(
    db
      .select({ key: connectorCatalog.key, hash: connectorCatalog.contentHash })
      .from(connectorCatalog)
      .where(eq(connectorCatalog.source, 'builtin'))
      .all()
      .map(({ key, hash }) => [key, hash]),
  )
  const files = readdirSync(dir)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const text = readFileSync(join(dir, file), 'utf8')
      return { key: file.replace(/\.json$/, ''), text, hash: createHash('sha256').update(text).digest('hex') }
    })
  const changed = files.filter(({ key, hash }) => known.get(key) !== hash)
  if (changed.length > 0)
    db.transaction(() => {
      for (const { text, hash } of changed) {
        const entry = { ...read(JSON.parse(text)), source: 'builtin' as const, contentHash: hash, updatedAt: now }
        db.insert(connectorCatalog)
          .values({ ...entry, id: randomUUID(), createdAt: now })
          .onConflictDoUpdate({ target: connectorCatalog.key, set: entry })
          .run()
      }
    })
  return { written: changed.map(({ key }) => key), unchanged: files.length - changed.length }
}
