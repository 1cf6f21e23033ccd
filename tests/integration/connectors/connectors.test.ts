import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connector } from '../../../src/contract/index.ts'
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

const authOf = (id: string) =>
  program.store.sqlite.prepare('SELECT auth FROM connectors WHERE id = ?').pluck().get(id) as string

test('an update that began with an older state is refused, and one that names no state goes on top', async () => {
  const { api, clock } = program
  clock.set('2026-03-01T10:00:00.000Z')
  await api.connectors.update({ ...which(), name: 'Renamed' })
  clock.set('2026-03-01T11:00:00.000Z')
  const late = { ...which(), name: 'Late', tags: ['late'] }
  const refused = await refusal(api.connectors.update({ ...late, expectedUpdatedAt: connector.updatedAt }))
  expect(refused).toMatchObject({ code: 'conflict', reason: 'changed' })
  expect(await api.connectors.get(which())).toMatchObject({ name: 'Renamed', tags: [] })

  const { updatedAt } = await api.connectors.get(which())
  expect(await api.connectors.update({ ...late, expectedUpdatedAt: updatedAt })).toMatchObject({ name: 'Late' })
  expect(await api.connectors.update({ ...which(), name: 'On top' })).toMatchObject({ name: 'On top' })
})

test('an update that changes nothing leaves no trace', async () => {
  const { api, clock } = program
  const before = await api.activity.list({ workspaceId })
  clock.set('2026-03-01T10:00:00.000Z')
  const { name, tags, config } = connector
  expect(await api.connectors.update({ ...which(), name, tags, config })).toMatchObject({
    updatedAt: connector.updatedAt,
  })
  expect(await api.activity.list({ workspaceId })).toEqual(before)
  await api.connectors.update({ ...which(), name, tags: ['news'], config })
  expect(await api.connectors.get(which())).toMatchObject({ updatedAt: '2026-03-01T10:00:00.000Z' })
})

test('auth is encrypted at rest, every secret in an envelope of its own', () => {
  const auth = JSON.parse(authOf(connector.id)) as Record<string, { value: string }>
  expect(Object.keys(auth).sort()).toEqual(['auth.application_password'])
  for (const { value } of Object.values(auth)) expect(value).toMatch(/^enc1:1:[\w-]+$/)
  expect(authOf(connector.id)).not.toContain(SECRET)
})

test('status goes from inactive to active and back, from any to error, and from error to either', async () => {
  const { api } = program
  const steps = [
    ['activate', 'active'],
    ['deactivate', 'inactive'],
    ['markError', 'error'],
    ['activate', 'active'],
    ['markError', 'error'],
    ['deactivate', 'inactive'],
  ] as const
  for (const [step, status] of steps) {
    const card =
      step === 'markError'
        ? await api.connectors.markError({ ...which(), message: 'The token was refused' })
        : await api.connectors[step](which())
    expect(card).toMatchObject({ status, statusMessage: status === 'error' ? 'The token was refused' : null })
  }
})

test('asking for the present status changes nothing', async () => {
  const { api, store } = program
  await api.connectors.activate(which())
  const before = store.sqlite.prepare('SELECT total_changes()').pluck().get()
  await api.connectors.activate(which())
  expect(store.sqlite.prepare('SELECT total_changes()').pluck().get()).toBe(before)
})

test('a change says who made it and when, and keeps who created it', async () => {
  const { api, store, as, clock } = program
  addMember(store, workspaceId, ben, 'admin')
  clock.set('2026-03-02T10:00:00.000Z')
  const changed = await as(ben).connectors.update({ ...which(), tags: ['news'] })
  expect(changed).toMatchObject({
    createdBy: (await api.session.get({})).person.id,
    createdByName: 'Ada',
    createdAt: '2026-03-01T09:00:00.000Z',
    updatedBy: 'ben',
    updatedByName: 'Ben',
    updatedAt: '2026-03-02T10:00:00.000Z',
  })
  const { removedSecrets, ...connector } = changed
  expect(removedSecrets).toEqual([])
  expect(await api.connectors.get(which())).toEqual(connector)
})

test('a secret that an update does not name is kept, one that is named is replaced', async () => {
  const before = JSON.parse(authOf(connector.id)) as Record<string, unknown>
  await program.api.connectors.update({
    ...which(),
    secrets: { set: { 'auth.application_password': SECRET.toUpperCase() } },
  })
  const after = JSON.parse(authOf(connector.id)) as Record<string, unknown>
  expect(after['auth.username']).toEqual(before['auth.username'])
  expect(after['auth.application_password']).not.toEqual(before['auth.application_password'])
})

