import { appError, AppError } from './errors.ts'
import { longNumbers, placeOfJsonError } from './json-text.ts'
import { isObject, type JsonObject, own } from './json.ts'
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
 * is one part. Throws `invalid` for what is empty, no JSON or YAML or has too many entries.
 */
export async function splitCatalogFile(
  text: string,
  readIcon?: RunOptions<unknown>['readIcon'],
): Promise<CatalogPart[]> {
  const json = isJsonLike(text) ? parseCatalogFile(text) : await parseYaml(text)
  if (readIcon) await placeIcons(json, readIcon)
  if (Array.isArray(json)) return splitList(json, (entries) => entries)
  const lists = LISTS.flatMap((name) => {
    // An OpenAPI description says under this name where its service is.
    if (own(json, 'info') !== undefined) return []
    const list = own(json, name)
    return Array.isArray(list) ? [{ name, list: list as unknown[] }] : []
  })
  const providers = providersIn(json)
  if (providers) return splitList(providers, Object.fromEntries)
  if (lists.length === 0) return splitList([json], ([entry]) => entry)
  return lists.flatMap(({ name, list }) => splitList(list, (entries) => ({ [name]: entries })))
}

/** The lists that a file may hold: those of connector registries, of ours, of MCP's registry and of Kubernetes. */
const LISTS = ['sources', 'destinations', 'entries', 'servers', 'items']

/**
 * The providers of a file that lists them by key and says how to sign in to each, as Nango's does; null for any other. One
 * that is another name of a second has all of that.
 */
export function providersIn(json: unknown): [string, JsonObject][] | null {
  if (!isObject(json)) return null
  const all = Object.entries(json)
  const isProvider = ([, one]: [string, unknown]) => isObject(one) && (isText(one.auth_mode) || isText(one.alias))
  if (all.length === 0 || !all.every(isProvider)) return null
  const providers = all.map(([key, one]): [string, JsonObject] => {
    const { alias, ...details } = one as JsonObject
    const other = isText(alias) && alias !== key ? own(json, alias) : undefined
    return [key, isObject(other) ? { ...other, ...details } : details]
  })
  return providers.some(([, one]) => isText(one.auth_mode)) ? providers : null
}

/** The JSON of a catalog file. Throws `invalid` for an empty or broken one, with the place and never its text. */
export function parseCatalogFile(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '')
  if (json.trim() === '') throw appError('empty_file')
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw appError('bad_json', placeOfJsonError(json))
  }
  const long = longNumbers(json).find(({ path }) => !LIMITS.has(path.at(-1) ?? ''))
  if (long) {
    throw appError('long_file_number', long.place)
  }
  return value
}

/** Limits of a number; one beyond all numbers that are kept exactly, as that of 64 bits, limits none of them. */
const LIMITS: ReadonlySet<string> = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'])

const ICON_FILE = /^(?!\/|[a-z]+:)(?!.*(?:^|[\\/])\.\.(?:[\\/]|$))[^\0]{1,200}\.(svg|png)$/i

/** Puts the pictures that entries name by their files in the place of the names. */
async function placeIcons(json: unknown, readIcon: (name: string) => Promise<string | null>): Promise<void> {
  const lists = [json, ...LISTS.map((name) => own(json, name))].filter(Array.isArray)
  for (const entry of [json, ...lists.flat()] as unknown[]) {
    const icon = own(entry, 'icon')
    const [, kind = ''] = (isText(icon) && ICON_FILE.exec(icon)) || []
    if (!isObject(entry) || !isText(icon) || kind === '') continue
    const picture = await readIcon(icon)
    if (picture === null) continue
    const type = kind.toLowerCase() === 'svg' ? 'svg+xml' : 'png'
    entry.icon = `data:image/${type};base64,${picture}`
  }
}

/** What is neither a list nor an object in JSON may be YAML, of which every JSON text is one, too. */
const isJsonLike = (text: string) => /^\uFEFF?\s*(?:[[{]|$)/.test(text)

/** A whole number as JSON has it. Throws `invalid` for one that would be rounded and is no mere limit. */
function exactNumber(key: unknown, value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  if (Number.isSafeInteger(Number(value)) || LIMITS.has(String(key))) return Number(value)
  throw appError('long_file_number', {})
}

/** One document of YAML, or a list of several. Throws `invalid` with the place and never its text. */
async function parseYaml(text: string): Promise<unknown> {
  // Catalog files are rarely YAML.
  const { parseAllDocuments } = await import('yaml')
  try {
    const documents = [parseAllDocuments(text.replace(/^\uFEFF/, ''), { intAsBigInt: true })].flat()
    const broken = documents.flatMap(({ errors }) => errors)[0]
    if (broken) {
      const [{ line, col: column }] = broken.linePos ?? [{ line: 1, col: 1 }]
      throw appError('bad_yaml', { line, column })
    }
    const values = documents
      .map((document): unknown => document.toJS({ reviver: exactNumber }))
      .filter((value) => value !== null)
    // A single word is YAML too, but no file of entries.
    if (!values.every((value) => typeof value === 'object')) return parseCatalogFile(text)
    return values.length === 1 ? values[0] : values
  } catch (error) {
    if (error instanceof AppError) throw error
    throw appError('large_yaml')
  }
}

function splitList<T>(list: T[], wrap: (entries: T[]) => unknown): CatalogPart[] {
  if (list.length > MAX_ENTRIES) throw appError('many_entries', { limit: MAX_ENTRIES })
  const parts: CatalogPart[] = []
  let entries: T[] = []
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
  /** A picture that an entry names by its file beside the catalog file, in base64; null where there is none. */
  readIcon?: (name: string) => Promise<string | null>
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
  { isCancelled, onPart, readIcon }: RunOptions<Entry> = {},
): Promise<FileRun<Entry>> {
  const parts = await splitCatalogFile(text, readIcon)
  if (parts.length === 0) throw appError('no_entries')
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
