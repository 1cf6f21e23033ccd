import * as fc from 'fast-check'
import { generateKey } from '../../../../../src/main/secrets/keys/data-key.ts'
import { type Binding, seal, unseal } from '../../../../../src/main/secrets/keys/envelope.ts'

export const BINDING: Binding = ['auth', 1, 'workspace', 'connector', 'auth.token', 'key', 1]

const bytesOf = (envelope: string) => Buffer.from(envelope.slice('enc1:1:'.length), 'base64url')

export interface TamperCount {
  tried: number
  /** What was opened although it should not have been. */
  opened: string[]
}

/** Changes an envelope in every single bit, in every length and in so many random ways, and tries to open each. */
export function tryTampered(randomEdits: number, secret: unknown = 'secret'): Record<string, TamperCount> {
  const key = generateKey()
  const envelope = seal(key, 1, BINDING, secret)
  const bytes = bytesOf(envelope)

  const count = (tampered: Iterable<string>): TamperCount => {
    const result: TamperCount = { tried: 0, opened: [] }
    for (const text of tampered) {
      result.tried += 1
      if (unseal(key, BINDING, text)) result.opened.push(text)
    }
    return result
  }

  function* bitFlips() {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      yield `enc1:1:${changed.toString('base64url')}`
    }
  }

  function* truncations() {
    for (let length = 0; length < envelope.length; length++) {
      yield envelope.slice(0, length)
      yield envelope.slice(envelope.length - length)
    }
  }

  const edit = fc
    .record({
      at: fc.nat(envelope.length),
      remove: fc.nat(8),
      insert: fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9_:-]*$/)),
    })
    .map(({ at, remove, insert }) => envelope.slice(0, at) + insert + envelope.slice(at + remove))
    // The version only tells the caller which key to take; the binding holds it.
    .filter((text) => text.replace(/^enc1:[1-9]\d{0,8}:/, 'enc1:1:') !== envelope)

  return {
    bitFlips: count(bitFlips()),
    truncations: count(truncations()),
    randomEdits: count(fc.sample(edit, randomEdits)),
  }
}
