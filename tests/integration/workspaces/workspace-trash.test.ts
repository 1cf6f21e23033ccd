import { expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { wordpress } from '../../helpers/samples.ts'
import { addMember, ben, createTestApp } from '../../helpers/test-app.ts'

const NONE = { code: 'not_found', reason: 'no_workspace' }

/** A program with one workspace that has a connector with secrets. */
async function start() {
  const keychain = createMemoryKeychain()
  const program = createTestApp({ keychain })
  const workspace = await program.api.workspaces.create({ name: 'Acme' })
  const connector = await program.api.connectors.install({ workspaceId: workspace.id, ...wordpress })
  const rows = (table: string, column = 'workspace_id') =>
    program.store.sqlite.prepare(`SELECT count(*) FROM ${table} WHERE ${column} = ?`).pluck().get(workspace.id)
  return { ...program, keychain, workspaceId: workspace.id, connector, rows }
}

test('a workspace is deleted by its typed name alone, and then answers as one that is not there', async () => {
  const { api, app, workspaceId, connector } = await start()
  expect(await refusal(api.workspaces.delete({ workspaceId, name: 'Acne' }))).toMatchObject({
    code: 'invalid',
    fields: { name: [{ reason: 'proof_name', values: { name: 'Acme' } }] },
  })
  expect(await api.workspaces.list({})).toHaveLength(1)
  expect(await api.workspaces.delete({ workspaceId, name: ' acme' })).toEqual({ id: workspaceId, name: 'Acme' })
  expect(await api.workspaces.list({})).toEqual([])
  expect((await api.session.get({})).isStranger).toBe(false)
  for (const call of [
    api.connectors.list({ workspaceId }),
    api.connectors.get({ workspaceId, id: connector.id }),
    api.workspaces.rename({ workspaceId, name: 'Other' }),
    api.workspaces.setArchived({ workspaceId, isArchived: true }),
    api.workspaces.delete({ workspaceId, name: 'Acme' }),
    api.members.list({ workspaceId }),
    api.keys.open({ workspaceId }),
  ])
    expect(await refusal(call)).toMatchObject(NONE)
  await app.close()
})

test('a deleted workspace is restored with its connectors, secrets and history', async () => {
  const { api, app, workspaceId, connector } = await start()
  await api.workspaces.delete({ workspaceId, name: 'Acme' })
  expect(await api.workspaces.trash({})).toMatchObject([
    { id: workspaceId, name: 'Acme', connectorCount: 1, deletedByName: 'Ada', deletedAt: '2026-03-01T09:00:00.000Z' },
  ])
  expect(await api.workspaces.restore({ workspaceId })).toMatchObject({ name: 'Acme', connectorCount: 1 })
  expect(await api.workspaces.trash({})).toEqual([])
  expect(await api.keys.open({ workspaceId, wait: true })).toMatchObject({ state: 'READY', unreadable: 0 })
  expect(await api.connectors.activate({ workspaceId, id: connector.id })).toMatchObject({ status: 'active' })
  const { items } = await api.activity.list({ workspaceId, kind: 'workspace' })
  expect(items.map(({ action }) => action)).toEqual(['workspace.undelete', 'workspace.delete', 'workspace.create'])
  // What is in use is where it should be.
  expect(await api.workspaces.restore({ workspaceId })).toMatchObject({ name: 'Acme' })
  await app.close()
})

test('the name of a deleted workspace is free, and the workspace comes back under another one', async () => {
  const { api, app, workspaceId } = await start()
  await api.workspaces.delete({ workspaceId, name: 'Acme' })
  await api.workspaces.create({ name: 'ACME' })
  expect(await refusal(api.workspaces.restore({ workspaceId }))).toMatchObject({
    code: 'conflict',
    reason: 'workspace_name_taken',
    fields: { name: [{ reason: 'name_taken' }] },
  })
  expect(await api.workspaces.restore({ workspaceId, name: 'Acme before' })).toMatchObject({ name: 'Acme before' })
  await app.close()
})

test('emptying the trash leaves one row in the activity of the installation, and nothing of the workspace', async () => {
  const { api, app, keychain, workspaceId, rows, store } = await start()
  const other = await api.workspaces.create({ name: 'Globex' })
  const entries = keychain.entries.size
  await api.workspaces.delete({ workspaceId, name: 'Acme' })
  const head = store.sqlite
    .prepare('SELECT count, hash FROM activity_heads WHERE workspace_id = ?')
    .get(workspaceId) as {
    count: number
    hash: string
  }
  // One that is in use is not in the trash.
  expect(await api.workspaces.emptyTrash({ workspaceIds: [other.id] })).toEqual({ count: 0 })
  expect(await api.workspaces.emptyTrash({})).toEqual({ count: 1 })
  expect(await api.workspaces.trash({})).toEqual([])
  expect(await refusal(api.workspaces.restore({ workspaceId }))).toMatchObject(NONE)
  for (const table of ['members', 'activity', 'activity_heads', 'workspace_keys'])
    expect([table, rows(table)]).toEqual([table, 0])
  expect(rows('connectors', 'tenant_id')).toBe(0)
  expect(rows('workspaces', 'id')).toBe(0)
  expect(keychain.entries.size).toBe(entries - 1)
  const { items } = await api.activity.installation({})
  expect(items.filter(({ action }) => action.startsWith('workspace.'))).toMatchObject([
    {
      action: 'workspace.delete_for_good',
      subjectId: workspaceId,
      subjectName: 'Acme',
      detail: { connectors: 1, activity: head.count, hash: head.hash },
    },
  ])
  expect((await api.doctor.run({})).findings).toContainEqual(expect.objectContaining({ id: 'activity', state: 'ok' }))
  expect(await api.workspaces.list({})).toMatchObject([{ name: 'Globex' }])
  await app.close()
})

test('a key that the keychain does not give up now goes when the next workspace is created', async () => {
  const { api, app, keychain, workspaceId, rows } = await start()
  const entries = keychain.entries.size
  await api.workspaces.delete({ workspaceId, name: 'Acme' })
  Object.assign(keychain, {
    failing: 'The user name or passphrase you entered is not correct.',
    failingFunctions: ['delete'],
  })
  expect(await api.workspaces.emptyTrash({})).toEqual({ count: 1 })
  expect(keychain.entries.size).toBe(entries)
  keychain.failing = null
  await api.workspaces.create({ name: 'Globex' })
  expect(rows('workspace_keys')).toBe(0)
  expect(keychain.entries.size).toBe(entries)
  await app.close()
})

test('only owners delete, restore and empty, each what they own', async () => {
  const { api, app, as, store, workspaceId } = await start()
  addMember(store, workspaceId, ben, 'admin')
  const forbidden = { code: 'forbidden', reason: 'role_needed' }
  expect(await refusal(as(ben).workspaces.delete({ workspaceId, name: 'Acme' }))).toMatchObject(forbidden)
  await api.workspaces.delete({ workspaceId, name: 'Acme' })
  expect(await as(ben).workspaces.trash({})).toEqual([])
  expect(await refusal(as(ben).workspaces.restore({ workspaceId }))).toMatchObject(forbidden)
  expect(await refusal(as(ben).workspaces.emptyTrash({ workspaceIds: [workspaceId] }))).toMatchObject(forbidden)
  expect(await as(ben).workspaces.emptyTrash({})).toEqual({ count: 0 })
  expect(await api.workspaces.trash({})).toHaveLength(1)
  await app.close()
})

test('nobody joins a workspace in the trash, and its connectors keep their catalog entry', async () => {
  const { api, app, as, workspaceId, store } = await start()
  await api.keys.setPassphrase({ workspaceId, passphrase: 'orchid lantern gravel mosaic' })
  addMember(store, workspaceId, ben, 'member')
  await api.workspaces.delete({ workspaceId, name: 'Acme' })
  expect(await refusal(as(ben).members.recover({ passphrase: 'orchid lantern gravel mosaic' }))).toMatchObject({
    reason: 'no_recovery',
  })
  expect(await api.catalog.uses({ key: 'wordpress' })).toMatchObject({
    workspaces: [{ id: workspaceId, connectors: [{ isInTrash: true }] }],
  })
  await app.close()
})

test('an archived workspace is read and kept safe, and changed only once it is out of the archive', async () => {
  const { api, app, workspaceId, connector } = await start()
  const which = { workspaceId, id: connector.id }
  expect(await api.workspaces.setArchived({ workspaceId, isArchived: true })).toMatchObject({
    archivedAt: '2026-03-01T09:00:00.000Z',
  })
  for (const call of [
    api.connectors.activate(which),
    api.connectors.remove(which),
    api.connectors.install({ workspaceId, ...wordpress, name: 'Other' }),
    api.workspaces.rename({ workspaceId, name: 'Other' }),
    api.members.invite({ workspaceId, role: 'admin', invitationPassphrase: 'orchid lantern gravel mosaic' }),
  ])
    expect(await refusal(call)).toMatchObject({ code: 'conflict', reason: 'workspace_archived' })
  const { id: into } = await api.workspaces.create({ name: 'Globex' })
  const copy = await api.connectors.install({ workspaceId: into, ...wordpress })
  expect(
    await refusal(api.connectors.duplicate({ workspaceId: into, id: copy.id, name: 'Copy', into: workspaceId })),
  ).toMatchObject({ reason: 'workspace_archived' })
  expect(await api.connectors.list({ workspaceId })).toHaveLength(1)
  expect(await api.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })
  await api.keys.rotate({ workspaceId })
  await api.workspaces.setArchived({ workspaceId, isArchived: false })
  expect(await api.connectors.activate(which)).toMatchObject({ status: 'active' })
  const { items } = await api.activity.list({ workspaceId, kind: 'workspace' })
  expect(items.slice(0, 2).map(({ action }) => action)).toEqual(['workspace.unarchive', 'workspace.archive'])
  await app.close()
})

test('a workspace has a letter of its own and a mark of production', async () => {
  const { api, app, workspaceId } = await start()
  expect(await api.workspaces.list({})).toMatchObject([{ letter: null, isProduction: false, archivedAt: null }])
  expect(await api.workspaces.setLetter({ workspaceId, letter: ' Ä ' })).toMatchObject({ letter: 'Ä' })
  expect(await api.workspaces.setLetter({ workspaceId, letter: '👩🏽‍🚀' })).toMatchObject({ letter: '👩🏽‍🚀' })
  for (const letter of ['', '  ', 'AB', '\u202e', '\n', 'x'.repeat(1000)])
    expect(await refusal(api.workspaces.setLetter({ workspaceId, letter }))).toMatchObject({ code: 'invalid' })
  expect(await api.workspaces.setLetter({ workspaceId, letter: null })).toMatchObject({ letter: null })
  expect(await api.workspaces.setProduction({ workspaceId, isProduction: true })).toMatchObject({ isProduction: true })
  await app.close()
})
