import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACTIVITY_KINDS } from '../../../../../src/shared/text/activity-kinds.ts'
import {
  dayOf,
  fromActivityQuery,
  isDay,
  toActivityQuery,
} from '../../../../../src/renderer/stores/lists/activity-filters.ts'

const day = fc.date({ min: new Date('1971-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }).map(dayOf)
const filters = fc.record(
  {
    person: fc.string({ minLength: 1, unit: 'grapheme' }),
    connector: fc.string({ minLength: 1, unit: 'grapheme' }),
    kind: fc.constantFrom(...ACTIVITY_KINDS),
    from: day,
    to: day,
    search: fc.string({ minLength: 1, unit: 'grapheme' }),
  },
  { requiredKeys: [] },
)

test('filters come back from the URL as they were', () => {
  fc.assert(
    fc.property(filters, (wanted) => {
      expect(fromActivityQuery(toActivityQuery(wanted))).toEqual(wanted)
    }),
  )
})

test('every kind of activity can be filtered by', () => {
  for (const kind of ACTIVITY_KINDS) expect(fromActivityQuery(toActivityQuery({ kind }))).toEqual({ kind })
})

test('nothing is in the URL while nothing is filtered, and what it does not know is left out', () => {
  expect(toActivityQuery({})).toBe('')
  expect(fromActivityQuery('?kind=other&from=yesterday&to=2026-02-31&person=&more=1')).toEqual({})
})

test('a day is one of the calendar', () => {
  expect(['2026-02-28', '2024-02-29'].map(isDay)).toEqual([true, true])
  expect(['2026-02-29', '2026-13-01', '26-01-01', '2026-01-01T00:00', undefined].map(isDay)).not.toContain(true)
})
