import { AppError } from './errors.ts'
import { longNumbers, placeOfJsonError } from './json-text.ts'
import { own } from './json.ts'
import { MAX_ENTRIES, MAX_ENTRY_KEY, MAX_PART } from './limits.ts'
import { problem, type Problem } from './problems.ts'

/** Characters of a part that holds several entries, so an answer comes often enough to show progress. */
const FULL_PART = 100_000
const MAX_PART_ENTRIES = 20

/** A part of a catalog file that is a catalog file of its own, in the same shape; or an entry that no call can take. */
export type CatalogPart = { text: string; count: number } | { refused: EntryRefusal; count: 1 }

/** What becomes of an entry that is too large to be sent, in the shape of lint's answers. */
interface EntryRefusal {
  key: string
  name: string
  version: ''
  verdict: 'refused'
  problems: (Problem & { level: 'refused' })[]
  secrets: string[]
  fields: 0
  soundsSecret: []
  effect: 'none'
  installedVersion: null
}

/**
 * Splits a catalog file of any accepted shape into parts that one call can take. A file that is not a list of entries
 * is one part. Throws `invalid` for what is empty, no JSON or has too many entries.
 */
export function splitCatalogFile(text: string): CatalogPart[] {
  const json = parseCatalogFile(text)
  if (Array.isArray(json)) return splitList(json, (entries) => entries)
  const lists = LISTS.flatMap((name) => {
    const list = own(json, name)
    return Array.isArray(list) ? [{ name, list: list as unknown[] }] : []
  })
  if (lists.length === 0) return splitList([json], ([entry]) => entry)
  return lists.flatMap(({ name, list }) => splitList(list, (entries) => ({ [name]: entries })))
}

/** The lists that a file may hold; the first two are those of a connector registry. */
const LISTS = ['sources', 'destinations', 'entries']

/** The JSON of a catalog file. Throws `invalid` for an empty or broken one, with the place and never its text. */
export function parseCatalogFile(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '')
  if (json.trim() === '') throw new AppError('invalid', 'The file is empty')
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    const { line, column } = placeOfJsonError(json)
    throw new AppError('invalid', `The file is not valid JSON (line ${line}, column ${column})`)
  }
  const long = longNumbers(json).find(({ path }) => !LIMITS.has(path.at(-1) ?? ''))
  if (long) {
    const { line, column } = long.place
    throw new AppError(
      'invalid',
      `The file has a number with more digits than can be kept exactly (line ${line}, column ${column})`,
    )
  }
  return value
}

/** Limits of a number; one beyond all numbers that are kept exactly, as that of 64 bits, limits none of them. */
const LIMITS: ReadonlySet<string> = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'])

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
      parts.push({ refused: refusalOf(entry, json === null ? 'too_deep' : 'too_large'), count: 1 })
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

function refusalOf(entry: unknown, code: 'too_deep' | 'too_large'): EntryRefusal {
  const named = ['key', 'dockerRepository', 'name'].map((field) => own(entry, field)).find((value) => isText(value))
  const key = (named ?? '').slice(0, MAX_ENTRY_KEY)
  const name = own(entry, 'name')
  return {
    key,
    name: isText(name) ? name.slice(0, MAX_ENTRY_KEY) : key,
    version: '',
    verdict: 'refused',
    problems: [{ ...problem(code, ''), level: 'refused' }],
    secrets: [],
    fields: 0,
    soundsSecret: [],
    effect: 'none',
    installedVersion: null,
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** What is known while a file is worked through. */
export interface FileProgress {
  done: number
  total: number
}

export interface FileRun<Entry> {
  entries: (Entry | EntryRefusal)[]
  /** Whether it was stopped before the last part. */
  cancelled: boolean
}

export interface RunOptions<Entry> {
  /** Asked before each part. */
  isCancelled?: () => boolean
  /** Called with the outcome of each part. */
  onPart?: (entries: (Entry | EntryRefusal)[], progress: FileProgress) => void
}

/**
 * Sends a catalog file part by part and collects the outcome of its entries. Throws what a call throws; what earlier
 * calls did stays done.
 */
export async function runThroughFile<Entry extends { key: string }>(
  text: string,
  send: (part: { text: string; earlier: string[] }) => Promise<{ entries: Entry[] }>,
  { isCancelled, onPart }: RunOptions<Entry> = {},
): Promise<FileRun<Entry>> {
  const parts = splitCatalogFile(text)
  if (parts.length === 0) throw new AppError('invalid', 'The file has no catalog entries')
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  const entries: (Entry | EntryRefusal)[] = []
  let done = 0
  for (const part of parts) {
    if (isCancelled?.()) return { entries, cancelled: true }
    const earlier = entries.map(({ key }) => key).filter((key) => key !== '')
    const outcome = 'refused' in part ? [part.refused] : (await send({ text: part.text, earlier })).entries
    entries.push(...outcome)
    done += part.count
    onPart?.(outcome, { done, total })
  }
  return { entries, cancelled: false }
}
