import * as z from 'zod'
import { MIN_PASSPHRASE } from '../shared/limits.ts'
import type { Place } from '../shared/path.ts'

const MAX_PASSPHRASE = 1024

/**
 * A passphrase as typed, in UTF-8. Unlike a text it can be overwritten: the maker of the bytes does so after their last use,
 * and a handler gets a copy that the door overwrites when the call ends.
 */
export type Passphrase = Uint8Array

/** Marks the places of passphrases in an input; OpenAPI uses the same word. */
const FORMAT = 'password'

/** Characters as a text has them, without making a text of the bytes. */
const lengthOf = (bytes: Uint8Array): number =>
  // A byte that begins a character counts one, or two where it needs four bytes, which are two units of a text.
  bytes.reduce((sum, byte) => sum + (byte >= 0xf0 ? 2 : (byte & 0xc0) === 0x80 ? 0 : 1), 0)

const passphrase = (least: number): z.ZodType<Passphrase, string | Uint8Array> =>
  z
    .custom<string | Uint8Array>(() => true)
    .transform((value: unknown, { issues }) => {
      if (typeof value !== 'string' && !(value instanceof Uint8Array)) {
        issues.push({ code: 'invalid_type', expected: 'string', input: value })
        return z.NEVER
      }
      const length = typeof value === 'string' ? value.length : lengthOf(value)
      if (length < least)
        issues.push({ code: 'too_small', origin: 'string', minimum: least, inclusive: true, input: value })
      if (length > MAX_PASSPHRASE)
        issues.push({ code: 'too_big', origin: 'string', maximum: MAX_PASSPHRASE, inclusive: true, input: value })
      // The door has made bytes of a text.
      return value as Passphrase
    })
    .meta({ type: 'string', format: FORMAT, ...(least > 0 && { minLength: least }), maxLength: MAX_PASSPHRASE })

/** One that is set; it is normalised to NFKC before use so that every keyboard gives the same key. */
export const NewPassphrase = passphrase(MIN_PASSPHRASE)

/** One that opens something. */
export const Passphrase = passphrase(0)

/** Where an input has passphrases. */
export function passphrasePlaces(schema: z.core.$ZodType | undefined): Place[] {
  if (!schema) return []
  if (z.globalRegistry.get(schema)?.['format'] === FORMAT) return [[]]
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return passphrasePlaces(schema.def.innerType)
  if (schema instanceof z.ZodArray) return below('*', schema.element)
  if (schema instanceof z.ZodRecord) return below('*', schema.valueType)
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).flatMap(([name, inner]) => below(name, inner))
  return []
}

const below = (name: string, schema: z.core.$ZodType): Place[] =>
  passphrasePlaces(schema).map((place) => [name, ...place])
