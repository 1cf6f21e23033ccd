import { expect, test } from 'vitest'
import { daysLeft, expiryNews, secretLifetime } from '../../../src/shared/expiry.ts'

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

test('secrets work for as long as the entry says of the one that ends first', () => {
  const token = (days?: unknown) => ({
    type: 'string',
    writeOnly: true,
    ...(days !== undefined && { expires_in_days: days }),
  })
  const entry = (...days: unknown[]) => ({
    configSchema: { type: 'object', properties: { site: { type: 'string' } } },
    authSchema: { type: 'object', properties: Object.fromEntries(days.map((one, at) => [`t${at}`, token(one)])) },
  })
  expect(secretLifetime(entry(undefined))).toBeNull()
  expect(secretLifetime(entry(365, 60, undefined))).toBe(60)
  expect(secretLifetime(entry(-1, 1.5, 'soon'))).toBeNull()
})
