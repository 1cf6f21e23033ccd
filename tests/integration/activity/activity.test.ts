import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connector } from '../../../src/contract/index.ts'
import { asFile, entryOf } from '../../helpers/catalog-entries.ts'
import { refusal } from '../../helpers/errors.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { addMember, ben, createTestApp, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
let workspaceId: string
let connector: Connector
const which = () => ({ workspaceId, id: connector.id })

beforeEach(async () => {
  program = createTestApp()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
  connector = await program.api.connectors.install({ workspaceId, ...wordpress })
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

const newest = async () => (await program.api.activity.list({ workspaceId, limit: 1 })).items[0]

test('a change is in the activity with its fields, old and new, and secrets by their names alone', async () => {
  const { api, store } = program
  await api.connectors.update({
    ...which(),
    name: 'Renamed',
    tags: ['news'],
    config: { site_url: 'https://new.example.com' },
    secrets: { set: { 'auth.application_password': SECRET } },
  })
  expect(await newest()).toMatchObject({
    action: 'connector.update',
    person: { name: 'Ada' },
    subjectId: connector.id,
    subjectName: 'Renamed',
    fields: [
      { path: 'name', from: 'Company blog', to: 'Renamed' },
      { path: 'config.site_url', from: 'https://blog.example.com', to: 'https://new.example.com' },
      { path: 'tags', to: ['news'] },
      { path: 'auth.application_password', hidden: 'secret_set' },
    ],
    hasConfig: true,
  })
  expect(JSON.stringify(store.sqlite.prepare('SELECT * FROM activity').all())).not.toContain(SECRET)
})

test('what may be a secret in a config is named without its value, whether its entry marks it or not', async () => {
  const { api, store } = program
  const canaries = ['canary1', ['ghp_', 'a1'.repeat(18)].join(''), 'https://editor:canary3@example.com/']
  const [marked, pasted, address] = canaries
  const schema = (secret: object) => ({
    type: 'object',
    properties: {
      host: { type: 'string' },
      code: { type: 'string', ...secret },
      access_token: { type: 'string' },
      note: { type: 'string' },
      address: { type: 'string' },
    },
  })
  await api.catalog.import(asFile(entryOf('mine', { configSchema: schema({}) })))
  const { id } = await api.connectors.install({
    ...{ workspaceId, catalogKey: 'mine', name: 'Mine' },
    config: { host: 'a.example.com', access_token: marked, note: pasted },
  })
  // What was stored before a field was known to hold a secret.
  const put = store.sqlite.prepare('UPDATE connectors SET config = ? WHERE id = ?')
  put.run(JSON.stringify({ host: 'a.example.com', code: marked, note: pasted, address }), id)
  await api.catalog.import(asFile(entryOf('mine', { version: '2.0.0', configSchema: schema({ writeOnly: true }) })))
  await api.connectors.update({ workspaceId, id, config: { host: 'b.example.com' } })
  const { fields = [] } = (await newest()) ?? {}
  expect(fields).toContainEqual({ path: 'config.host', from: 'a.example.com', to: 'b.example.com' })
  for (const path of ['config.code', 'config.note', 'config.address'])
    expect(fields).toContainEqual({ path, hidden: 'may_be_secret' })
  const all = JSON.stringify(store.sqlite.prepare('SELECT * FROM activity').all())
  for (const canary of canaries) expect(all).not.toContain(canary)
})

test('a config of the activity is restored without touching the secrets, and the restore is recorded', async () => {
  const { api } = program
  const { items } = await api.activity.list({ workspaceId, connector: connector.id })
  const activityId = items[0]?.id ?? 0
  await api.connectors.update({ ...which(), config: { site_url: 'https://new.example.com' } })
  const kept = await api.activity.get({ workspaceId, id: activityId })
  expect(kept.config).toEqual(connector.config)
  const restored = await api.connectors.restoreConfig({ ...which(), activityId })
  expect(restored.config).toEqual(connector.config)
  expect(restored.secrets).toEqual(connector.secrets)
  expect(await newest()).toMatchObject({ action: 'connector.update', detail: { activityId } })
})

test('a config that no longer fits, of another connector or without a place for a secret is not restored', async () => {
  const { api } = program
  const other = await api.connectors.install({ workspaceId, ...wordpress, name: 'Other' })
  const { items } = await api.activity.list({ workspaceId, connector: other.id })
  const activityId = items[0]?.id ?? 0
  expect(await refusal(api.connectors.restoreConfig({ ...which(), activityId }))).toMatchObject({
    reason: 'no_kept_config',
  })
  await api.catalog.import(asFile(entryOf('mine')))
  const config = { host: 'h', token: SECRET }
  const { id } = await api.connectors.install({ workspaceId, catalogKey: 'mine', name: 'Mine', config })
  const first = (await newest())?.id ?? 0
  const stricter = { ...entryOf('mine').configSchema, required: ['host', 'port'] }
  await api.catalog.import(
    asFile(
      entryOf('mine', {
        version: '2.0.0',
        configSchema: { ...stricter, properties: { host: { type: 'string' }, port: { type: 'number' } } },
      }),
    ),
  )
  expect(await refusal(api.connectors.restoreConfig({ workspaceId, id, activityId: first }))).toMatchObject({
    code: 'invalid',
    fields: { 'config.port': [{ reason: 'required' }] },
  })
})

test('the activity is read page by page, and filtered by person, connector, kind and time', async () => {
  const { api, clock, store, as } = program
  clock.set('2026-03-02T09:00:00.000Z')
  await api.connectors.activate(which())
  await api.workspaces.rename({ workspaceId, name: 'Acme Ltd' })
  addMember(store, workspaceId, ben, 'admin')
  await as(ben).connectors.deactivate(which())
  const actions = async (filters: object) =>
    (await api.activity.list({ workspaceId, ...filters })).items.map(({ action }) => action)
  const all = ['connector.inactive', 'workspace.rename', 'connector.active', 'connector.install', 'workspace.create']
  expect(await actions({})).toEqual(all)
  const pages: string[] = []
  for (let before: number | null | undefined; before !== null;) {
    const page = await api.activity.list({ workspaceId, limit: 2, ...(before !== undefined && { before }) })
    pages.push(...page.items.map(({ action }) => action))
    before = page.next
  }
  expect(pages).toEqual(all)
  const people = await api.activity.people({ workspaceId })
  expect(people.map(({ name }) => name)).toEqual(['Ada', 'Ben'])
  expect(await actions({ person: people[1]?.id })).toEqual(['connector.inactive'])
  expect(await actions({ connector: connector.id, kind: 'connector' })).toHaveLength(3)
  expect(await actions({ kind: 'workspace' })).toEqual(['workspace.rename', 'workspace.create'])
  expect(await actions({ to: '2026-03-01T09:00:00.000Z' })).toEqual(['connector.install', 'workspace.create'])
  expect(await actions({ from: '2026-03-01T09:00:00.001Z' })).toHaveLength(3)
  expect(await actions({ person: 'nobody' })).toEqual([])
  expect(await api.activity.counts({ workspaceId })).toEqual([
    { kind: 'connector', count: 3 },
    { kind: 'workspace', count: 2 },
  ])
  // Filters narrow the numbers, but for that of the kind, which they are for.
  const counts = (filters: object) => api.activity.counts({ workspaceId, ...filters })
  expect(await counts({ kind: 'workspace', search: 'install' })).toEqual([{ kind: 'connector', count: 1 }])
  expect(await counts({ person: 'nobody' })).toEqual([])
  expect(await counts({ to: '2026-03-01T09:00:00.000Z' })).toEqual([
    { kind: 'connector', count: 1 },
    { kind: 'workspace', count: 1 },
  ])
  expect(await refusal(api.activity.list({ workspaceId, from: 'yesterday' }))).toMatchObject({ code: 'invalid' })
})

test('what is not of one workspace is for the person who created the data directory', async () => {
  const { api, as } = program
  await api.catalog.import(asFile(entryOf('mine')))
  expect((await api.activity.installation({})).items).toMatchObject([{ action: 'catalog.import' }])
  expect(await refusal(as(ben).activity.installation({}))).toMatchObject({ code: 'forbidden' })
})

test('no statement changes or removes a row of a workspace that is there', () => {
  const { sqlite } = program.store
  for (const statement of ["UPDATE activity SET actor_name = 'Eve'", 'DELETE FROM activity'])
    expect(() => sqlite.exec(statement)).toThrow('activity is append-only')
})
