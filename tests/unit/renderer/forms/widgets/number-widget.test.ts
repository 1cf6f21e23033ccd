import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberFrom } from '../../../../../src/renderer/forms/widgets/number-widget.tsx'

test('Every finite number is read back from its text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(numberFrom(String(number))).toBe(Object.is(number, -0) ? 0 : number)
    }),
  )
})

test('Text that is no decimal number, or none that is kept exactly, keeps its text and says why', () => {
  const texts = ['0x10', '1e', 'Infinity', '1,5', 'abc', '1e999', '1285704473650888702', '9007199254740993']
  for (const text of texts) expect(numberFrom(text)).toMatchObject({ text, problem: expect.any(String) })
  expect(numberFrom('  ')).toBeUndefined()
})
