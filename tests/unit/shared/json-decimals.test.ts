import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isKeptExactly, isMultiple } from '../../../src/shared/json.ts'
import { computing } from '../../helpers/computing.ts'

test('A number is kept exactly when it is written again as it was', () => {
  for (const text of [
    '0',
    '-0',
    '1.50',
    '1e3',
    '1E+3',
    '.5',
    '9007199254740992',
    '1e300',
    '0.1',
    '1000000000000000000000',
  ])
    expect([text, isKeptExactly(text)]).toEqual([text, true])
  for (const text of ['9007199254740993', '1285704473650888702', '1e999', '0.1000000000000000055'])
    expect([text, isKeptExactly(text)]).toEqual([text, false])
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => isKeptExactly(String(number))))
})

test('A number with very many zeros inside is read as fast as any other', () => {
  const written = `0.1${'0'.repeat(100_000)}1`
  expect(computing(() => expect(isKeptExactly(written)).toBe(false))).toBeLessThan(500)
})

test('A multiple is one by its decimals', () => {
  expect(isMultiple(1234567.89, 0.01)).toBe(true)
  expect(isMultiple(5, 1e9)).toBe(false)
  expect(isMultiple(0.0075, 0.0001)).toBe(true)
  expect(isMultiple(0.00751, 0.0001)).toBe(false)
  expect(isMultiple(1e308, 0.5)).toBe(true)
  expect(isMultiple(0, 7)).toBe(true)
  expect(isMultiple(-4.5, 1.5)).toBe(true)
  fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => isMultiple(cents / 100, 0.01)))
})