test('clearing a required secret is refused at its field', async () => {
  const error = await refusal(
    program.api.connectors.update({ ...which(), secrets: { clear: ['auth.application_password'] } }),
  )
  expect(error).toMatchObject({ code: 'invalid', fields: { 'auth.application_password': [{ reason: 'required' }] } })
})

test('a secret that the entry does not know is refused', async () => {
  const error = await refusal(program.api.connectors.update({ ...which(), secrets: { set: { 'auth.nonsense': 'x' } } }))
  expect(error).toMatchObject({
    code: 'invalid',
    fields: { 'auth.nonsense': [{ message: 'Remove this: there is no such secret' }] },
  })
})

test('a removed connector is gone from every list and comes back as it was', async () => {
  const { api } = program
  await api.connectors.activate(which())
  const before = await api.connectors.get(which())
  await api.connectors.remove(which())
  expect(await api.connectors.list({ workspaceId })).toEqual([])
  expect(await api.targets.list({ workspaceId })).toEqual([])
  expect(await refusal(api.connectors.get(which()))).toMatchObject({ code: 'not_found' })
  await api.connectors.restore(which())
  expect(await api.connectors.get(which())).toEqual(before)
})

test('what is in the trash stays there whatever the clock says, until somebody empties it', async () => {
  const { api, clock } = program
  await api.connectors.remove(which())
  const other = await api.connectors.install({ workspaceId, ...wordpress, name: 'Other' })
  clock.set('2046-04-15T09:00:00.000Z')
  await api.connectors.remove({ workspaceId, id: other.id })
  const list = await api.trash.list({ workspaceId })
  expect(list).toMatchObject([
    { name: 'Other', catalogName: 'WordPress', deletedAt: '2046-04-15T09:00:00.000Z', deletedByName: 'Ada' },
    { name: wordpress.name },
  ])
  await api.connectors.restore(which())
  expect(await api.trash.empty({ workspaceId })).toEqual({ count: 1 })
  expect(await api.trash.list({ workspaceId })).toEqual([])
  expect(await refusal(api.connectors.restore({ workspaceId, id: other.id }))).toMatchObject({ code: 'not_found' })
  expect(await api.connectors.list({ workspaceId })).toMatchObject([{ name: wordpress.name }])
})

test('the name of a connector is free in another workspace', async () => {
  const { api } = program
  const other = await api.workspaces.create({ name: 'Globex' })
  expect(await api.connectors.install({ workspaceId: other.id, ...wordpress })).toMatchObject({ name: wordpress.name })
})

test('pages of a list follow one another without a gap', async () => {
  const { api } = program
  for (const name of ['b', 'A', 'c']) await api.connectors.install({ workspaceId, ...wordpress, name })
  const whole = await api.connectors.list({ workspaceId })
  const first = await api.connectors.list({ workspaceId, limit: 2 })
  const second = await api.connectors.list({ workspaceId, limit: 2, after: first[1]?.id ?? '' })
  expect([...first, ...second]).toEqual(whole)
  expect(whole.map(({ name }) => name)).toEqual(['A', 'b', 'c', 'Company blog'])
})

test('valid config is reported as valid without being stored', async () => {
  const { catalogKey, config, auth } = wordpress
  expect(await program.api.connectors.validateConfig({ catalogKey, config, auth })).toEqual({ valid: true, fields: {} })
  expect(await program.api.connectors.validateConfig({ catalogKey })).toMatchObject({
    valid: false,
    fields: { 'config.site_url': [{ message: 'Enter the site URL' }] },
  })
})

test('the samples are installed once', async () => {
  const { api } = program
  expect((await api.connectors.loadSamples({ workspaceId })).length).toBeGreaterThan(2)
  expect(await api.connectors.loadSamples({ workspaceId })).toEqual([])
  expect((await api.targets.list({ workspaceId })).length).toBeGreaterThan(0)
})

test('every change is in the activity, by field names and never by values', async () => {
  const { api, store } = program
  await api.connectors.update({ ...which(), auth: { application_password: SECRET } })
  await api.connectors.activate(which())
  await api.connectors.remove(which())
  const rows = store.sqlite.prepare('SELECT action, actor_name, detail FROM activity ORDER BY id').all()
  expect(rows).toMatchObject([
    { action: 'workspace.create' },
    { action: 'connector.install' },
    { action: 'connector.update' },
    { action: 'connector.active' },
    { action: 'connector.remove' },
  ])
  expect(JSON.stringify(rows)).not.toContain(SECRET)
})
