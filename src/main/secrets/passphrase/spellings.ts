import type { Passphrase } from '../../../contract/passphrase.ts'

/**
 * A passphrase as keys are made of it: keyboards of different systems write the same character in different ways, and
 * pasting adds a line end. Makes bytes that the caller overwrites.
 */
export function normalisePassphrase(passphrase: Passphrase): Uint8Array {
  // NFKC leaves ASCII as it is, so most passphrases never become a string, which nothing could overwrite.
  if (isAscii(passphrase)) return Uint8Array.from(trimmed(passphrase))
  return Buffer.from(textOf(passphrase).normalize('NFKC').trim())
}

/** A passphrase as it was typed, without the line end of a paste: a view of the same bytes, as `age` itself takes it. */
export const asTyped = (passphrase: Passphrase): Uint8Array => trimEnd(passphrase, (byte) => byte === 10 || byte === 13)

/**
 * What a passphrase may have been when a file was made: as typed, in the forms that other keyboards write the same
 * characters in, and as the first backups of this program have it. Most passphrases have one spelling alone. Makes bytes
 * that the caller overwrites.
 */
export function spellingsOf(passphrase: Passphrase): Uint8Array[] {
  const typed = asTyped(passphrase)
  const others = isAscii(typed) ? [Uint8Array.from(trimmed(typed))] : spellingsOfText(textOf(typed))
  const all = [Uint8Array.from(typed), ...others, normalisePassphrase(passphrase)]
  return all.filter((bytes, index) => {
    const isFirst = all.findIndex((other) => Buffer.compare(bytes, other) === 0) === index
    if (!isFirst) bytes.fill(0)
    return isFirst
  })
}

const spellingsOfText = (text: string): Uint8Array[] =>
  [text, text.trim(), text.normalize('NFC'), text.normalize('NFD')].map((spelling) => Buffer.from(spelling))

/** For what takes strings alone; made as late as possible, since nothing can overwrite one. */
export const textOf = (passphrase: Passphrase): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(passphrase)

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80)

/** The blanks of ASCII that trim() of a string removes. */
const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 9 && byte <= 13)

function trimmed(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => !isBlank(byte))
  return start < 0 ? bytes.subarray(0, 0) : trimEnd(bytes.subarray(start), isBlank)
}

const trimEnd = (bytes: Uint8Array, isLeftOut: (byte: number) => boolean): Uint8Array =>
  bytes.subarray(0, bytes.findLastIndex((byte) => !isLeftOut(byte)) + 1)
