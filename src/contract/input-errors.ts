import type * as z from 'zod'
import { type FieldError, fieldError, type FieldErrors } from './errors.ts'
import { labelFromName } from '../shared/label.ts'
import { collectFieldErrors } from '../shared/reasons/collect-field-errors.ts'

type Issue = z.core.$ZodIssue

/** What is wrong with an input that its schema refuses, by field. */
export const inputErrors = (issues: readonly Issue[], input: unknown): FieldErrors =>
  collectFieldErrors(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [pathOf([...issue.path, key]), fieldError('unknown_field')] as const)
        : [[pathOf(issue.path), errorOf(issue, valueAt(input, issue.path))] as const],
    ),
  )

const pathOf = (path: readonly PropertyKey[]) => path.map(String).join('.')

function errorOf(issue: Issue, value: unknown): FieldError {
  const title = titleOf(issue.path)
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? fieldError('required', { title, by: 'enter', own: 1 })
        : fieldError('type', { types: [TYPES[issue.expected] ?? issue.expected] })
    case 'invalid_value':
      return value === undefined
        ? fieldError('required', { title, by: 'choose', own: 1 })
        : fieldError('one_of', { values: issue.values.map(String), more: 0 })
    case 'too_small':
      return isBlank(value) ? fieldError('required', { title, by: 'enter', own: 1 }) : tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'not_multiple_of':
      return fieldError('multiple_of', { limit: issue.divisor })
    case 'invalid_format':
      if (issue.format === 'regex') return fieldError('pattern', { title, own: 1 })
      return fieldError('format', { format: FORMATS[issue.format] ?? issue.format })
    case 'invalid_union': {
      // The first kind is the usual one.
      const first = issue.errors[0]?.[0]
      return first ? errorOf({ ...first, path: [...issue.path, ...first.path] }, value) : fieldError('not_allowed')
    }
    case 'custom':
      return issue.params?.['fieldError'] ?? fieldError('not_allowed')
    default:
      return fieldError('not_allowed')
  }
}

/** Passphrases are bytes here. */
const isBlank = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() === '' : value instanceof Uint8Array && value.every((byte) => byte <= 0x20)

/** The types of zod that JSON Schema calls otherwise. */
const TYPES: Partial<Record<string, string>> = { int: 'integer', record: 'object' }
const FORMATS: Partial<Record<string, string>> = { base64: 'byte', datetime: 'date-time' }

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): FieldError {
  const limit = Number(minimum)
  if (origin === 'string') return fieldError('min_length', { limit })
  if (origin === 'array' || origin === 'set') return fieldError('min_items', { limit })
  return fieldError(inclusive === false ? 'more_than' : 'minimum', { limit })
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): FieldError {
  const limit = Number(maximum)
  if (origin === 'string') return fieldError('max_length', { limit })
  if (origin === 'array' || origin === 'set') return fieldError('max_items', { limit })
  return fieldError(inclusive === false ? 'less_than' : 'maximum', { limit })
}

/** `secretExpiresAt` as "Secret expires at"; an item of a list by its number. */
function titleOf(path: readonly PropertyKey[]): string {
  const name = String(path.at(-1) ?? '')
  return /^\d+$/.test(name) ? `Item ${Number(name) + 1}` : labelFromName(name)
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[name] : undefined,
    input,
  )
