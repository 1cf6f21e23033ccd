import type { ErrorObject } from 'ajv'
import { isObject } from '../../../shared/json.ts'
import { plural } from '../../../shared/words.ts'

export const REQUIRED = 'is required'

const MAX_NAMED = 12

const FORMATS: Record<string, string> = {
  email: 'must be an email address',
  'idn-email': 'must be an email address',
  uri: 'must be a web address such as https://example.com',
  url: 'must be a web address such as https://example.com',
  iri: 'must be a web address such as https://example.com',
  'uri-reference': 'must be a web address or a path',
  hostname: 'must be a host name such as db.example.com',
  'idn-hostname': 'must be a host name such as db.example.com',
  ipv4: 'must be an IPv4 address such as 192.0.2.1',
  ipv6: 'must be an IPv6 address such as 2001:db8::1',
  date: 'must be a date such as 2026-01-31',
  'date-time': 'must be a date and time such as 2026-01-31T09:30:00Z',
  time: 'must be a time such as 09:30:00Z',
  duration: 'must be a duration such as P1DT12H',
  uuid: 'must be a UUID such as 123e4567-e89b-12d3-a456-426614174000',
  regex: 'must be a regular expression',
  byte: 'must be Base64 text',
  'json-pointer': 'must be a JSON pointer such as /name/0',
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  null: 'empty',
}

/** What is wrong with a value, as the end of a sentence that starts with the field's title. */
export function messageFor(error: ErrorObject): string {
  const { keyword, params } = error
  switch (keyword) {
    case 'required':
    case 'filled':
      return REQUIRED
    case 'dependentRequired':
    case 'dependencies':
      return `is required together with ${params.property}`
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not a known field'
    case 'propertyNames':
      return 'is not an allowed name'
    case 'type':
      return typeMessage([params.type].flat())
    case 'const':
      return `must be ${show(params.allowedValue)}`
    case 'enum':
      return oneOfMessage(params.allowedValues)
    case 'format':
      return FORMATS[params.format] ?? `must be in the format ${params.format}`
    case 'pattern':
      return patternMessage(error)
    case 'multipleOf':
      return `must be a multiple of ${params.multipleOf}`
    case 'uniqueItems':
      return 'must not have the same item twice'
    case 'contains':
      return 'does not have the items that it must have'
    case 'additionalItems':
    case 'unevaluatedItems':
      return `must have at most ${plural(params.limit ?? params.len, 'item', 'items')}`
    default:
      return limitMessage(keyword, params.limit) ?? 'is not allowed'
  }
}

/** "must be one of: a, b"; long lists are cut. */
export function oneOfMessage(values: readonly unknown[]): string {
  if (values.length === 1) return `must be ${show(values[0])}`
  const more = values.length > MAX_NAMED ? ` and ${values.length - MAX_NAMED} more` : ''
  return `must be one of: ${values.slice(0, MAX_NAMED).map(show).join(', ')}${more}`
}

const show = (value: unknown) => (typeof value === 'string' && value !== '' ? value : JSON.stringify(value))

export function typeMessage(types: readonly string[]): string {
  const names = types.filter((type) => type !== 'null').map((type) => TYPES[type] ?? type)
  return `must be ${names.length > 0 ? names.join(' or ') : 'empty'}`
}

function limitMessage(keyword: string, limit: number): string | undefined {
  switch (keyword) {
    case 'minLength':
      return `must have at least ${plural(limit, 'character', 'characters')}`
    case 'maxLength':
      return `must have at most ${plural(limit, 'character', 'characters')}`
    case 'minItems':
      return `must have at least ${plural(limit, 'item', 'items')}`
    case 'maxItems':
      return `must have at most ${plural(limit, 'item', 'items')}`
    case 'minProperties':
      return `must have at least ${plural(limit, 'entry', 'entries')}`
    case 'maxProperties':
      return `must have at most ${plural(limit, 'entry', 'entries')}`
    case 'minimum':
      return `must be ${limit} or more`
    case 'maximum':
      return `must be ${limit} or less`
    case 'exclusiveMinimum':
      return `must be more than ${limit}`
    case 'exclusiveMaximum':
      return `must be less than ${limit}`
    default:
      return undefined
  }
}

/** Says what a pattern wants as far as that is known: its literal start, its words, its descriptor or an example. */
function patternMessage(error: ErrorObject): string {
  const schema = isObject(error.parentSchema) ? error.parentSchema : {}
  const pattern = String(error.params.pattern)
  if (/^\^(?:\(\?:|\()?https\?\)?:/.test(pattern) && !/^https?:\/\//.test(String(error.data)))
    return 'must start with http:// or https://'
  const start = literalStart(pattern)
  const value = typeof error.data === 'string' ? error.data : ''
  if (/^[a-z+]+:\/\/$/.test(start) && !value.startsWith(start)) return `must start with ${start}`
  const words = /^\^\((?:\?:)?([\w |-]+)\)\$$/.exec(pattern)?.[1]?.split('|')
  if (words && words.length > 1) return oneOfMessage(words)
  if (typeof schema.pattern_descriptor === 'string' && schema.pattern_descriptor.trim() !== '')
    return `must look like ${schema.pattern_descriptor}`
  if (start.length > 2 && !value.startsWith(start)) return `must start with ${start}`
  const example = Array.isArray(schema.examples) ? schema.examples[0] : schema.examples
  if (typeof example === 'string' || typeof example === 'number') return `must look like ${example}`
  return 'is not in the expected form'
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
