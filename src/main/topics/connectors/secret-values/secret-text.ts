import { type FieldError, fieldError, type FieldErrors } from '../../../../shared/errors.ts'
import { isObject } from '../../../../shared/json.ts'
import { formatPath, type Path } from '../../../../shared/path.ts'
import { holdsPassword } from '../../../../shared/secret-looks.ts'

/** More than any key or certificate chain needs; what is longer was copied by mistake. */
const MAX_LENGTH = 64 * 1024

/** Control characters but tab and line break, zero-width and direction marks, and halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const ORDINARY = /[\t\r\n]/

/**
 * What a secret has of the clipboard that its service would refuse later, where nobody could see why; null when it is
 * fine. Keys and certificates have many lines, of which the last may end with a break; one line has none.
 */
export function clipboardJunk(value: unknown): FieldError | null {
  if (typeof value !== 'string') return null
  if (value.length > MAX_LENGTH) return fieldError('max_length', { limit: MAX_LENGTH })
  const index = [...value].findIndex((character) => INVISIBLE.test(character) && !ORDINARY.test(character))
  if (index >= 0) return fieldError('invisible_character', { place: index + 1 })
  if (value !== value.trim() && /[\r\n]/.test(value) && !/[\r\n]/.test(value.trim())) return fieldError('line_break')
  return null
}

/** The settings that hold an address with a password in it, which would be stored and shown in the open. */
export function passwordsInAddresses(config: object): FieldErrors {
  const fields: FieldErrors = {}
  const visit = (value: unknown, path: Path): void => {
    if (typeof value === 'string' && holdsPassword(value)) fields[formatPath(path)] = [fieldError('address_password')]
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index])
    else if (isObject(value)) for (const [name, member] of Object.entries(value)) visit(member, [...path, name])
  }
  visit(config, ['config'])
  return fields
}
