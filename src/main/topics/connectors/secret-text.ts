import type { FieldErrors } from '../../../shared/errors.ts'
import { isObject } from '../../../shared/json.ts'
import { formatPath, type Path } from '../../../shared/path.ts'
import { holdsPassword } from '../../../shared/secret-looks.ts'

/** More than any key or certificate chain needs; what is longer was copied by mistake. */
const MAX_LENGTH = 64 * 1024

/** Control characters but tab and line break, zero-width and direction marks, and halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const ORDINARY = /[\t\r\n]/

/**
 * What a secret has of the clipboard that its service would refuse later, where nobody could see why; null when it is
 * fine. Keys and certificates have many lines, of which the last may end with a break; one line has none.
 */
export function clipboardJunk(value: unknown): string | null {
  if (typeof value !== 'string') return null
  if (value.length > MAX_LENGTH) return `must have at most ${MAX_LENGTH.toLocaleString('en')} characters`
  const index = [...value].findIndex((character) => INVISIBLE.test(character) && !ORDINARY.test(character))
  if (index >= 0) return `has an invisible character at place ${index + 1}; type it, or copy it from its source again`
  if (value !== value.trim() && /[\r\n]/.test(value) && !/[\r\n]/.test(value.trim()))
    return 'begins or ends with a line break; leave that out'
  return null
}

/** The settings that hold an address with a password in it, which would be stored and shown in the open. */
export function passwordsInAddresses(config: object): FieldErrors {
  const fields: FieldErrors = {}
  const visit = (value: unknown, path: Path): void => {
    if (typeof value === 'string' && holdsPassword(value))
      fields[formatPath(path)] = [
        'has a password in its address, which would be readable here; leave it out, or have the catalog entry mark the field as a secret',
      ]
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index])
    else if (isObject(value)) for (const [name, member] of Object.entries(value)) visit(member, [...path, name])
  }
  visit(config, ['config'])
  return fields
}
