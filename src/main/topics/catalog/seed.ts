import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appError } from '../../../contract/errors.ts'
import { built } from '../../core/built.ts'
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
  { sqlite }: Store,
  catalogRows: Pick<CatalogRows, 'builtinHashes' | 'putBuiltin' | 'fillIdentities'>,
  { dir, now }: { dir: string; now: string },
): SeedResult {
  const known = catalogRows.builtinHashes()
  const files = built?.seeds ?? readHashes(dir)
  const changed = files.filter(({ key, hash }) => known.get(key) !== hash)
  if (changed.length > 0)
    sqlite.transaction(() => {
      for (const { key, hash } of changed)
        catalogRows.putBuiltin(readSeedEntry(JSON.parse(readFileSync(join(dir, `${key}.json`), 'utf8'))), hash, now)
    })()
  sqlite.transaction(() => catalogRows.fillIdentities())()
  return { written: changed.map(({ key }) => key), unchanged: files.length - changed.length }
}

/** The hash of each file of an entry, by the key that names it. */
export const readHashes = (dir: string): { key: string; hash: string }[] =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ key: file.replace(/\.json$/, ''), hash: hashOf(readFileSync(join(dir, file), 'utf8')) }))

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

function readSeedEntry(json: unknown): NormalisedEntry {
  const [raw] = readEntries(json)
  const entry = raw && lintEntry(raw).entry
  if (!entry) throw appError('bad_seed')
  return entry
}
