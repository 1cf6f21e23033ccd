import { expect, test } from 'vitest'
import { relativeTime } from '../../../../../src/renderer/forms/fields/stored-secret.tsx'

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
