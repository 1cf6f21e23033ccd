import { expect, test } from 'vitest'
import { ago } from '../../../../src/renderer/ui/instant.tsx'

test.each([
  ['2024-03-10T11:59:50Z', 'just now'],
  ['2024-03-10T11:15:00Z', '45 minutes ago'],
  ['2024-03-09T12:00:00Z', 'yesterday'],
  ['2024-01-01T00:00:00Z', '2 months ago'],
  ['2020-01-01T00:00:00Z', '4 years ago'],
])('%s is %s, in its largest unit', (instant, words) => {
  expect(ago(Date.parse(instant), Date.parse('2024-03-10T12:00:00Z'))).toBe(words)
})
