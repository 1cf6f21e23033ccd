import { expect, test } from 'vitest'
import { ROWS } from './rows.ts'

/** A small part of every row; `npm run test:faults` does all of it. */
test.concurrent.each(ROWS)('$fault: $atLeast times in full, a few here', { timeout: 60_000 }, async ({ run }) => {
  const { done, misses, skipped } = await run('quick')
  expect(misses).toEqual([])
  expect(skipped ?? done).toBeTruthy()
})
