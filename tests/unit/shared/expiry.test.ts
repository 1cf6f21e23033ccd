import { expect, test } from 'vitest'
import { daysLeft, expiryNews } from '../../../src/shared/expiry.ts'

const now = new Date(2026, 2, 10, 23, 30)
const newsOn = (secretExpiresAt: string | null) => expiryNews({ id: 'c1', secretExpiresAt }, now)

test('days are counted by the calendar, also across a change of the clock', () => {
  expect(daysLeft('2026-03-10', now)).toBe(0)
  expect(daysLeft('2026-03-11', now)).toBe(1)
  expect(daysLeft('2026-04-10', now)).toBe(31)
  expect(daysLeft('2026-03-09', now)).toBe(-1)
})

test('a date is news at 14 days, at 3 days and once it has passed, each with a mark of its own', () => {
  expect(newsOn(null)).toBeNull()
  expect(newsOn('2026-03-25')).toBeNull()
  expect(newsOn('2026-03-24')).toEqual({ mark: 'c1 2026-03-24 14', threshold: 14 })
  expect(newsOn('2026-03-13')).toEqual({ mark: 'c1 2026-03-13 3', threshold: 3 })
  expect(newsOn('2026-03-09')).toEqual({ mark: 'c1 2026-03-09 -1', threshold: -1 })
})
