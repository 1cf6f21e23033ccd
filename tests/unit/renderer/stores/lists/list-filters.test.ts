import { TROUBLES } from '../../../../../src/shared/connector-state.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Filters,
  fromQuery,
  STATUS_FILTERS,
  toQuery,
  UNFILTERED,
} from '../../../../../src/renderer/stores/lists/list-filters.ts'

const filters: fc.Arbitrary<Filters> = fc.record({
  status: fc.constantFrom(null, ...STATUS_FILTERS),
  entries: fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 3 }),
  tags: fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 2, maxLength: 4 }),
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

test('nothing is in the URL while nothing is filtered, and what it does not know is left out', () => {
  expect(toQuery(UNFILTERED, '')).toBe('')
  expect(fromQuery('?status=broken&expires=soon&other=1')).toEqual({ filters: UNFILTERED, search: '' })
})
