import { expect, test } from 'vitest'
import { number } from '../../../../src/renderer/text/formats.ts'

test('a number is written as its language writes it, small ones without its formatter', () => {
  const numbers = [0, 7, 999, 1000, 1234567, -5, 0.5, 1.25]
  expect(numbers.map((value) => number(value))).toEqual(
    numbers.map((value) => new Intl.NumberFormat('en').format(value)),
  )
  expect(number(0.5, { style: 'percent' })).toBe('50%')
})
