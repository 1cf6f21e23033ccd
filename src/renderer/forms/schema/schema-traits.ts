import type { JsonObject } from '../../../shared/json.ts'
import { inferType, typesIn } from '../../../shared/types.ts'
import type { WidgetName } from './form-node.ts'

const MANY = 12

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * The one type that the form edits a node as: the first that is not null, else what the other keywords imply; undefined
 * where any value may stand.
 */
export function typeOf(schema: JsonObject): string | undefined {
  const named = typesIn(schema)
  const types = named.filter((type) => type !== 'null')
  if (types.includes('string') || (named.length > 0 && types.length === 0)) return 'string'
  return types[0] ?? inferType(schema)
}

/** The values to choose from; the value of an optional `const` is one. */
export function enumOf(schema: JsonObject): unknown[] | null {
  if (Object.hasOwn(schema, 'const')) return [schema['const']]
  return Array.isArray(schema['enum']) ? schema['enum'] : null
}

/** A value that allows no choice, where it is required or names a branch: that of a `const` or an enum of one. */
export function constantOf(schema: JsonObject, isFixed: boolean): { value: unknown } | null {
  if (isFixed && schema['type'] === 'null') return { value: null }
  const values = enumOf(schema)
  return isFixed && values?.length === 1 ? { value: values[0] } : null
}

const isMultiline = (schema: JsonObject) => schema['multiline'] === true || schema['format'] === 'textarea'

/** The control of a leaf. Unknown formats are plain text. */
export function widgetOf(schema: JsonObject, isSecret: boolean): WidgetName {
  const type = typeOf(schema)
  const values = enumOf(schema)
  if (values) return values.length > MANY && !isSecret ? 'combobox' : 'select'
  // A secret of any type is text, which alone can be masked.
  if (type === 'object' || type === 'array' || (type === undefined && !isSecret)) return 'json'
  if (type === 'boolean') return 'checkbox'
  if (type === 'integer' || type === 'number') return 'number'
  if (isMultiline(schema)) return 'multiline'
  switch (schema['format']) {
    case 'email':
    case 'idn-email':
      return 'email'
    case 'uri':
    case 'url':
    case 'iri':
      return 'url'
    case 'date':
      return 'date'
    case 'date-time':
      return 'datetime'
    default:
      return 'text'
  }
}

/** The placeholder: the first example. */
export function exampleOf(schema: JsonObject): string {
  const examples = Array.isArray(schema['examples']) ? schema['examples'] : [schema['examples'] ?? schema['example']]
  const [first] = examples
  return typeof first === 'string' || typeof first === 'number' ? String(first) : ''
}
