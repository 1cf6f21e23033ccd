import { expect, test } from 'vitest'
import { createTestApp } from '../../../helpers/test-app.ts'

/** Far more than fit into one turn of the event loop. */
const MANY = 20_000

test('calls that follow each other leave turns to everything else', async () => {
  const { app } = createTestApp()
  const other = { hasRun: false }
  setImmediate(() => {
    other.hasRun = true
  })
  let calls = 0
  while (!other.hasRun && calls < MANY) {
    await app.dispatch('session.get', {})
    calls += 1
  }
  await app.close()
  expect(calls).toBeLessThan(MANY)
})
