import { expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { readSecrets } from '../../helpers/secrets.ts'
import { ben, createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'

test('a copy has the settings, tags and secrets of its connector, encrypted for it, and is inactive', async () => {
  using directory = temporaryDirectory()
  const file = `${directory.path}/patchbay.db`
  const keychain = createMemoryKeychain()
  const { api, app, reported } = createTestApp({ store: openTestStore(file), keychain })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id: into } = await api.workspaces.create({ name: 'Globex' })
  const more = { tags: ['prod'], secretExpiresAt: '2026-06-01' }
  const { id } = await api.connectors.install({ workspaceId, ...wordpress, ...more })
  await api.connectors.activate({ workspaceId, id })
  const copy = await api.connectors.duplicate({ workspaceId, id })
  expect(copy).toMatchObject({ name: `${wordpress.name} (2)`, status: 'inactive', ...more, missingSecrets: [] })
  const { items } = await api.activity.list({ workspaceId, connector: copy.id })
  expect(items).toMatchObject([{ action: 'connector.duplicate', detail: { duplicateOf: id } }])
  const other = await api.connectors.duplicate({ workspaceId, id, name: 'Elsewhere', into })
  const { config, secrets } = await api.connectors.get({ workspaceId: into, id: other.id })
  expect(config).toMatchObject(wordpress.config)
  expect(secrets.filter(({ isSet, mustReenter }) => isSet && !mustReenter)).toHaveLength(1)
  expect(reported).toEqual([])
  await app.close()
  expect((await readSecrets(file, keychain, workspaceId)).filter((secret) => secret === SECRET)).toHaveLength(2)
  expect((await readSecrets(file, keychain, into)).filter((secret) => secret === SECRET)).toHaveLength(1)
})

test('a copy without secrets says which are missing, and has no expiry', async () => {
  const { api } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress, secretExpiresAt: '2026-06-01' })
  const copy = await api.connectors.duplicate({ workspaceId, id, withSecrets: false })
  expect(copy.missingSecrets.toSorted()).toEqual(['auth.application_password'])
  expect(copy.secretExpiresAt).toBeNull()
  expect((await api.connectors.list({ workspaceId })).map(({ missingSecrets }) => missingSecrets.length)).toEqual([
    0, 1,
  ])
})

test('a copy needs a free name, and the right to change both workspaces', async () => {
  const program = createTestApp()
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  const conflict = await refusal(api.connectors.duplicate({ workspaceId, id, name: wordpress.name.toUpperCase() }))
  expect(conflict).toMatchObject({ code: 'conflict', fields: { name: [{ reason: 'name_taken' }] } })
  const { id: into } = await program.as(ben).workspaces.create({ name: 'Of Ben' })
  expect((await refusal(api.connectors.duplicate({ workspaceId, id, into }))).code).toBe('not_found')
  expect(await api.connectors.list({ workspaceId })).toHaveLength(1)
})
