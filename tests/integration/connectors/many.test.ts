import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { ben, createTestApp, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
let workspaceId: string
let ids: string[]

beforeEach(async () => {
  program = createTestApp()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
  ids = []
  for (const name of ['First', 'Second', 'Third'])
    ids.push((await program.api.connectors.install({ workspaceId, ...wordpress, name, tags: ['blog'] })).id)
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

const history = () =>
  program.store.sqlite
    .prepare("SELECT action || ' ' || subject_name FROM activity WHERE action <> 'connector.install' ORDER BY id")
    .pluck()
    .all()
    .filter((line): line is string => String(line).startsWith('connector.'))

test('many connectors change at once, with a line of history each, and what is so already is skipped', async () => {
  const { api } = program
  const [first, second, third] = ids as [string, string, string]
  await api.connectors.activate({ workspaceId, id: second })
  const changes = [first, second, third, 'unknown'].map((id) => ({ id, status: 'active' as const }))
  const results = await api.connectors.changeMany({ workspaceId, changes })
  expect(results).toMatchObject([
    { id: first, name: 'First', outcome: 'done', reason: null },
    { id: second, outcome: 'skipped', reason: 'same' },
    { id: third, outcome: 'done' },
    { id: 'unknown', name: null, outcome: 'failed', reason: 'gone' },
  ])
  expect((await api.connectors.list({ workspaceId })).map(({ status }) => status)).toEqual(Array(3).fill('active'))
  expect(history()).toEqual(['connector.active Second', 'connector.active First', 'connector.active Third'])
})

test('many are marked as failing, each with a reason of its own, as they were before a change', async () => {
  const { api } = program
  const [first, second] = ids as [string, string]
  const changes = [
    { id: first, errorMessage: 'The token was revoked' },
    { id: second, errorMessage: 'The site is gone' },
  ]
  expect(await api.connectors.changeMany({ workspaceId, changes })).toMatchObject([
    { outcome: 'done' },
    { outcome: 'done' },
  ])
  expect(await api.connectors.changeMany({ workspaceId, changes })).toMatchObject([
    { outcome: 'skipped', reason: 'same' },
    { outcome: 'skipped', reason: 'same' },
  ])
  expect(await api.connectors.get({ workspaceId, id: second })).toMatchObject({
    ...{ status: 'error', statusMessage: 'The site is gone' },
  })
  expect(history()).toEqual(['connector.error First', 'connector.error Second'])
})

test('tags and expiry change together, and a connector that has changed since is skipped', async () => {
  const { api, clock } = program
  const [first, second] = ids as [string, string]
  const before = await api.connectors.list({ workspaceId })
  clock.set('2026-03-02T09:00:00.000Z')
  await api.connectors.update({ workspaceId, id: second, name: 'Renamed' })
  const changes = before.map(({ id, updatedAt }) => ({
    ...{ id, tags: ['blog', 'prod'], secretExpiresAt: '2026-06-01', expectedUpdatedAt: updatedAt },
  }))
  const results = await api.connectors.changeMany({ workspaceId, changes })
  expect(results.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['done', 'changed', 'done'])
  const card = async (id: string) => api.connectors.get({ workspaceId, id })
  expect(await card(first)).toMatchObject({ tags: ['blog', 'prod'], secretExpiresAt: '2026-06-01' })
  expect(await card(second)).toMatchObject({ name: 'Renamed', tags: ['blog'], secretExpiresAt: null })
})

test('many go to the trash and come back, except one whose name has been taken', async () => {
  const { api } = program
  await api.connectors.changeMany({ workspaceId, changes: ids.map((id) => ({ id, isDeleted: true })) })
  expect(await api.connectors.list({ workspaceId })).toEqual([])
  await api.connectors.install({ workspaceId, ...wordpress, name: 'second' })
  const results = await api.connectors.changeMany({
    workspaceId,
    changes: ids.map((id) => ({ id, isDeleted: false })),
  })
  expect(results.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['done', 'name_taken', 'done'])
  expect((await api.connectors.list({ workspaceId })).map(({ name }) => name)).toEqual(['First', 'second', 'Third'])
})

test('a connector in the trash does not change, and a stranger changes nothing', async () => {
  const { api } = program
  const [first] = ids as [string]
  await api.connectors.remove({ workspaceId, id: first })
  const changes = [{ id: first, status: 'active' as const }]
  expect(await api.connectors.changeMany({ workspaceId, changes })).toMatchObject([{ reason: 'gone' }])
  const refused = await refusal(program.as(ben).connectors.changeMany({ workspaceId, changes }))
  expect(refused.code).toBe('not_found')
})

test('the publish targets among some connectors are exported alone', async () => {
  const texts: string[] = []
  const { api } = createTestApp({
    store: program.store,
    keychain: program.keychain,
    host: {
      openExport: () =>
        Promise.resolve({
          path: null,
          write: async (chunk) => void texts.push(String(chunk)),
          commit: async () => undefined,
          abort: async () => undefined,
        }),
    },
  })
  const [first, second, third] = ids as [string, string, string]
  for (const id of [first, second]) await api.connectors.activate({ workspaceId, id })
  expect(await api.targets.exportSome({ workspaceId, connectorIds: [second, third] })).toMatchObject({ count: 1 })
  expect(JSON.parse(texts.join(''))).toMatchObject([{ id: second, name: 'Second' }])
})

test('a card says since when it has its status', async () => {
  const { api, clock } = program
  const [first, second] = ids as [string, string]
  clock.set('2026-03-03T09:00:00.000Z')
  await api.connectors.activate({ workspaceId, id: first })
  clock.set('2026-03-04T09:00:00.000Z')
  await api.connectors.changeMany({
    workspaceId,
    changes: [first, second].map((id) => ({ id, status: 'active', tags: ['new'] })),
  })
  const since = async (id: string) => (await api.connectors.get({ workspaceId, id })).statusSince
  expect(await since(first)).toBe('2026-03-03T09:00:00.000Z')
  expect(await since(second)).toBe('2026-03-04T09:00:00.000Z')
})

test('an undo brings back since when a status was there, as far as the activity knows it', async () => {
  const { api, clock } = program
  const [id, other] = ids as [string, string]
  const installed = (await api.connectors.get({ workspaceId, id })).statusSince ?? ''
  clock.set('2026-03-03T09:00:00.000Z')
  const failed = await api.connectors.markError({ workspaceId, id, message: 'Refused' })
  clock.set('2026-03-03T10:00:00.000Z')
  await api.connectors.activate({ workspaceId, id: other })
  clock.set('2026-03-04T09:00:00.000Z')
  const active = await api.connectors.activate({ workspaceId, id })
  clock.set('2026-03-05T09:00:00.000Z')
  const again = { workspaceId, id, message: 'Refused', statusSince: failed.statusSince ?? '' }
  expect(await api.connectors.markError(again)).toMatchObject({ statusSince: '2026-03-03T09:00:00.000Z' })
  const back = { workspaceId, id, statusSince: active.statusSince ?? '' }
  expect(await api.connectors.activate(back)).toMatchObject({ statusSince: '2026-03-04T09:00:00.000Z' })
  const change = async (statusSince: string) => {
    await api.connectors.changeMany({ workspaceId, changes: [{ id, status: 'inactive', statusSince }] })
    const now = (await api.connectors.get({ workspaceId, id })).statusSince
    await api.connectors.activate({ workspaceId, id })
    return now
  }
  expect(await change(installed)).toBe(installed)
  // Nothing happened then, or only to another connector.
  for (const at of ['2026-03-03T10:00:00.000Z', '2020-01-01T00:00:00.000Z', '2030-01-01T00:00:00.000Z'])
    expect(await change(at)).toBe('2026-03-05T09:00:00.000Z')
})
