import type { ErrorObject } from 'ajv'
import { type FieldError, fieldError } from '../../../shared/errors.ts'
import { isObject } from '../../../shared/json.ts'
import { ownWords } from './own-words.ts'

/** What a sentence says of a field. */
export interface Described {
  title: string
  /** Whether its value is typed or chosen among some. */
  by: 'enter' | 'choose'
  /** The title of a field beside it. */
  titleOf(sibling: string): string
}

const MAX_NAMED = 12

/** Why a field is wrong, for what Ajv has found there. */
export function reasonFor(error: ErrorObject, field: Described): FieldError {
  const { keyword, params } = error
  const { title, by } = field
  const words = ownWords(error)
  if (words !== null) return fieldError('own_words', { words })
  switch (keyword) {
    case 'required':
    case 'filled':
      return fieldError('required', { title, by })
    case 'dependentRequired':
    case 'dependencies':
      return fieldError('required_with', { title, other: field.titleOf(params.property) })
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return fieldError('unknown_field')
    case 'propertyNames':
      if (isObject(error.parentSchema) && isObject(error.parentSchema['properties'])) return fieldError('unknown_field')
      return fieldError('entry_name', { name: params.propertyName })
    case 'type':
      // What was to be filled in, as in the files of `connector template`.
      return error.data === null ? fieldError('required', { title, by }) : typeError([params.type].flat())
    case 'const':
      return oneOf([params.allowedValue])
    case 'enum':
      return oneOf(params.allowedValues)
    case 'format':
      return fieldError('format', { format: params.format })
    case 'pattern':
      return patternError(error, title)
    case 'multipleOf':
      return fieldError('multiple_of', { limit: params.multipleOf })
    case 'uniqueItems':
      return fieldError('unique_items')
    case 'additionalItems':
    case 'unevaluatedItems':
      return fieldError('max_items', { limit: params.limit ?? params.len })
    default: {
      const reason = LIMITS[keyword]
      return reason ? fieldError(reason, { limit: params.limit }) : fieldError('not_allowed')
    }
  }
}

const LIMITS: Partial<Record<string, LimitReason>> = {
  minLength: 'min_length',
  maxLength: 'max_length',
  minItems: 'min_items',
  maxItems: 'max_items',
  minProperties: 'min_entries',
  maxProperties: 'max_entries',
  minimum: 'minimum',
  maximum: 'maximum',
  exclusiveMinimum: 'more_than',
  exclusiveMaximum: 'less_than',
}

type LimitReason =
  | ('min_length' | 'max_length' | 'min_items' | 'max_items' | 'min_entries' | 'max_entries')
  | ('minimum' | 'maximum' | 'more_than' | 'less_than')

/** The values that are possible; long lists are cut. */
export function oneOf(values: readonly unknown[]): FieldError {
  if (values.length === 1) return fieldError('fixed', { value: show(values[0]) })
  const named = values.slice(0, MAX_NAMED).map(show)
  return fieldError('one_of', { values: named, more: values.length - named.length })
}

const show = (value: unknown) => (typeof value === 'string' && value !== '' ? value : JSON.stringify(value))

/** The types that are possible; null means that the field is left empty. */
export const typeError = (types: readonly string[]): FieldError =>
  fieldError('type', { types: types.filter((type) => type !== 'null') })

/** What a pattern wants as far as that is known: its literal start, its words, its descriptor or an example. */
function patternError(error: ErrorObject, title: string): FieldError {
  const schema = isObject(error.parentSchema) ? error.parentSchema : {}
  const pattern = String(error.params.pattern)
  const startsWith = (...starts: string[]) => fieldError('starts_with', { starts })
  if (/^\^(?:\(\?:|\()?https\?\)?:/.test(pattern) && !/^https?:\/\//.test(String(error.data)))
    return startsWith('http://', 'https://')
  const start = literalStart(pattern)
  const value = typeof error.data === 'string' ? error.data : ''
  if (/^[a-z+]+:\/\/$/.test(start) && !value.startsWith(start)) return startsWith(start)
  const words = /^\^\((?:\?:)?([\w |-]+)\)\$$/.exec(pattern)?.[1]?.split('|')
  if (words && words.length > 1) return oneOf(words)
  if (typeof schema.pattern_descriptor === 'string' && schema.pattern_descriptor.trim() !== '')
    return fieldError('looks_like', { example: schema.pattern_descriptor })
  if (start.length > 2 && !value.startsWith(start)) return startsWith(start)
  const example = Array.isArray(schema.examples) ? schema.examples[0] : schema.examples
  if (typeof example === 'string' || typeof example === 'number')
    return fieldError('looks_like', { example: String(example) })
  return fieldError('pattern', { title })
}

/** The text that every match of a pattern begins with, as far as it is written plainly. */
function literalStart(pattern: string): string {
  const match = /^\^((?:[A-Za-z0-9 :/_@#~=&%<>"',;-]|\\[^A-Za-z0-9])*)/.exec(pattern)
  const plain = match?.[1] ?? ''
  const rest = pattern.slice(plain.length + 1)
  // A quantifier makes the character before it optional or repeated; an alternative makes all of it optional.
  if (/^[?*{]/.test(rest)) return unescape(plain.replace(/\\?.$/, ''))
  return rest.includes('|') && !/[([]/.test(rest.slice(0, rest.indexOf('|'))) ? '' : unescape(plain)
}

const unescape = (text: string) => text.replace(/\\(.)/g, '$1')
