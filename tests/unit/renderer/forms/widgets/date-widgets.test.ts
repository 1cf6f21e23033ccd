import { expect, test } from 'vitest'
import { instantFromLocal, localFromInstant } from '../../../../../src/renderer/forms/widgets/date-widgets.tsx'

test('An instant is shown in UTC and stored as it was', () => {
  expect(localFromInstant('2024-05-01T12:00:00+02:00')).toBe('2024-05-01T10:00:00')
  expect(localFromInstant('yesterday')).toBe('')
  expect(instantFromLocal('2024-05-01T10:00', undefined)).toBe('2024-05-01T10:00:00Z')
  expect(instantFromLocal('2024-05-01T10:00:00', String.raw`^\d{4}-.*\.\d{3}Z$`)).toBe('2024-05-01T10:00:00.000Z')
  expect(instantFromLocal('2024-05-01T10:00:00', '(')).toBe('2024-05-01T10:00:00Z')
  expect(instantFromLocal('', undefined)).toBeUndefined()
})
