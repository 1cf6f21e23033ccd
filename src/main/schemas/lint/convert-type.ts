import type { JsonObject } from '../../../shared/json.ts'
import { fitsType, TYPES } from '../../../shared/types.ts'

/** Names of types in other languages and systems, with what else they say. */
const OTHER_NAMES: Record<string, JsonObject> = {
  str: { type: 'string' },
  text: { type: 'string' },
  varchar: { type: 'string' },
  char: { type: 'string' },
  textarea: { type: 'string', multiline: true },
  multiline: { type: 'string', multiline: true },
  password: { type: 'string', writeOnly: true },
  secret: { type: 'string', writeOnly: true },
  token: { type: 'string', writeOnly: true },
  email: { type: 'string', format: 'email' },
  url: { type: 'string', format: 'uri' },
  uri: { type: 'string', format: 'uri' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  timestamp: { type: 'string', format: 'date-time' },
  uuid: { type: 'string', format: 'uuid' },
  file: { type: 'string' },
  select: { type: 'string' },
  options: { type: 'string' },
  enum: { type: 'string' },
  int: { type: 'integer' },
  int32: { type: 'integer' },
  int64: { type: 'integer' },
  long: { type: 'integer' },
  float: { type: 'number' },
  double: { type: 'number' },
  decimal: { type: 'number' },
  numeric: { type: 'number' },
  bool: { type: 'boolean' },
  checkbox: { type: 'boolean' },
  list: { type: 'array' },
  tuple: { type: 'array' },
  set: { type: 'array' },
  dict: { type: 'object' },
  map: { type: 'object' },
  hash: { type: 'object' },
  struct: { type: 'object' },
  json: { type: 'object' },
  none: { type: 'null' },
  nil: { type: 'null' },
  any: {},
  mixed: {},
}

/** What the name of a type says, in keywords; undefined when it is no type. A final "?" means that null is allowed. */
export function readType(name: string): JsonObject | undefined {
  const word = name.trim().toLowerCase()
  if (TYPES.includes(word)) return { type: word }
  return Object.hasOwn(OTHER_NAMES, word) ? OTHER_NAMES[word] : undefined
}

/** A value in one of the types without loss of meaning ("5" as 5, "true" as true, 5 as "5"); undefined if there is none. */
export function convertTo(types: readonly string[], value: unknown): unknown {
  if (fitsType(types, value)) return value
  if (typeof value === 'string' && value.trim() !== '') {
    const number = Number(value)
    if (types.includes('integer') && Number.isInteger(number)) return number
    if (types.includes('number') && Number.isFinite(number)) return number
    const word = value.trim().toLowerCase()
    if (types.includes('boolean') && (word === 'true' || word === 'false')) return word === 'true'
  }
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) return String(value)
  return undefined
}
