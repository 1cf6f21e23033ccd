import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOneWay } from '../../../../../src/main/schemas/patterns/one-way.ts'
import { computing } from '../../../../helpers/computing.ts'

const ONE_WAY = [
  '^https://\\S+$',
  '^@?[A-Za-z0-9_]{1,15}$',
  '^20[0-9]{2}(0[1-9]|1[0-2])$',
  '^[ -]*(?:[A-Za-z0-9][ -]*){24}$',
  '^http(?:s://[^\\s/?#]+|://localhost(?::[0-9]{1,5})?)(?:/[^\\s?#]*)?$',
  '^[0-9]+(?:,[0-9]+)*$',
  '^$',
]

const SEVERAL_WAYS = [
  '^(a+)+$',
  '^\\s*\\s*x$',
  '^a*ab$',
  '^[0-9]{1,3}[0-9]$',
  '^[a-z]{2,8}[a-f]$',
  '^(a|ab)c$',
  '^a|b$',
  'a+$',
  '^(?=a)a$',
  '^(.)\\1$',
  '^[à-ö]*é$',
  '^\\u0430*\\x41$',
  '^\\p{L}+$',
  '^(a?){30}$',
]

describe('a pattern that reads a text in one way', () => {
  test.each(ONE_WAY)('%s is one', (pattern) => expect(isOneWay(pattern)).toBe(true))
  test.each(SEVERAL_WAYS)('%s is none', (pattern) => expect(isOneWay(pattern)).toBe(false))
})

const atom = fc.oneof(
  fc.constantFrom('a', 'b', '[ab]', '[^b]', '\\d', '\\s', '.', ':', '-'),
  fc.constantFrom('x', 'y', '[x-z]', '[0-9]'),
)
const piece: fc.Arbitrary<string> = fc.letrec<{ piece: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc
      .tuple(tie('piece'), fc.constantFrom('*', '+', '?', '{2}', '{1,9}', '{30}'))
      .map(([one, many]) => `(?:${one})${many}`),
    fc.tuple(tie('piece'), tie('piece')).map(([one, other]) => one + other),
    fc.tuple(tie('piece'), tie('piece')).map(([one, other]) => `(?:${one}|${other})`),
  ),
})).piece

test('whatever counts as one answers for a long text in little time', () => {
  let accepted = 0
  fc.assert(
    fc.property(
      piece,
      fc.array(fc.constantFrom('a', 'b', 'x', '1', ' ', ':', '-'), { minLength: 1, maxLength: 4 }),
      (body, letters) => {
        const pattern = `^${body}$`
        if (!isOneWay(pattern)) return
        accepted += 1
        const text = `${letters.join('').repeat(2500)}\n`
        expect(computing(() => new RegExp(pattern, 'u').test(text))).toBeLessThan(100)
      },
    ),
    { seed: 7, numRuns: 2000 },
  )
  expect(accepted).toBeGreaterThan(300)
})
