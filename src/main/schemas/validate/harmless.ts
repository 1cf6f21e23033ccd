import { onlyValue } from '../../../shared/branches.ts'
import { isObject, type JsonObject } from '../../../shared/json.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { isOneWay } from '../patterns/one-way.ts'
import { KEYWORDS } from '../lint/keywords.ts'
import type { CheckInput } from './check.ts'

/** Kinds of keywords whose work grows with the value that they look at, and with nothing else. */
const PLAIN_KINDS = new Set(['text', 'flag', 'number', 'count', 'names', 'values', 'type', 'any'])

/** Formats whose checks read a text once or a few times. */
const FORMATS = new Set('date time date-time email hostname ipv4 ipv6 password textarea uri uuid'.split(' '))

const MAX_SCHEMA_NODES = 2000
/** To look at a pattern takes some time for each of its characters. */
const MAX_PATTERN_CHARACTERS = 2000
const MAX_INPUT_NODES = 500
const MAX_INPUT_CHARACTERS = 10_000

/**
 * Whether any small input is validated by these schemas in a few steps for each of its characters, so it may be done where
 * other calls wait for it: they hold no references, no choices but of values, no conditions, and only patterns that can read
 * a text in one way. What is not on the list counts as harmful.
 */
export function isHarmless({ configSchema, authSchema }: EntrySchemas): boolean {
  if (nodesIn([configSchema, authSchema], MAX_SCHEMA_NODES) > MAX_SCHEMA_NODES) return false
  const patterns: string[] = []
  return (
    isPlain(configSchema, patterns) &&
    isPlain(authSchema, patterns) &&
    charactersIn(patterns) <= MAX_PATTERN_CHARACTERS &&
    patterns.every(isOneWay)
  )
}

/** Whether an input is as small as what people type into a form. */
export function isSmall({ config, auth, kept }: CheckInput): boolean {
  return (
    nodesIn([config, auth, kept], MAX_INPUT_NODES) <= MAX_INPUT_NODES &&
    charactersIn([config, auth, kept]) <= MAX_INPUT_CHARACTERS
  )
}

/** Whether a schema has nothing but what is on the list; its patterns are collected, to be looked at last. */
const isPlain = (schema: unknown, patterns: string[]): boolean =>
  isObject(schema) && Object.entries(schema).every(([keyword, value]) => isPlainKeyword(keyword, value, patterns))

function isPlainKeyword(keyword: string, value: unknown, patterns: string[]): boolean {
  const isPlainPart = (part: unknown) => isPlain(part, patterns)
  switch (keyword) {
    case '$schema':
      return true
    case 'properties':
      return isObject(value) && Object.values(value).every(isPlainPart)
    case 'items':
      return isPlainPart(value)
    case 'additionalProperties':
      return typeof value === 'boolean'
    case 'oneOf':
    case 'anyOf':
      return (
        Array.isArray(value) &&
        value.every((branch) => isPlainPart(branch) && onlyValue(branch as JsonObject) !== undefined)
      )
    case 'pattern':
      return typeof value === 'string' && patterns.push(value) > 0
    case 'format':
      return typeof value === 'string' && FORMATS.has(value)
    default:
      return PLAIN_KINDS.has(KEYWORDS.get(keyword) ?? '')
  }
}

/** The number of values in a document, counted up to one more than `most`. */
function nodesIn(document: unknown, most: number): number {
  const open = [document]
  let count = 0
  while (open.length > 0 && count <= most) {
    const value = open.pop()
    count += 1
    if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) open.push(member)
  }
  return count
}

/** The length of all texts and names in a document. */
function charactersIn(document: unknown): number {
  if (typeof document === 'string') return document.length
  if (typeof document !== 'object' || document === null) return 0
  return Object.entries(document).reduce((sum, [name, value]) => sum + name.length + charactersIn(value), 0)
}
