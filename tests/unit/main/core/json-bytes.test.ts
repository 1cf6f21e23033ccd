import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJsonBytes } from '../../../../src/main/core/json-bytes.ts'

const PLACES = [['passphrase'], ['proof', '*'], ['parts', '*', 'passphrase']]

const parse = (json: string) => parseJsonBytes(Buffer.from(json), PLACES)

/** Of texts at the places their bytes, as the parser of strings has them. */
const toBytes = (value: unknown): unknown => (typeof value === 'string' ? Uint8Array.from(Buffer.from(value)) : value)

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\ud83d', '½ №', '😀', ''))
const json = fc.oneof(text, fc.jsonValue())

test('an input with passphrases anywhere is what JSON.parse makes of it, with bytes in their places', () => {
  const input = fc.record(
    {
      passphrase: json,
      name: json,
      proof: fc.oneof(fc.dictionary(fc.string(), json), json),
      parts: fc.oneof(fc.array(fc.record({ passphrase: json, into: json })), json),
      config: fc.record({ passphrase: text, proof: fc.dictionary(fc.string(), text) }),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(input, fc.constantFrom(0, 2), fc.boolean(), (value, space, escapes) => {
      const written = JSON.stringify(value, null, space)
      // Any character may be written as its code.
      const body = escapes ? written.replace(/[^\0-\x7f]|p/g, (all) => all.replace(/[^]/g, escapeOf)) : written
      const expected = JSON.parse(body) as Record<string, never>
      const { passphrase, proof, parts } = expected as Record<string, unknown>
      const isRecord = (item: unknown): item is Record<string, unknown> => typeof item === 'object' && item !== null
      if (passphrase !== undefined) Object.assign(expected, { passphrase: toBytes(passphrase) })
      const inside = isRecord(proof) ? proof : {}
      for (const name of Object.keys(inside)) Object.defineProperty(inside, name, { value: toBytes(inside[name]) })
      for (const part of isRecord(parts) ? Object.values(parts) : [])
        if (isRecord(part) && 'passphrase' in part) part['passphrase'] = toBytes(part['passphrase'])
      expect(parse(body).value).toEqual(expected)
    }),
  )
})

const escapeOf = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

test('of a name that stands twice the last counts, and all bytes are there to be overwritten', () => {
  const { value, passphrases, text: rest } = parse('{"passphrase":"first","passphrase":"second"}')
  expect(value).toEqual({ passphrase: Uint8Array.from(Buffer.from('second')) })
  expect(passphrases).toHaveLength(2)
  expect(rest).not.toMatch(/first|second/)
})

test.each([
  ...[
    '',
    '{"passphrase":"x',
    '{"passphrase":"a\\qb"}',
    '{"passphrase":"a\\u00zz"}',
    '{"passphrase":"a\nb"}',
    '{"passphrase":"x"}}',
  ],
  ...['{"passphrase" "x"}', '{passphrase:"x"}', '"x" "y"', `{"passphrase":"x","y":}`, '["x",]'],
])('%j is no JSON, with or without passphrases', (body) => {
  expect(() => parse(body)).toThrow(SyntaxError)
})
