import type { Document, LineCounter, Node, Pair, Scalar, YAMLError } from 'yaml'
import { fieldError } from '../../../contract/errors.ts'
import { fileFault, type FileFault } from '../../../shared/files/file-faults.ts'
import { isObject } from '../../../shared/json.ts'
import { MAX_DEPTH } from '../../../shared/limits.ts'
import { editDistance } from '../../../shared/search/edit-distance.ts'
import { inputErrors } from '../../../contract/input-errors.ts'
import { CODE_FIELDS, CodeConnector } from './code-connector.ts'
import { readOwn } from './read-own.ts'

/** The most that aliases may repeat in one file. */
const MAX_ALIASES = 100

/** A connector of a file, and where it begins. */
export interface CodeSource {
  code: CodeConnector
  /** As `connectors/ab/abcd….yaml:2`. */
  file: string
  /** Where a value of it stands, as `file:line:column`. */
  placeOf: (path: readonly (string | number)[]) => string
}

export interface ReadCode {
  sources: CodeSource[]
  problems: FileFault[]
}

type Yaml = typeof import('yaml')
/** What stands in a scalar of YAML 1.2. */
type Plain = string | number | boolean | null

/** Reads the connectors of one file, which has one or several YAML documents. */
export function readCode(yaml: Yaml, path: string, text: string): ReadCode {
  const own = readOwn(text)
  if (!own) return readAny(yaml, path, text)
  // Where its values stand is only of interest in a mistake.
  const placeOf: CodeSource['placeOf'] = (place) => {
    const [source] = readAny(yaml, path, text).sources
    return source?.placeOf(place) ?? path
  }
  return { sources: [{ code: own, file: `${path}:2`, placeOf }], problems: [] }
}

function readAny(yaml: Yaml, path: string, text: string): ReadCode {
  const counter = new yaml.LineCounter()
  const documents = yaml.parseAllDocuments(text, {
    version: '1.2',
    // As they are named in JSON, where 1 and "1" are one name: one of two values would be lost without a word.
    uniqueKeys: (left, right) =>
      yaml.isScalar<Plain>(left) && yaml.isScalar<Plain>(right) && nameOf(left) === nameOf(right),
    merge: false,
    prettyErrors: false,
    lineCounter: counter,
  })
  const read: ReadCode = { sources: [], problems: [] }
  for (const document of Array.isArray(documents) ? documents : [])
    readDocument(yaml, path, { document, counter }, read)
  return read
}

function readDocument(
  yaml: Yaml,
  path: string,
  { document, counter }: { document: Document.Parsed; counter: LineCounter },
  { sources, problems }: ReadCode,
): void {
  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return `${path}:${line}:${col}`
  }
  const nodeAt = (place: readonly (string | number)[]): Node | Pair | null => {
    for (let end = place.length; end >= 0; end -= 1) {
      const node: unknown = end === 0 ? document.contents : document.getIn(place.slice(0, end), true)
      if (yaml.isNode(node)) return node
    }
    return null
  }
  const placeOf = (place: readonly (string | number)[]) => {
    const node = nodeAt(place)
    return at((yaml.isNode(node) ? node.range?.[0] : undefined) ?? 0)
  }
  const errors = [...document.errors, ...document.warnings]
  for (const error of errors) problems.push({ ...faultOf(error), place: at(error.pos[0]) })
  if (errors.length > 0 || document.contents === null) return
  const badNode = findBadNode(yaml, document)
  if (badNode) {
    problems.push({ ...badNode.fault, place: at(badNode.offset) })
    return
  }
  // Its aliases were counted, by a rule of our own that has a place.
  const value: unknown = document.toJS({ maxAliasCount: -1 })
  const bad = badValue(value, [])
  if (bad) {
    problems.push({ ...bad.fault, place: placeOf(bad.path) })
    return
  }
  const parsed = CodeConnector.safeParse(value)
  if (parsed.success) {
    const file = placeOf([]).replace(/:\d+$/, '')
    sources.push({ code: parsed.data, file, placeOf })
    return
  }
  for (const issue of parsed.error.issues) {
    const place = issue.path.filter((part) => typeof part !== 'symbol')
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys)
        problems.push({ ...unknownKey(key, place), place: keyPlace(yaml, nodeAt(place), key, at) })
    else
      for (const [field, errors] of Object.entries(inputErrors([issue], value)))
        for (const error of errors) problems.push({ ...error, field, place: placeOf(place) })
  }
}

