import { AuthType } from '../../../contract/groups/catalog.ts'
import type { NormalisedEntry } from '../entry.ts'
import { readConnectionTest } from './connection-test.ts'
import { type RawEntry, readEntries } from './file-shapes.ts'
import { fileFault, type FileFault } from '../../../shared/files/file-faults.ts'
import { isObject, type JsonObject } from '../../../shared/json.ts'
import { readIcon } from './icon.ts'
import { normalise } from './normalise.ts'
import { lintOauth } from './oauth.ts'
import { formatPath } from '../../../shared/path.ts'
import { type Places, settlePlaces, type Treat, treatStrong } from './places.ts'
import { type Place, problem, type Problem, type Report, type Verdict, verdictOf } from '../../../shared/problems.ts'
import { checkReferences } from './references.ts'
import type { Side } from '../../../shared/secret-places.ts'
import { showUnseen } from '../../../shared/names.ts'
import { spread } from '../../../shared/views.ts'

export { readEntries }
export type { Problem, RawEntry }

/** What lint says of one entry. `entry` is the normalised entry; null when it is refused. */
export interface LintedEntry extends Places {
  key: string
  verdict: Verdict
  problems: Problem[]
  entry: NormalisedEntry | null
}

const MAX_NAME = 255
const MAX_PROBLEMS = 200

/**
 * Checks and normalises one entry of a file; `treat` says which fields that sound like secrets become secrets. Never
 * throws; runs in time that the limits bound.
 */
export function lintEntry(raw: RawEntry, treat: Treat = treatStrong): LintedEntry {
  // An icon is larger than a text may be, and has a limit of its own.
  const { icon: _icon, ...limited } = raw.raw
  const broken = raw.shape === 'entry' ? brokenLimit(limited) : brokenLimit(raw.schema, ['configSchema'])
  const early = broken ? [...raw.problems, broken] : raw.problems
  if (verdictOf(early) === 'refused') return refused(raw.key, early)

  const problems = [...early]
  const name = seen(raw.name, 'name', problems)
  const parts = seenParts(raw.shape === 'entry' ? ownParts(raw, problems) : specParts(raw, problems), problems)
  const config = lintSchema(parts.configSchema, 'config', problems, treat)
  const auth = lintSchema(parts.authSchema, 'auth', problems, treat)
  if (name === '' || name.length > MAX_NAME) problems.push(problem('bad_name', 'name'))
  if (verdictOf(problems) === 'refused' || !config || !auth) return refused(raw.key, problems)
  const schemas = { configSchema: config.schema, authSchema: auth.schema }
  const connectionTest = readConnectionTest(parts.connectionTest, schemas, problems)
  const oauth = lintOauth(parts.oauth, schemas, problems)
  const secrets = [...config.secrets, ...auth.secrets]
  return {
    key: raw.key,
    verdict: verdictOf(problems),
    problems: problems.slice(0, MAX_PROBLEMS),
    secrets,
    fields: config.fields + auth.fields,
    soundsSecret: config.soundsSecret,
    entry: {
      ...parts,
      key: raw.key,
      name,
      authType: parts.authType ?? guessAuthType(secrets),
      ...schemas,
      connectionTest,
      oauth,
    },
  }
}

/** The result for an entry that cannot be used. */
export function refused(key: string, problems: Problem[]): LintedEntry {
  return {
    key,
    verdict: 'refused',
    problems: problems.slice(0, MAX_PROBLEMS),
    secrets: [],
    fields: 0,
    soundsSecret: [],
    entry: null,
  }
}

type Parts = Omit<
  NormalisedEntry,
  'key' | 'name' | 'authType' | 'configSchema' | 'authSchema' | 'connectionTest' | 'oauth'
> & {
  authType: AuthType | undefined
  configSchema: unknown
  authSchema: unknown
  connectionTest: unknown
  oauth: unknown
}

/** A text of a file with what nobody sees in it made visible, and reported. */
function seen(text: string, place: string, problems: Problem[], keepLines = false): string {
  const shown = showUnseen(text, { keepLines })
  if (shown !== text) problems.push(problem('unseen_characters', place))
  return shown
}

const seenParts = (parts: Parts, problems: Problem[]): Parts => ({
  ...parts,
  description: seen(parts.description, 'description', problems, true),
  category: seen(parts.category, 'category', problems),
  version: seen(parts.version, 'version', problems),
})

/** The parts of an entry in our format; a part of the wrong kind is left out and reported. */
function ownParts({ raw, category }: RawEntry, problems: Problem[]): Parts {
  const take = <T>(field: string, fits: (value: unknown) => value is T, otherwise: T): T => {
    const value = raw[field]
    if (fits(value)) return value
    if (value !== undefined && value !== null) problems.push(problem('bad_entry_field', field))
    return otherwise
  }
  const isText = (value: unknown): value is string => typeof value === 'string'
  const isLink = (value: unknown): value is string => linkOf(value) !== null
  const summary = take('summary', isPaths, [])
  return {
    description: take('description', isText, ''),
    category: take('category', isText, category).slice(0, 50) || category,
    icon: iconOf(raw.icon, problems),
    authType: take('authType', (value): value is AuthType => AuthType.safeParse(value).success, undefined as never),
    docsUrl: take<string | null>('docsUrl', isLink, null),
    version: take('version', isText, '1.0.0'),
    capabilities: take('capabilities', isObject, {}),
    configSchema: raw.configSchema ?? raw.default_config_schema ?? {},
    authSchema: raw.authSchema ?? {},
    connectionTest: raw.connectionTest,
    oauth: raw.oauth,
    ...(summary.length > 0 && { summary }),
  }
}

