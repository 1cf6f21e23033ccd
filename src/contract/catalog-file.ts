import type { LintedEntry } from './catalog.ts'
import { AppError } from './errors.ts'
import { placeOfJsonError } from './json-error.ts'

/** Characters that one call takes, and bytes that it may have on its way; the rest of a message's 1 MiB is for keys. */
export const MAX_PART = 800_000

/** Characters of a part that holds several entries, so that an answer comes often enough to show progress. */
const FULL_PART = 100_000
const MAX_PART_ENTRIES = 20

/** Bytes of a catalog file; the registries that are published have less than a third of it. */
export const MAX_CATALOG_FILE = 32 * 1024 * 1024

const MAX_ENTRIES = 5000

/** A part of a catalog file that is a catalog file of its own, in the same shape; or an entry that no call can take. */
export type CatalogPart = { text: string; count: number } | { refused: LintedEntry; count: 1 }

/**
 * Splits a catalog file of any accepted shape into parts that one call can take. A file that is not a list of entries
 * is one part. Throws `invalid` for what is empty, no JSON or has too many entries.
 */
export function splitCatalogFile(text: string): CatalogPart[] {
  const json = parse(text)
  if (Array.isArray(json)) return splitList(json, (entries) => entries)
  const file = Object(json) as Record<string, unknown>
  const lists = LISTS.filter((name) => Array.isArray(file[name]))
  if (lists.length === 0) return splitList([json], ([entry]) => entry)
  return lists.flatMap((name) => splitList(file[name] as unknown[], (entries) => ({ [name]: entries })))
}

/** The lists that a file may hold; the first two are those of a connector registry. */
const LISTS = ['sources', 'destinations', 'entries']

/** The JSON of a file. The message says where it is broken and never quotes it. */
function parse(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '')
  if (json.trim() === '') throw new AppError('invalid', 'The file is empty')
  try {
    return JSON.parse(json) as unknown
  } catch {
    const { line, column } = placeOfJsonError(json)
    throw new AppError('invalid', `The file is not valid JSON (line ${line}, column ${column})`)
  }
}

function splitList(list: unknown[], wrap: (entries: unknown[]) => unknown): CatalogPart[] {
  if (list.length > MAX_ENTRIES) throw new AppError('invalid', `The file has more than ${MAX_ENTRIES} entries`)
  const parts: CatalogPart[] = []
  let entries: unknown[] = []
  let size = 0
  const close = () => {
    if (entries.length > 0) parts.push({ text: JSON.stringify(wrap(entries)), count: entries.length })
    entries = []
    size = 0
  }
  for (const entry of list) {
    const json = write(entry)
    if (json === null || bytesOf(json) > MAX_PART - MARGIN) {
      close()
      parts.push({ refused: tooMuch(entry, json === null ? 'deep' : 'large'), count: 1 })
      continue
    }
    if (entries.length === MAX_PART_ENTRIES || size + json.length > FULL_PART) close()
    entries.push(entry)
    size += json.length
  }
  close()
  return parts
}

/** Room for what stands around a single entry. */
const MARGIN = 1000

/** An entry as JSON; null for one that is nested too deeply to be written. */
function write(entry: unknown): string | null {
  try {
    return JSON.stringify(entry)
  } catch {
    return null
  }
}

/** The most that a text can take on its way: as JSON in UTF-8 over HTTP, or with two bytes a character to a window. */
function bytesOf(text: string): number {
  const foreign = text.match(/\P{ASCII}/gu)?.length ?? 0
  return Math.max(JSON.stringify(text).length + 2 * foreign, foreign > 0 ? 2 * text.length : 0)
}

/** What is said of an entry that is not even sent; the words are those of lint. */
function tooMuch(entry: unknown, what: 'deep' | 'large'): LintedEntry {
  const { key, dockerRepository, name } = Object(entry) as Record<string, unknown>
  const named = [key, dockerRepository, name].find((value) => typeof value === 'string') ?? ''
  const problem =
    what === 'deep'
      ? { path: '', code: 'too_deep', message: 'The entry is nested too deeply' }
      : { path: '', code: 'too_large', message: 'The entry is too large' }
  return {
    key: named.slice(0, MAX_KEY),
    name: (typeof name === 'string' ? name : named).slice(0, MAX_KEY),
    version: '',
    verdict: 'refused',
    problems: [{ ...problem, level: 'refused' }],
    secrets: [],
    fields: 0,
    effect: 'none',
    installedVersion: null,
  }
}

const MAX_KEY = 100

/** What is known while a file is worked through. */
export interface FileProgress {
  done: number
  total: number
}

export interface FileRun {
  entries: LintedEntry[]
  /** Whether it was stopped before the last part. */
  cancelled: boolean
}

export interface RunOptions {
  /** Asked before each part. */
  isCancelled?: () => boolean
  /** Told what was said of the entries of a part. */
  onPart?: (entries: LintedEntry[], progress: FileProgress) => void
}

/**
 * Sends a catalog file part by part and collects what is said of its entries. Throws what a call throws; what earlier
 * calls did stays done.
 */
export async function runThroughFile(
  text: string,
  send: (part: { text: string; earlier: string[] }) => Promise<{ entries: LintedEntry[] }>,
  { isCancelled, onPart }: RunOptions = {},
): Promise<FileRun> {
  const parts = splitCatalogFile(text)
  if (parts.length === 0) throw new AppError('invalid', 'The file has no catalog entries')
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  const entries: LintedEntry[] = []
  let done = 0
  for (const part of parts) {
    if (isCancelled?.()) return { entries, cancelled: true }
    const earlier = entries.map(({ key }) => key).filter((key) => key !== '')
    const said = 'refused' in part ? [part.refused] : (await send({ text: part.text, earlier })).entries
    entries.push(...said)
    done += part.count
    onPart?.(said, { done, total })
  }
  return { entries, cancelled: false }
}
