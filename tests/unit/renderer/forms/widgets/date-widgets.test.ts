import { expect, test } from 'vitest'
import {
  instantFromLocal,
  localFromInstant,
  restFor,
  restOf,
} from '../../../../../src/renderer/forms/widgets/date-widgets.tsx'

test('An instant keeps its offset and its part of a second', () => {
  expect(localFromInstant('2024-05-01T12:00:00.123456+02:00')).toBe('2024-05-01T12:00:00')
  expect(localFromInstant('2024-05-01T12:00Z')).toBe('2024-05-01T12:00:00')
  expect(localFromInstant('yesterday')).toBe('')
  expect(restOf('2024-05-01T12:00:00.123456+02:00')).toBe('.123456+02:00')
  expect(restOf('yesterday')).toBeNull()
  expect(instantFromLocal('2024-05-01T13:00', '.123456+02:00')).toBe('2024-05-01T13:00:00.123456+02:00')
  expect(instantFromLocal('', 'Z')).toBeUndefined()
})

test('A new instant has the form that its pattern asks for', () => {
  expect(restFor(undefined)).toBe('Z')
  expect(restFor(String.raw`^\d{4}-.*\.\d{3}Z$`)).toBe('.000Z')
  expect(restFor('^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}.[0-9]{6}Z$')).toBe('.000000Z')
  expect(restFor('^today$')).toBeNull()
  expect(restFor('(')).toBe('Z')
})