const isPaths = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((path) => typeof path === 'string' && path.length <= 500)

/** The parts of a connector spec or a bare schema: all its fields are config, of which some are secrets. */
function specParts({ raw, schema, category }: RawEntry, problems: Problem[]): Parts {
  const version = [raw.version, raw.dockerImageTag].find((value) => typeof value === 'string' && value !== '')
  const spec = isObject(raw.spec) ? raw.spec : raw
  const isOauth = isObject(spec.advanced_auth) && spec.advanced_auth.auth_flow_type !== undefined
  const title = isObject(schema) && typeof schema.description === 'string' ? schema.description : ''
  return {
    description: typeof raw.description === 'string' ? raw.description : title,
    category,
    icon: raw.icon === undefined ? null : iconOf(raw.icon, problems),
    authType: isOauth ? 'oauth' : undefined,
    docsUrl: linkOf(raw.documentationUrl) ?? linkOf(spec.documentationUrl),
    version: typeof version === 'string' ? version.slice(0, 50) : '1.0.0',
    capabilities: {},
    configSchema: schema,
    authSchema: {},
    connectionTest: null,
    oauth: null,
  }
}

/** An icon as it is stored; what is none is left out and reported. */
function iconOf(given: unknown, problems: Problem[]): string | null {
  if (given === undefined || given === null || given === '') return null
  const icon = typeof given === 'string' ? readIcon(given) : null
  if (icon === null) problems.push(problem('bad_icon', 'icon'))
  return icon
}

const linkOf = (value: unknown): string | null =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:' ? value : null

function guessAuthType(secrets: string[]): AuthType {
  const names = secrets.map((path) => path.replace(/^.*\./, '').toLowerCase())
  if (names.length === 0) return 'none'
  if (names.some((name) => name === 'refresh_token' || name === 'client_secret')) return 'oauth'
  return names.some((name) => name.includes('password')) ? 'basic' : 'api_key'
}

function lintSchema(
  raw: unknown,
  side: Side,
  problems: Problem[],
  treat: Treat,
): ({ schema: JsonObject } & Places) | undefined {
  const start = `${side}Schema`
  if (!isObject(raw)) {
    problems.push(problem('not_a_schema', start))
    return undefined
  }
  const { schema, problems: findings } = normalise(raw, start)
  problems.push(...findings, ...checkReferences(schema, start))
  if (verdictOf(problems) === 'refused') return undefined
  const views = spread(schema, [schema])
  const isObjectSchema = views.every((view) => view.type === undefined || [view.type].flat().includes('object'))
  if (!isObjectSchema) {
    problems.push(problem('not_an_object_schema', start))
    return undefined
  }
  const report: Report = (code, place, detail) => problems.push(problem(code, formatPath(place), detail))
  const places = settlePlaces(schema, side, report, treat)
  return { schema, ...places }
}

const MAX_BYTES = 1_000_000
const MAX_NODES = 50_000
const MAX_DEPTH = 100
const MAX_TEXT = 50_000
const MAX_VALUES = 5_000
const MAX_PROPERTIES = 2_000

const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

interface Node {
  value: unknown
  parent: Node | undefined
  key: string | number
  depth: number
}

/**
 * The first limit that an untrusted value breaks, found without recursion and in time that the limits bound, so
 * everything after it may walk the value freely. A cycle shows as endless depth.
 */
function brokenLimit(root: unknown, start: Place = []): Problem | undefined {
  const open: Node[] = [{ value: root, parent: undefined, key: '', depth: 0 }]
  let nodes = 0
  let size = 0
  let properties = 0
  for (let node = open.pop(); node; node = open.pop()) {
    const { value, depth } = node
    const brokenHere = (code: Parameters<typeof problem>[0], detail: string | FileFault) =>
      problem(code, formatPath([...start, ...placeOf(node)]), detail)
    if (++nodes > MAX_NODES || size > MAX_BYTES) return problem('too_large', '')
    if (depth > MAX_DEPTH) return problem('too_deep', '', fileFault('levels', { limit: MAX_DEPTH }))
    if (typeof value === 'string') {
      size += value.length
      if (value.length > MAX_TEXT) return brokenHere('long_text', fileFault('characters', { limit: MAX_TEXT }))
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) return brokenHere('not_json', fileFault('endless_number', {}))
    } else if (Array.isArray(value)) {
      if (value.length > MAX_VALUES) return brokenHere('too_many_values', fileFault('most', { limit: MAX_VALUES }))
      for (const [key, item] of value.entries()) open.push({ value: item, parent: node, key, depth: depth + 1 })
    } else if (typeof value === 'object' && value !== null) {
      const keys = Object.keys(value)
      properties += node.key === 'properties' ? keys.length : 0
      if (keys.length > MAX_PROPERTIES || properties > MAX_PROPERTIES) {
        return brokenHere('too_many_properties', fileFault('most', { limit: MAX_PROPERTIES }))
      }
      for (const key of keys) {
        if (PROTOTYPE_KEYS.has(key)) return brokenHere('prototype_key', key)
        size += key.length
        open.push({ value: (value as Record<string, unknown>)[key], parent: node, key, depth: depth + 1 })
      }
    } else if (value !== null && typeof value !== 'boolean') return brokenHere('not_json', typeof value)
  }
  return undefined
}

function placeOf(node: Node): Place {
  const segments: (string | number)[] = []
  for (let here: Node | undefined = node; here?.parent; here = here.parent) segments.unshift(here.key)
  return segments
}
