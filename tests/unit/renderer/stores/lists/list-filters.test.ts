import { COLOURS } from '../../../../../src/shared/limits.ts'
import { TROUBLES } from '../../../../../src/shared/connector-state.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  arrangementIn,
  DENSITIES,
  type Filters,
  fromQuery,
  GROUPINGS,
  SORTS,
  STATUS_FILTERS,
  toQuery,
  toViewQuery,
  UNFILTERED,
} from '../../../../../src/renderer/stores/lists/list-filters.ts'

const filters: fc.Arbitrary<Filters> = fc.record({
  status: fc.constantFrom(null, ...STATUS_FILTERS),
  entries: fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 3 }),
  tags: fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 2, maxLength: 4 }),
  colours: fc.subarray([...COLOURS]),
  allTags: fc.boolean(),
  expiresWithin: fc.constantFrom(null, -1, 3, 90),
  trouble: fc.constantFrom(null, ...TROUBLES),
  onlyOutdated: fc.boolean(),
})

test('filters and search come back from the URL as they were', () => {
  fc.assert(
    fc.property(filters, fc.string({ unit: 'grapheme' }), (given, search) => {
      expect(fromQuery(toQuery(given, search))).toEqual({ filters: given, search })
    }),
  )
})

test('a saved view keeps filters, search, order, groups and density', () => {
  const arrangement = fc.record({
    sort: fc.constantFrom(...SORTS),
    grouping: fc.constantFrom(...GROUPINGS),
    density: fc.constantFrom(...DENSITIES),
  })
  fc.assert(
    fc.property(filters, fc.string({ unit: 'grapheme' }), arrangement, (given, search, how) => {
      const query = toViewQuery(given, search, how)
      expect(fromQuery(query)).toEqual({ filters: given, search })
      expect(arrangementIn(query)).toEqual(how)
    }),
  )
  expect(arrangementIn('?tag=prod&sort=colour')).toEqual({})
})

test('nothing is in the URL while nothing is filtered, and what it does not know is left out', () => {
  expect(toQuery(UNFILTERED, '')).toBe('')
  expect(fromQuery('?status=broken&expires=soon&other=1')).toEqual({ filters: UNFILTERED, search: '' })
})
