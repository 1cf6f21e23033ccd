import { appError, type AppError, fieldError } from '../../contract/errors.ts'
import { longNumbers } from '../../shared/json-text.ts'
import { formatPath, type Path, type Place, placesBelow } from '../../shared/path.ts'
import { MAX_DEPTH } from '../../shared/limits.ts'

const MAX_VALUES = 200_000
const MAX_CHARACTERS = 4 * 1024 * 1024

/** The passphrases of an input: where they are, and the copies that were made of them, to be overwritten after use. */
export interface Passphrases {
  places: readonly Place[]
  copies: Uint8Array[]
}

/**
 * Copies a value that came from outside as plain JSON, so no cycle, getter, foreign prototype or number that JSON
 * cannot hold gets any further. Properties that are `undefined` are left out. Passphrases, texts or bytes, become bytes.
 * Throws `invalid` for what is not JSON, too deep or too large.
 */
export function toPlainJson(value: unknown, { places, copies }: Passphrases = { places: [], copies: [] }): unknown {
  let values = 0
  let characters = 0

  const count = (text: string) => {
    characters += text.length
    if (characters > MAX_CHARACTERS) throw badInput('too_large')
    return text
  }

  const copyPassphrase = (text: string | Uint8Array): Uint8Array => {
    characters += text.length
    if (characters > MAX_CHARACTERS) throw badInput('too_large')
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : Uint8Array.from(text)
    copies.push(bytes)
    return bytes
  }

  const copy = (item: unknown, depth: number, at: readonly Place[]): unknown => {
    if (depth > MAX_DEPTH) throw badInput('too_deep')
    if (++values > MAX_VALUES) throw badInput('too_many_values')
    const isText = typeof item === 'string' || item instanceof Uint8Array
    if (isText && at.some(({ length }) => length === 0)) return copyPassphrase(item)
    if (item === null || typeof item === 'boolean') return item
    if (typeof item === 'string') return count(item)
    if (typeof item === 'number' && Number.isFinite(item)) return item
    if (Array.isArray(item)) return Array.from(item, (element) => copy(element, depth + 1, placesBelow(at, '')))
    if (typeof item === 'object' && isPlain(item)) {
      const result: Record<string, unknown> = {}
      for (const [name, element] of Object.entries(item)) {
        if (name === '__proto__') throw badInput('forbidden_name')
        if (element !== undefined) result[count(name)] = copy(element, depth + 1, placesBelow(at, name))
      }
      return result
    }
    throw badInput('not_json')
  }

  return copy(value, 0, places)
}

/**
 * Throws `invalid` where JSON text has a number that would become another one when it is read, with a message at its
 * path, before which `start` stands. Nothing would say afterwards what was written.
 */
export function assertNumbersAreKept(json: string, start: Path = []): void {
  const numbers = longNumbers(json)
  if (numbers.length === 0) return
  const fields = Object.fromEntries(
    numbers.map(({ path }) => [formatPath([...start, ...path]), [fieldError('long_number')]]),
  )
  throw appError('long_numbers', {}, { fields })
}

const isPlain = (item: object) => {
  const prototype: unknown = Object.getPrototypeOf(item)
  // A structured clone may come from another realm, whose Object.prototype is not ours.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const badInput = (why: 'too_large' | 'too_deep' | 'too_many_values' | 'forbidden_name' | 'not_json'): AppError =>
  appError('bad_input', { why })
