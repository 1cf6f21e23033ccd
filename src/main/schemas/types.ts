import { isObject, type JsonObject } from '../../shared/json.ts'

export const TYPES: readonly string[] = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']

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

export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

export const typesIn = (schema: JsonObject): string[] => [schema.type].flat().filter((type) => typeof type === 'string')

export const fitsType = (types: readonly string[], value: unknown): boolean => {
  const type = typeOf(value)
  return types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'))
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

/** The type that other keywords give away. */
export function inferType(schema: JsonObject): string | undefined {
  const has = (...names: string[]) => names.some((name) => Object.hasOwn(schema, name))
  if (
    has('properties', 'required', 'patternProperties', 'minProperties', 'maxProperties') ||
    isObject(schema.additionalProperties)
  ) {
    return 'object'
  }
  if (has('items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems')) return 'array'
  const values = Object.hasOwn(schema, 'const') ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : []
  const types = new Set(values.map(typeOf))
  if (types.size === 1) return [...types][0]
  if (types.size > 1) return undefined
  if (has('pattern', 'format', 'minLength', 'maxLength', 'multiline', 'pattern_descriptor')) return 'string'
  if (has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')) return 'number'
  const byDefault = has('default') && schema.default !== null ? typeOf(schema.default) : undefined
  return byDefault === 'integer' && has('multipleOf') ? 'number' : byDefault
}
