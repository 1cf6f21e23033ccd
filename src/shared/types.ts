import { isObject, type JsonObject } from './json.ts'

export const TYPES: readonly string[] = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']

/** The narrowest type of a value. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

/** The types that a schema names; none means any. */
export const typesIn = (schema: JsonObject): string[] => [schema.type].flat().filter((type) => typeof type === 'string')

/** Whether a value is of one of the types; an integer is a number, and no types are any. */
export const fitsType = (types: readonly string[], value: unknown): boolean => {
  const type = typeOf(value)
  return types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'))
}

/**
 * The types that a value of a schema most likely has: those that it names, or the one that its other keywords give away,
 * beside null, which they do not rule out. None where anything is as likely. What is valid is another question.
 */
export function likelyTypes(schema: JsonObject): string[] {
  const named = typesIn(schema)
  if (named.length > 0) return named
  if (Object.hasOwn(schema, 'enum') || Object.hasOwn(schema, 'const')) return []
  // Beside a choice or a reference, only what says that it is an object or a list gives the type away.
  const isOther = ['$ref', 'oneOf', 'anyOf', 'allOf', 'not', 'if'].some((keyword) => Object.hasOwn(schema, keyword))
  const { default: _default, ...structure } = schema
  const type = inferType(isOther ? structure : schema)
  return type === undefined ? [] : [type, 'null']
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
