import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { relativeTime } from '../../../src/renderer/forms/fields/stored-secret.tsx'
import { instantFromLocal, localFromInstant } from '../../../src/renderer/forms/widgets/date-widgets.tsx'
import { jsonFrom } from '../../../src/renderer/forms/widgets/json-widget.tsx'
import { numberFrom } from '../../../src/renderer/forms/widgets/number-widget.tsx'

test('Every finite number is read back from its text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(numberFrom(String(number))).toBe(Object.is(number, -0) ? 0 : number)
    }),
  )
})

test('Text that is no decimal number stays text', () => {
  expect(['0x10', '1e', 'Infinity', '1,5', 'abc', '  ', '1e999'].map(numberFrom)).toEqual([
    '0x10',
    '1e',
    'Infinity',
    '1,5',
    'abc',
    undefined,
    '1e999',
  ])
})

test('An instant is shown in UTC and stored as it was', () => {
  expect(localFromInstant('2024-05-01T12:00:00+02:00')).toBe('2024-05-01T10:00:00')
  expect(localFromInstant('yesterday')).toBe('')
  expect(instantFromLocal('2024-05-01T10:00', undefined)).toBe('2024-05-01T10:00:00Z')
  expect(instantFromLocal('2024-05-01T10:00:00', String.raw`^\d{4}-.*\.\d{3}Z$`)).toBe('2024-05-01T10:00:00.000Z')
  expect(instantFromLocal('2024-05-01T10:00:00', '(')).toBe('2024-05-01T10:00:00Z')
  expect(instantFromLocal('', undefined)).toBeUndefined()
})

test('Every JSON value is read back from its text, other text stays text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(jsonFrom(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  expect(jsonFrom('{')).toBe('{')
  expect(jsonFrom(' ')).toBeUndefined()
})

test('The age of a secret is told in its largest unit', () => {
  const now = Date.parse('2024-03-10T12:00:00Z')
  const ages = [
    '2024-03-10T11:59:50Z',
    '2024-03-10T11:15:00Z',
    '2024-03-09T12:00:00Z',
    '2024-01-01T00:00:00Z',
    '2020-01-01T00:00:00Z',
  ]
  expect(ages.map((instant) => relativeTime(instant, now))).toEqual([
    'just now',
    '45 minutes ago',
    'yesterday',
    '2 months ago',
    '4 years ago',
  ])
})
