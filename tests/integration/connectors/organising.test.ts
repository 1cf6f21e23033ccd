import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { projectPath } from '../../helpers/paths.ts'
import { wordpress } from '../../helpers/samples.ts'
import { ben, createTestApp, openTestStore, type TestApp, temporaryDirectory } from '../../helpers/test-app.ts'

let program: TestApp
let workspaceId: string

beforeEach(async () => {
  program = createTestApp()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

const fieldsOf = async (connector: string) =>
  (await program.api.activity.list({ workspaceId, connector })).items[0]?.fields

test('a connector has a description and a colour, which its card, its copy and its history have too', async () => {
  const { api } = program
  const more = { description: 'Ask Ada before\nyou change it', colour: 'teal' as const }
  const { id } = await api.connectors.install({ workspaceId, ...wordpress, ...more })
  expect(await api.connectors.duplicate({ workspaceId, id })).toMatchObject(more)
  await api.connectors.update({ workspaceId, id, colour: null })
  expect((await api.connectors.list({ workspaceId })).find((card) => card.id === id)).toMatchObject({
    description: more.description,
    colour: null,
  })
  expect(await fieldsOf(id)).toEqual([{ path: 'colour', from: 'teal' }])
  await api.connectors.update({ workspaceId, id, description: `ghp_${'a1B2c3D4'.repeat(5)}` })
  expect(await fieldsOf(id)).toEqual([{ path: 'description', hidden: 'may_be_secret' }])
  const { fields } = await refusal(api.connectors.update({ workspaceId, id, description: 'a\u202eb' }))
  expect(fields).toMatchObject({ description: [{ reason: 'unseen_characters' }] })
})

test('a pin changes nothing else, and is in the history', async () => {
  const { api } = program
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  const results = await api.connectors.changeMany({ workspaceId, changes: [{ id, isPinned: true }] })
  expect(results).toMatchObject([{ outcome: 'done' }])
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ isPinned: true, status: 'inactive', tags: [] })
  expect(await fieldsOf(id)).toEqual([{ path: 'pinned', from: false, to: true }])
  expect(await api.connectors.changeMany({ workspaceId, changes: [{ id, isPinned: true }] })).toMatchObject([
    { outcome: 'skipped', reason: 'same' },
  ])
})

test('an expiry in the past goes with the secret that it was of, one to come stays', async () => {
  const { api, clock } = program
  const { id } = await api.connectors.install({ workspaceId, ...wordpress, secretExpiresAt: '2026-03-10' })
  const replace = () => api.connectors.update({ workspaceId, id, auth: wordpress.auth })
  clock.set('2026-03-09T12:00:00.000Z')
  expect((await replace()).secretExpiresAt).toBe('2026-03-10')
  clock.set('2026-03-12T12:00:00.000Z')
  expect((await api.connectors.update({ workspaceId, id, tags: ['prod'] })).secretExpiresAt).toBe('2026-03-10')
  expect((await replace()).secretExpiresAt).toBeNull()
})

test('a workspace keeps views under names; saving under the same name replaces, and members only read', async () => {
  const { api } = program
  await api.views.save({ workspaceId, name: 'Zoo', query: '?tag=zoo' })
  const first = await api.views.save({ workspaceId, name: 'Failing', query: '?status=error' })
  const second = await api.views.save({ workspaceId, name: 'FAILING', query: '?status=error&sort=updated' })
  expect(second).toEqual({ id: first.id, name: 'FAILING', query: '?status=error&sort=updated' })
  expect((await api.views.list({ workspaceId })).map(({ name }) => name)).toEqual(['FAILING', 'Zoo'])
  expect(await api.views.remove({ workspaceId, id: first.id })).toEqual(second)
  expect(await refusal(api.views.remove({ workspaceId, id: first.id }))).toMatchObject({ reason: 'no_view' })
  expect((await refusal(program.as(ben).views.list({ workspaceId }))).code).toBe('not_found')
  const other = await api.workspaces.create({ name: 'Globex' })
  expect(await api.views.list({ workspaceId: other.id })).toEqual([])
})

test('connectors of an older version have no description, no colour and no pin', async () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'old.db')
  cpSync(projectPath('tests/fixtures/databases/v0001.db'), file)
  const { app, store } = createTestApp({ store: openTestStore(file) })
  const rows = store.sqlite.prepare('SELECT description, colour, is_pinned FROM connectors').all()
  await app.close()
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row).toEqual({ description: '', colour: null, is_pinned: 0 })
})
