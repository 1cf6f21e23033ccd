import { createCipheriv } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { generateKey } from '../../../../../src/main/secrets/keys/data-key.ts'
import { envelopeVersion, seal, unseal } from '../../../../../src/main/secrets/keys/envelope.ts'
import { BINDING as binding, tryTampered } from './tamper.ts'

const key = generateKey()

const bodyOf = (envelope: string) => Buffer.from(envelope.slice('enc1:1:'.length), 'base64url')
const withBody = (body: Buffer) => `enc1:1:${body.toString('base64url')}`

test('any JSON value comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as unknown
      expect(unseal(key, binding, seal(key, 1, binding, json))).toEqual({ value: json })
    }),
  )
})

test('secrets of 0 to 250 characters have envelopes of one length', () => {
  const lengths = new Set(Array.from({ length: 251 }, (_, length) => seal(key, 1, binding, 'x'.repeat(length)).length))
  expect(lengths.size).toBe(1)
  expect(seal(key, 1, binding, 'x'.repeat(251)).length).toBeGreaterThan([...lengths][0] ?? 0)
})

test('the same secret never has the same envelope twice', () => {
  const envelopes = new Set(Array.from({ length: 1000 }, () => seal(key, 1, binding, 'secret')))
  expect(envelopes.size).toBe(1000)
})

test('every single bit that is flipped, every truncation and random edits are refused', () => {
  const { bitFlips, truncations, randomEdits } = tryTampered(3000)
  expect(bitFlips).toEqual({ tried: (12 + 256 + 16) * 8, opened: [] })
  expect(truncations?.opened).toEqual([])
  expect(randomEdits).toEqual({ tried: 3000, opened: [] })
})

test('other spellings of the same bytes are refused', () => {
  const envelope = seal(key, 1, binding, 'secret')
  const base64 = `enc1:1:${bodyOf(envelope).toString('base64')}`
  const spellings = [base64, `${envelope}=`, `${envelope}\n`, ` ${envelope}`, envelope.replace('enc1', 'ENC1')]
  // The last character has two bits that no byte needs.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet.indexOf(envelope.at(-1) ?? '')
  const sameBytes = envelope.slice(0, -1) + alphabet[last ^ 1]
  expect(bodyOf(sameBytes)).toEqual(bodyOf(envelope))
  for (const spelling of [...spellings, sameBytes]) expect(unseal(key, binding, spelling)).toBeNull()
  for (const version of ['01', '+1', '1.0', '0', '-1', '1e0', '', '10000000000'])
    expect(envelopeVersion(envelope.replace(':1:', `:${version}:`))).toBeNull()
  for (const length of [0, 28, 283, 285]) expect(envelopeVersion(withBody(Buffer.alloc(length)))).toBeNull()
})

test('an envelope with a short tag is refused although the tag is right', () => {
  const nonce = Buffer.alloc(12, 1)
  for (const authTagLength of [4, 8, 12, 13, 14, 15])
    // Once as it is, and once with a ciphertext that makes up for the missing bytes.
    for (const size of [256, 256 + 16 - authTagLength]) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength })
      cipher.setAAD(Buffer.from(JSON.stringify(binding)))
      const ciphertext = Buffer.concat([cipher.update(Buffer.alloc(size)), cipher.final()])
      expect(unseal(key, binding, withBody(Buffer.concat([nonce, ciphertext, cipher.getAuthTag()])))).toBeNull()
    }
})

test('an envelope opens only where it was made for, and only with its key', () => {
  const envelope = seal(key, 1, binding, 'secret')
  for (let part = 0; part < binding.length; part++) {
    const moved = binding.map((value, index) => (index === part ? `${value}x` : value))
    expect(unseal(key, moved, envelope)).toBeNull()
  }
  expect(unseal(key, binding.slice(0, -1), envelope)).toBeNull()
  expect(unseal(key, ['auth', 1, 'workspace', 'connector', 'auth.token","key'], envelope)).toBeNull()
  expect(unseal(generateKey(), binding, envelope)).toBeNull()
})
