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