/**
 * The first alias that leads nowhere, or with which aliases repeat too many values, where each counts with all that it repeats;
 * or a key that is no name but a list or a map.
 */
function findBadNode(yaml: Yaml, document: Document.Parsed): { offset: number; fault: FileFault } | null {
  const sizes = new Map<unknown, number>()
  /** How many nodes an alias or another node stands for, up to one more than are allowed. */
  const sizeOf = (node: unknown): number => {
    const target = yaml.isAlias(node) ? node.resolve(document) : node
    const known = sizes.get(target)
    if (known !== undefined) return known
    // What contains itself has no end.
    sizes.set(target, MAX_ALIASES + 1)
    const inside = yaml.isPair(target) ? [target.key, target.value] : yaml.isCollection(target) ? target.items : []
    const size = inside.reduce<number>((sum, item) => Math.min(sum + sizeOf(item), MAX_ALIASES + 1), 1)
    sizes.set(target, size)
    return size
  }
  let count = 0
  let bad: { offset: number; fault: FileFault } | null = null
  yaml.visit(document, {
    Pair: (_key, { key }) => {
      const name = yaml.isAlias(key) ? key.resolve(document) : key
      if (!yaml.isCollection(name)) return undefined
      bad = { offset: (key as Node).range?.[0] ?? 0, fault: fileFault('no_json_value', {}) }
      return yaml.visit.BREAK
    },
    Alias: (_key, node) => {
      const offset = node.range?.[0] ?? 0
      count += sizeOf(node)
      if (!node.resolve(document)) bad = { offset, fault: fileFault('no_anchor', { name: node.source }) }
      else if (count > MAX_ALIASES) bad = { offset, fault: fileFault('many_aliases', { limit: MAX_ALIASES }) }
      return bad ? yaml.visit.BREAK : undefined
    },
  })
  return bad
}

/** The name that a key gives a member in JSON. */
const nameOf = ({ value }: Scalar<Plain>): string => (value === null ? '' : String(value))

/** Where the name of a member stands. */
function keyPlace(yaml: Yaml, node: unknown, key: string, at: (offset: number) => string): string {
  const pair = yaml.isMap(node) ? node.items.find((item) => String(item.key) === key) : undefined
  return at((yaml.isNode(pair?.key) ? pair.key.range?.[0] : undefined) ?? 0)
}

function unknownKey(key: string, place: readonly unknown[]): FileFault {
  if (key === (place.length === 0 ? 'auth' : 'value')) return fileFault('secret_in_file', {})
  const names = place.length === 0 ? CODE_FIELDS : ['set', 'reference']
  const [nearest] = names
    .map((name) => ({ name, distance: editDistance(key.toLowerCase(), name, 3) }))
    .filter(({ distance }) => distance <= 3)
    .sort((left, right) => left.distance - right.distance)
  return fileFault('no_name', { name: key, nearest: nearest?.name ?? '', names })
}

/** What the YAML parser reports; the mistake that people make most has a sentence of its own. */
const faultOf = ({ code, message }: YAMLError): FileFault =>
  code === 'DUPLICATE_KEY'
    ? fileFault('name_twice', {})
    : fileFault('yaml', { words: message.split('\n')[0] ?? message })

/** What JSON cannot hold: numbers that are none or would become others, dates, values that are nested too deeply. */
function badValue(value: unknown, path: readonly (string | number)[]): { path: typeof path; fault: FileFault } | null {
  if (path.length > MAX_DEPTH) return { path, fault: fileFault('deep', {}) }
  if (typeof value === 'number' && !Number.isFinite(value)) return { path, fault: fileFault('no_json_number', {}) }
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    return { path, fault: { place: '', field: '', ...fieldError('long_number') } }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const bad = badValue(item, [...path, index])
      if (bad) return bad
    }
    return null
  }
  if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (name === '__proto__') return { path, fault: fileFault('forbidden_name', { name }) }
      const bad = badValue(member, [...path, name])
      if (bad) return bad
    }
    return null
  }
  const isPlain = value === null || ['string', 'boolean', 'number'].includes(typeof value)
  return isPlain ? null : { path, fault: fileFault('no_json_value', {}) }
}
