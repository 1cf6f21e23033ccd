import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUnread } from '../../../../../src/renderer/forms/data/unread.ts'
import { numberFrom } from '../../../../../src/renderer/forms/widgets/number-text.ts'

const MARKS = [',', '.'] as const

test('Every finite number is read back from its text, with a point and with a comma', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(...MARKS), (number, mark) => {
      expect(numberFrom(String(number).replace('.', mark), mark)).toBe(Object.is(number, -0) ? 0 : number)
    }),
  )
})

test('Text that is no decimal number, or none that is kept exactly, keeps its text and says why', () => {
  const texts = ['0x10', '1e', 'Infinity', '1,5', 'abc', '1e999', '1285704473650888702', '9007199254740993']
  for (const text of texts) expect(numberFrom(text, '.')).toMatchObject({ text, problem: expect.any(String) })
  expect(numberFrom('  ')).toBeUndefined()
  const problem = 'Enter a whole number such as 8080'
  expect(numberFrom('abc', '.', true)).toMatchObject({ text: 'abc', problem })
})

test.each([
  ['1,5', ',', 1.5],
  ['1.5', ',', 1.5],
  ['1.5', '.', 1.5],
  ['-,25', ',', -0.25],
  ['0.125', ',', 0.125],
  ['1,125', ',', 1.125],
  ['1.125', '.', 1.125],
  ['1.', ',', 1],
  ['1,', ',', 1],
  ['2,5e3', ',', 2500],
] as const)('%s where decimals stand behind "%s" is %d', (text, mark, number) => {
  expect(numberFrom(text, mark)).toBe(number)
})

test.each([
  ['1.000', ',', 'Write 1000 or 1,000: this could be either'],
  ['1,000', '.', 'Write 1000 or 1.000: this could be either'],
  ['1.000.000', ',', 'Write it without separators: 1000000'],
  ['1 000', ',', 'Write it without separators: 1000'],
  ['1.234,5', ',', 'Write it without separators: 1234,5'],
  ['1,234.5', '.', 'Write it without separators: 1234.5'],
  ['1,5', '.', 'Enter a number such as 8080 or 1.5'],
  ['1,2,3', ',', 'Enter a number such as 8080 or 1.5'],
] as const)('%s where decimals stand behind "%s" is read as no number: %s', (text, mark, problem) => {
  expect(numberFrom(text, mark)).toMatchObject({ text, problem })
})

test('No text becomes a number that has other digits, so nothing changes in silence', () => {
  const part = fc.constantFrom('0', '1', '12', '125', '1000', '.', ',', ' ')
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.constantFrom(...MARKS), (parts, mark) => {
      const typed = parts.join('')
      const number = numberFrom(typed, mark)
      if (number === undefined || isUnread(number)) return
      const [whole = '', decimals = ''] = typed.trim().split(/[.,]/)
      expect(typed.trim().split(/[.,]/).length).toBeLessThanOrEqual(2)
      expect(number).toBe(Number(`${whole || '0'}.${decimals}`))
      const isDoubtful = /^[1-9]\d{0,2}[.,]\d{3}$/.test(typed.trim()) && !typed.includes(mark)
      expect(isDoubtful).toBe(false)
    }),
  )
})
