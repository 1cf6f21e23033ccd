import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CATALOG_SORTS,
  type CatalogView,
  fromCatalogQuery,
  toCatalogQuery,
  WHOLE_CATALOG,
} from '../../../../../src/renderer/stores/lists/catalog-filters.ts'

const views: fc.Arbitrary<CatalogView> = fc.record({
  search: fc.string(),
  sort: fc.constantFrom(...CATALOG_SORTS),
  filters: fc.record({
    category: fc.option(fc.string()),
    authType: fc.constantFrom(null, 'oauth', 'api_key', 'basic', 'none'),
    installed: fc.boolean(),
    imported: fc.boolean(),
  }),
})

test('what the catalog shows comes back from the URL', () => {
  fc.assert(
    fc.property(views, (view) => {
      expect(fromCatalogQuery(toCatalogQuery(view))).toEqual(view)
    }),
  )
})

test('the whole catalog has no query, and what a query does not know is left out', () => {
  expect(toCatalogQuery(WHOLE_CATALOG)).toBe('')
  expect(fromCatalogQuery('?sort=size&auth=magic&colour=red')).toEqual(WHOLE_CATALOG)
})
