import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDemo } from '../../scripts/demo/directory.ts'
import { planDemo } from '../../scripts/demo/plan.ts'
import { daysLeft } from '../../src/shared/expiry.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'

test('the plan of the demo is the same for the same seed and day, and another for another seed', () => {
  const today = new Date('2026-03-01T09:00:00Z')
  const plan = planDemo({ seed: 1, today })
  expect(planDemo({ seed: 1, today })).toEqual(plan)
  expect(planDemo({ seed: 2, today })).not.toEqual(plan)
  expect(plan).toHaveLength(12)
  expect(plan.flatMap(({ connectors }) => connectors)).toHaveLength(250)
})

test('the demo has something of everything, is filled once, and takes no directory that holds something else', async () => {
  using directory = temporaryDirectory()
  const dataDir = join(directory.path, 'demo')
  const today = new Date()
  const { app, api, locked } = await openDemo({ dataDir, today })
  const workspaces = await api.workspaces.list({})
  const lists = await Promise.all(workspaces.map(({ id: workspaceId }) => api.connectors.list({ workspaceId })))
  const cards = lists.flat()
  const planned = planDemo({ seed: 1, today }).flatMap(({ connectors }) => connectors)
  expect(workspaces).toHaveLength(12)
  expect(cards.map(({ name }) => name).sort()).toEqual(
    planned.flatMap(({ name, state }) => (state === 'trash' ? [] : [name])).sort(),
  )
  expect(new Set(cards.map(({ status }) => status))).toEqual(new Set(['active', 'inactive', 'error']))
  expect(new Set(cards.map(({ catalogKey }) => catalogKey)).size).toBe(9)
  const days = cards.flatMap(({ secretExpiresAt }) => (secretExpiresAt ? [daysLeft(secretExpiresAt, today)] : []))
  expect(days.some((count) => count < 0)).toBe(true)
  expect(days.some((count) => count >= 0 && count < 14)).toBe(true)
  expect(days.some((count) => count > 14)).toBe(true)
  expect(cards.some(({ tags }) => tags.includes('prod'))).toBe(true)
  expect(await api.catalog.upgradeReport({})).not.toEqual([])

  const states = await Promise.all(
    workspaces.map(({ id: workspaceId, name }) =>
      api.keys.open({ workspaceId, ...(name === locked.workspace && { passphrase: locked.passphrase }) }),
    ),
  )
  expect(states.map(({ state }) => state)).toEqual(workspaces.map(() => 'READY'))
  expect(workspaces.map(({ name }) => name)).toContain(locked.workspace)
  await app.close()

  const again = await openDemo({ dataDir })
  expect(await again.api.workspaces.list({})).toEqual(workspaces)
  await again.app.close()

  await expect(openDemo({ dataDir: directory.path })).rejects.toThrow('is not empty')
  expect(readdirSync(directory.path)).toEqual(['demo'])
})
