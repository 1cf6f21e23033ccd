import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ago, shortDay } from '../../../../src/renderer/ui/instant.tsx'
import { ageStep } from '../../../../src/renderer/ui/today.ts'

const NOW = Date.parse('2026-03-10T12:00:00Z')
const YEAR_MS = 366 * 24 * 60 * 60 * 1000
/** Words are for whole seconds. */
const SECOND_MS = 1000

test('the words for an age change at the next moment that is named, and not before', () => {
  const words = (then: number, now: number) => `${ago(then, now)}, ${shortDay(new Date(then).toISOString(), now)}`
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 * YEAR_MS }), fc.double({ min: 0, max: 1, noNaN: true }), (age, part) => {
      const then = Math.round((NOW - age) / SECOND_MS) * SECOND_MS
      const { from, to: next } = ageStep(then, NOW)
      expect(next).toBeGreaterThan(NOW)
      expect(words(then, from)).toBe(words(then, NOW))
      const between = NOW + Math.floor((Math.max(0, next - SECOND_MS - NOW) * part) / SECOND_MS) * SECOND_MS
      expect(words(then, between)).toBe(words(then, NOW))
    }),
  )
})

test.each([
  [0, 60_000],
  [-5000, 65_000],
  [90_000, 30_000],
  [2.5 * 60 * 60_000, 30 * 60_000],
  [30 * 60 * 60_000, 18 * 60 * 60_000],
])('the words for an age of %i ms change in %i ms', (age, wait) => {
  expect(ageStep(NOW - age, NOW).to - NOW).toBe(wait)
})
