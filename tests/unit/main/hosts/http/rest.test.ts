import { expect, test } from 'vitest'
import { appError, type Reply } from '../../../../../src/contract/errors.ts'
import { listResponse } from '../../../../../src/main/hosts/http/rest.ts'
import { MAX_PAGE } from '../../../../../src/shared/limits.ts'

const ids = Array.from({ length: MAX_PAGE + 3 }, (_, index) => ({ id: String(index) }))
const first = ids.slice(0, MAX_PAGE)

const failure = (reason: 'no_connector' | 'unexpected'): Reply => ({ ok: false, error: appError(reason).toBody() })

/** The pages of `ids`, for which the item of that id has been deleted for good. */
const readWithout = (id: string) => (after: string) =>
  Promise.resolve<Reply>(after === id ? failure('no_connector') : { ok: true, value: ids.slice(MAX_PAGE) })

test('a list goes on where the end of a page was deleted for good while it was sent', async () => {
  const response = listResponse(first, readWithout(String(MAX_PAGE - 1)))
  expect(await response.json()).toEqual(ids)
})

test('a list whose next page cannot be read ends as a failure and not as a shorter list', async () => {
  const response = listResponse(first, () => Promise.resolve(failure('unexpected')))
  await expect(response.text()).rejects.toThrow('not completed')
})
