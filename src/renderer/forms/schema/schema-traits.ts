import type { JsonObject } from '../../../shared/json.ts'
import { inferType, typesIn } from '../../../shared/types.ts'
import type { WidgetName } from './form-node.ts'

const MANY = 12

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The type that the form edits: the first one that is not null, else the one that the other keywords imply. */
export function typeOf(schema: JsonObject): string {
  const types = typesIn(schema).filter((type) => type !== 'null')
  const [type = inferType(schema) ?? 'string'] = types
  return type === 'null' || types.includes('string') ? 'string' : type
}

/** The values of an enum without null, which an empty optional field stands for. */
export const enumOf = (schema: JsonObject): unknown[] | null =>
  Array.isArray(schema['enum']) ? schema['enum'].filter((value) => value !== null) : null

/** A fixed value: `const`, or an enum with one value in a branch or a required field. */
export function constantOf(schema: JsonObject, isFixed: boolean): { value: unknown } | null {
  if (schema['const'] !== undefined) return { value: schema['const'] }
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
  if (type === 'object' || type === 'array') return 'json'
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
