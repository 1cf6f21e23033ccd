import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toPlainJson } from '../../../../src/main/core/plain-json.ts'

test('every JSON value is copied as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      fc.pre(!JSON.stringify(value).includes('"__proto__"'))
      expect(toPlainJson(value)).toEqual(value)
    }),
  )
})

test('what is undefined is left out', () => {
  expect(toPlainJson({ a: undefined, b: 1 })).toEqual({ b: 1 })
})

test('an object without a prototype becomes a plain one', () => {
  const bare: unknown = Object.assign(Object.create(null) as object, { a: 1 })
  expect(Object.getPrototypeOf(toPlainJson(bare))).toBe(Object.prototype)
})

const cycle: Record<string, unknown> = {}
cycle['self'] = cycle
const deep = JSON.parse('['.repeat(100) + ']'.repeat(100)) as unknown

test.each([
  ['a cycle', cycle],
  ['a BigInt', { n: 1n }],
  ['a function', { f: () => 1 }],
  ['a date', new Date()],
  ['a map', new Map()],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['a symbol', Symbol('x')],
  ['an own __proto__', JSON.parse('{"__proto__":{"polluted":true}}')],
  ['deep nesting', deep],
  ['ten million characters', 'x'.repeat(10_000_000)],
  ['a million values', Array.from({ length: 1_000_000 }, () => 0)],
])('%s is refused as invalid', (_name, value) => {
  expect(() => toPlainJson(value)).toThrow(expect.objectContaining({ code: 'invalid' }) as Error)
})

test('a passphrase becomes bytes of its own in its place alone', () => {
  const bytes = Uint8Array.from(Buffer.from('given'))
  const passphrases = { places: [['passphrase'], ['proof', '*']], copies: [] as Uint8Array[] }
  const plain = toPlainJson({ passphrase: bytes, proof: { one: '½' }, name: 'Acme' }, passphrases)
  expect(plain).toEqual({ passphrase: bytes, proof: { one: Uint8Array.from(Buffer.from('½')) }, name: 'Acme' })
  for (const copy of passphrases.copies) copy.fill(0)
  expect(plain).toEqual({ passphrase: new Uint8Array(5), proof: { one: new Uint8Array(2) }, name: 'Acme' })
  expect(Buffer.from(bytes).toString()).toBe('given')
  expect(() => toPlainJson({ name: bytes }, passphrases)).toThrow(expect.objectContaining({ code: 'invalid' }) as Error)
})
