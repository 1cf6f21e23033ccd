import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appError } from '../../../contract/errors.ts'
import type { NormalisedEntry } from '../../schemas/entry.ts'
import { lintEntry, readEntries } from '../../schemas/lint/import.ts'
import type { Store } from '../../store/open.ts'
import type { CatalogRows } from './rows.ts'

export interface SeedResult {
  /** Keys of the entries that were inserted or changed. */
  written: string[]
  unchanged: number
}

/**
 * Updates the built-in catalog entries from their files: inserts by key, updates what changed, writes nothing for an
 * unchanged file. Throws `invalid` for a file that is not one sound entry.
 */
export function seedCatalog(
  { db }: Store,
  catalogRows: Pick<CatalogRows, 'builtinHashes' | 'putBuiltin' | 'fillIdentities'>,
  { dir, now }: { dir: string; now: string },
): SeedResult {
  const known = catalogRows.builtinHashes()
  const files = readdirSync(dir)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const text = readFileSync(join(dir, file), 'utf8')
      return { key: file.replace(/\.json$/, ''), text, hash: createHash('sha256').update(text).digest('hex') }
    })
  const changed = files.filter(({ key, hash }) => known.get(key) !== hash)
  if (changed.length > 0)
    db.transaction(() => {
      for (const { text, hash } of changed) catalogRows.putBuiltin(readSeedEntry(JSON.parse(text)), hash, now)
    })
  db.transaction(() => catalogRows.fillIdentities())
  return { written: changed.map(({ key }) => key), unchanged: files.length - changed.length }
}

function readSeedEntry(json: unknown): NormalisedEntry {
  const [raw] = readEntries(json)
  const entry = raw && lintEntry(raw).entry
  if (!entry) throw appError('bad_seed')
  return entry
}
