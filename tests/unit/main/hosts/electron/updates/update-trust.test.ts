import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createUpdateTrust } from '../../../../../../src/main/hosts/electron/updates/update-trust.ts'
import { createTestClock, temporaryDirectory } from '../../../../../helpers/test-app.ts'

test('a program counts as new until its package or the last signed statement ends, over restarts', async () => {
  using directory = temporaryDirectory()
  const clock = createTestClock('2026-03-01T09:00:00.000Z')
  const options = { directory: directory.path, validUntil: '2026-04-01T00:00:00.000Z', clock }
  const first = createUpdateTrust(options)
  expect(first.unverifiedSince()).toBeNull()
  clock.set('2026-04-02T00:00:00.000Z')
  expect(first.unverifiedSince()).toBe('2026-04-01T00:00:00.000Z')
  first.remember('2026-06-01T00:00:00.000Z')
  // A statement that somebody shows again shortens nothing.
  first.remember('2026-05-01T00:00:00.000Z')
  expect(first.unverifiedSince()).toBeNull()
  await first.written()
  const second = createUpdateTrust(options)
  expect(second.unverifiedSince()).toBeNull()
  clock.set('2026-06-02T00:00:00.000Z')
  expect(second.unverifiedSince()).toBe('2026-06-01T00:00:00.000Z')
})

test('a damaged memory counts as none, and a program without updates never warns', () => {
  using directory = temporaryDirectory()
  writeFileSync(join(directory.path, 'updates.json'), '{')
  const clock = createTestClock('2026-05-01T09:00:00.000Z')
  const trust = (validUntil: string | null) => createUpdateTrust({ directory: directory.path, validUntil, clock })
  expect(trust('2026-04-01T00:00:00.000Z').unverifiedSince()).toBe('2026-04-01T00:00:00.000Z')
  expect(trust(null).unverifiedSince()).toBeNull()
})
