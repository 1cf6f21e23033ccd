import { appError } from '../../../shared/errors.ts'
import type { DocumentKind } from '../../../shared/files/document-kinds.ts'
import { fileFault } from '../../../shared/files/file-faults.ts'
import { MAX_ENTRIES } from '../../../shared/limits.ts'
import { isEntryKey, keyFromName } from '../../../shared/names.ts'
import { isObject, type JsonObject } from '../../../shared/json.ts'
import { problem, type Problem } from '../../../shared/problems.ts'

/** The version of the entry format that this program writes and the newest that it reads. */
const ENTRY_FORMAT = 1

/** One entry as it stands in a file, before it is linted. `problems` are about its place in the file. */
export interface RawEntry {
  key: string
  name: string
  /** `entry`: our own format. `spec`: one schema with its documentation. `schema`: a bare JSON Schema. */
  shape: 'entry' | 'spec' | 'schema'
  /** The whole entry, or for a spec and a bare schema what is known besides the schema. */
  raw: JsonObject
  category: string
  /** Only for specs and bare schemas. */
  schema: unknown
  problems: Problem[]
}

/**
 * The entries of a parsed file in any accepted shape: our entry or an array of entries, an array of
 * `{ key, name, documentationUrl, connectionSpecification }`, a connector registry `{ sources, destinations }`, or a
 * bare JSON Schema, which needs `naming`. `earlier` are the keys in the parts of the file that were read before. Throws
 * `invalid` for anything else; one bad entry is reported in its place.
 */
export function readEntries(
  json: unknown,
  { naming, earlier = [] }: { naming?: { key: string; name: string } | undefined; earlier?: string[] } = {},
): RawEntry[] {
  const entries = withoutDuplicates(readShape(json, naming), earlier)
  if (entries.length === 0) throw appError('no_entries')
  if (entries.length > MAX_ENTRIES) throw appError('many_entries', { limit: MAX_ENTRIES })
  return entries
}

function readShape(json: unknown, naming: { key: string; name: string } | undefined): RawEntry[] {
  if (Array.isArray(json)) return json.map((one) => readOne(one))
  if (!isObject(json)) throw appError('not_an_entry', UNKNOWN)
  const lists = Object.entries(REGISTRY_LISTS).filter(([list]) => Array.isArray(json[list]))
  if (lists.length > 0) {
    return lists.flatMap(([list, category]) => (json[list] as unknown[]).map((one) => readOne(one, category)))
  }
  if (isEntryLike(json)) return [readOne(json)]
  if (Array.isArray(json.entries)) return json.entries.map((one) => readOne(one))
  if (!isSchemaLike(json)) throw appError('not_an_entry', kindOf(json))
  // A list of properties comes from a tool that names its schemas.
  if (!naming && Array.isArray(json.properties) && typeof json.name === 'string') return [readOne(json)]
  if (!naming) throw appError('needs_naming', { format: '' })
  const problems = isEntryKey(naming.key) ? [] : [problem('bad_key', 'key', naming.key)]
  return [{ ...naming, shape: 'schema', raw: {}, category: 'Imported', schema: json, problems }]
}

const REGISTRY_LISTS = { sources: 'Sources', destinations: 'Destinations' }

const UNKNOWN: DocumentKind = { kind: '', name: '' }

const SCHEMA_WORDS = 'properties $ref oneOf anyOf allOf definitions $defs'.split(' ')
/** Any document may name a schema that it follows; only one of JSON Schema's own makes it a schema itself. */
const DIALECT = /^https?:\/\/json-schema\.org\//
const isSchemaLike = (json: JsonObject) =>
  json.type === 'object' || SCHEMA_WORDS.some((word) => Object.hasOwn(json, word)) || DIALECT.test(textOf(json.$schema))

/** What a document is that holds no entry, as far as it says so. */
function kindOf(json: JsonObject): DocumentKind {
  const has = (...words: string[]) => words.some((word) => isObject(json[word]))
  if (typeof json.name === 'string' && has('dependencies', 'devDependencies', 'scripts'))
    return { kind: 'package_json', name: '' }
  if (has('compilerOptions')) return { kind: 'typescript', name: '' }
  if (has('mcpServers')) return { kind: 'mcp_client', name: '' }
  const schema = textOf(json.$schema)
  if (schema !== '') return { kind: 'schema', name: schema.slice(0, 200) }
  return typeof json.kind === 'string' && typeof json.apiVersion === 'string'
    ? { kind: 'kubernetes', name: json.kind.slice(0, 100) }
    : UNKNOWN
}

const SPEC_WORDS = 'connectionSpecification spec dockerRepository dockerImageTag'.split(' ')
const ENTRY_WORDS = ['format', 'configSchema', 'authSchema', 'authType', 'default_config_schema', ...SPEC_WORDS]
const isEntryLike = (json: JsonObject) =>
  ENTRY_WORDS.some((word) => Object.hasOwn(json, word)) && !isObject(json.properties)

function readOne(one: unknown, category?: string): RawEntry {
  if (!isObject(one)) {
    const base = { key: '', name: '', category: '', schema: null, raw: {} }
    return { ...base, shape: 'entry', problems: [problem('not_an_entry', '')] }
  }
  const isSpec = SPEC_WORDS.some((word) => Object.hasOwn(one, word))
  const isOurs = !isSpec && isEntryLike(one)
  const isBare = !isSpec && !isOurs && isSchemaLike(one)
  const spec = isObject(one.spec) ? one.spec : {}
  const schema = isBare ? one : (one.connectionSpecification ?? spec.connectionSpecification ?? null)
  const repository = typeof one.dockerRepository === 'string' ? one.dockerRepository.replace(/^.*\//, '') : undefined
  const firstName = [one.key, repository, one.name, one.title].find(
    (value) => typeof value === 'string' && value !== '',
  )
  const ownName = textOf(firstName)
  const key = isOurs ? textOf(one.key) : isEntryKey(ownName) ? ownName : keyFromName(ownName)
  const problems: Problem[] = []
  if (typeof one.format === 'number' && one.format > ENTRY_FORMAT) problems.push(problem('newer_format', 'format'))
  else if (!isSpec && !isOurs && !isBare) problems.push(problem('not_an_entry', '', fileFault('document', kindOf(one))))
  if (!isEntryKey(key)) problems.push(problem('bad_key', 'key', key))
  const name = textOf(
    [one.displayName, one.name, one.title, key].find((value) => typeof value === 'string' && value.trim() !== ''),
  )
  return {
    key,
    name: name.trim(),
    shape: isOurs ? 'entry' : 'spec',
    raw: one,
    category: category ?? categoryOf(key),
    schema,
    problems,
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

const categoryOf = (key: string) =>
  key.startsWith('source-') ? 'Sources' : key.startsWith('destination-') ? 'Destinations' : 'Imported'

function withoutDuplicates(entries: RawEntry[], earlier: string[]): RawEntry[] {
  const seen = new Set(earlier)
  return entries.map((entry) => {
    const isDuplicate = entry.key !== '' && seen.has(entry.key)
    seen.add(entry.key)
    return isDuplicate ? { ...entry, problems: [...entry.problems, problem('duplicate_key', 'key', entry.key)] } : entry
  })
}
