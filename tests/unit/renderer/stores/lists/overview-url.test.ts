import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { TROUBLES } from '../../../../../src/shared/connector-state.ts'
import { fromOverviewQuery, toOverviewQuery } from '../../../../../src/renderer/stores/lists/overview-url.ts'

test('what the overview shows comes back from its URL, and the usual view has none', () => {
  expect(toOverviewQuery({ search: '', trouble: null, isGrouped: true })).toBe('')
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(null, ...TROUBLES), fc.boolean(), (search, trouble, isGrouped) => {
      const shown = { search, trouble, isGrouped }
      expect(fromOverviewQuery(toOverviewQuery(shown))).toEqual(shown)
    }),
  )
  expect(fromOverviewQuery('?trouble=unknown&group=x&q=')).toEqual({ search: '', trouble: null, isGrouped: true })
})
