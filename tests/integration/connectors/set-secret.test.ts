import { expect, test } from 'vitest'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { refusal } from '../../helpers/errors.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { readSecrets } from '../../helpers/secrets.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'

const PATH = 'auth.application_password'
const NEW = 'canaryOfTheNewValue12345'

test('one new value reaches every chosen connector, and each says what happened', async () => {
  using directory = temporaryDirectory()
  const file = `${directory.path}/patchbay.db`
  const keychain = createMemoryKeychain()
  const { api, app, reported } = createTestApp({ store: openTestStore(file), keychain })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const install = async (name: string) => (await api.connectors.install({ workspaceId, ...wordpress, name })).id
  const [first, second, other] = [await install('First'), await install('Second'), await install('Other')]
  const medium = await api.connectors.install({
    ...{ workspaceId, catalogKey: 'medium', name: 'Stories', config: { publish_status: 'draft' } },
    auth: { integration_token: '2'.repeat(65) },
  })
  const connectorIds = [first, second, medium.id, 'unknown', first]
  const secretExpiresAt = '2027-01-01'
  const results = await api.secrets.set({ workspaceId, connectorIds, path: PATH, value: NEW, secretExpiresAt })
  expect(results).toMatchObject([
    { id: first, name: 'First', error: null },
    { id: second, name: 'Second', error: null },
    { id: medium.id, name: 'Stories', error: { code: 'invalid', fields: { [PATH]: [{ reason: 'unknown_secret' }] } } },
    { id: 'unknown', name: null, error: { code: 'not_found' } },
  ])
  expect((await api.connectors.get({ workspaceId, id: first })).secretExpiresAt).toBe(secretExpiresAt)
  expect((await api.connectors.get({ workspaceId, id: other })).secretExpiresAt).toBeNull()
  expect(reported).toEqual([])
  await app.close()
  const secrets = await readSecrets(file, keychain, workspaceId)
  expect(secrets.filter((secret) => secret === NEW)).toHaveLength(2)
  expect(secrets.filter((secret) => secret === SECRET)).toHaveLength(1)
})

test('a value that the schema refuses changes nothing, and neither does a key that does not open', async () => {
  const keychain = createMemoryKeychain()
  const { api, store } = createTestApp({ keychain })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  const auth = () => store.sqlite.prepare('SELECT auth FROM connectors').pluck().get()
  const before = auth()
  const [result] = await api.secrets.set({ workspaceId, connectorIds: [id], path: PATH, value: '' })
  expect(result?.error).toMatchObject({ code: 'invalid', fields: { [PATH]: expect.any(Array) as string[] } })
  keychain.entries.clear()
  const later = createTestApp({ store, keychain })
  const call = later.api.secrets.set({ workspaceId, connectorIds: [id], path: PATH, value: NEW })
  expect(await refusal(call)).toMatchObject({ code: 'locked', reason: 'lost' })
  expect(auth()).toBe(before)
})
