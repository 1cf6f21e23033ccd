import { expect, test } from 'vitest'
import { createKeychain } from '../../../src/main/secrets/keychain/keychain.ts'
import { createVault } from '../../../src/main/secrets/vault.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { wordpress } from '../../helpers/samples.ts'
import { readSecrets } from '../../helpers/secrets.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'

const { site_url } = wordpress.config
const PASSWORD = 'application_password'

interface Place {
  file: string
  keychain: ReturnType<typeof createMemoryKeychain>
}

/** Connectors whose user name is stored as an earlier version had it: as a secret, and in no config. */
async function storeAsBefore({ file, keychain }: Place, count: number) {
  const { api, app } = createTestApp({ store: openTestStore(file), keychain })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const ids: string[] = []
  for (let number = 0; number < count; number += 1)
    ids.push((await api.connectors.install({ workspaceId, ...wordpress, name: `Blog ${number}` })).id)
  await app.close()
  const store = openTestStore(file)
  const vault = createVault({ store, keychain: createKeychain(keychain), clock: () => new Date() })
  const key = await vault.use(workspaceId)
  const read = store.sqlite.prepare<string, string>('SELECT auth FROM connectors WHERE id = ?').pluck()
  const write = store.sqlite.prepare('UPDATE connectors SET config = ?, auth = ? WHERE id = ?')
  for (const [number, id] of ids.entries()) {
    const value = key.encrypt({ connectorId: id, path: 'auth.username' }, `editor ${number}`)
    const secret = { value, updatedAt: '2026-01-01T00:00:00.000Z' }
    const auth = { ...(JSON.parse(read.get(id) ?? '{}') as object), 'auth.username': secret }
    write.run(JSON.stringify({ site_url }), JSON.stringify(auth), id)
  }
  vault.close()
  store.close()
  return { workspaceId, ids }
}

/** Where each user name is, by the name of its connector: in the config, among the secrets, or in both. */
function placesOf(file: string): string[] {
  const store = openTestStore(file)
  const rows = store.sqlite
    .prepare<[], { username: string | null; secret: string | null }>(
      `SELECT config ->> 'username' AS username, json_extract(auth, '$."auth.username"') AS secret FROM connectors`,
    )
    .all()
  store.close()
  return rows.map(({ username, secret }) => `${username === null ? '' : 'config'}${secret === null ? '' : 'secret'}`)
}

test('a user name that was a secret moves to the settings when the key opens, with a line of history', async () => {
  using directory = temporaryDirectory()
  const place = { file: `${directory.path}/patchbay.db`, keychain: createMemoryKeychain() }
  const { workspaceId, ids } = await storeAsBefore(place, 2)
  const id = ids[0] as string
  const { api, app, reported } = createTestApp({ store: openTestStore(place.file), keychain: place.keychain })
  // Until then nothing is outdated or without a place, and nothing is lost.
  expect(await api.catalog.upgradeReport({})).toEqual([])
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ config: { site_url }, secretsWithoutPlace: [] })
  await api.keys.open({ workspaceId, wait: true })
  const after = await api.connectors.get({ workspaceId, id })
  expect(after).toMatchObject({ config: { site_url, username: 'editor 0' }, attention: 0, updatedByName: 'Ada' })
  expect(after.secrets.map(({ path, isSet }) => [path, isSet])).toEqual([[`auth.${PASSWORD}`, true]])
  const { items } = await api.activity.list({ workspaceId, connector: id })
  expect(items[0]).toMatchObject({
    ...{ action: 'connector.update', person: { name: 'Ada' }, hasConfig: true },
    fields: [
      { path: 'config.username', to: 'editor 0' },
      { path: 'auth.username', hidden: 'secret_moved' },
    ],
  })
  await api.keys.open({ workspaceId, wait: true })
  expect((await api.activity.list({ workspaceId, connector: id })).items).toHaveLength(items.length)
  await app.close()
  expect(reported).toEqual([])
})

test('a move that ends in between is whole for each connector, and goes on the next time', async () => {
  using directory = temporaryDirectory()
  const place = { file: `${directory.path}/patchbay.db`, keychain: createMemoryKeychain() }
  const { workspaceId } = await storeAsBefore(place, 70)
  const store = openTestStore(place.file)
  // Ends the second transaction in its midst, as a full disk or a kill would.
  store.sqlite.exec(`CREATE TRIGGER stop BEFORE UPDATE OF config ON connectors WHEN OLD.name = 'Blog 60' BEGIN
    SELECT raise(ABORT, 'stop'); END`)
  const first = createTestApp({ store, keychain: place.keychain })
  await first.api.keys.open({ workspaceId, wait: true }).catch(() => undefined)
  store.sqlite.exec('DROP TRIGGER stop')
  await first.app.close()
  const between = placesOf(place.file)
  expect(between.filter((where) => where === 'config')).toHaveLength(50)
  expect(between.filter((where) => where === 'secret')).toHaveLength(20)
  const { api, app } = createTestApp({ store: openTestStore(place.file), keychain: place.keychain })
  await api.keys.open({ workspaceId, wait: true })
  const cards = await Promise.all(
    (await api.connectors.list({ workspaceId })).map(({ id }) => api.connectors.get({ workspaceId, id })),
  )
  await app.close()
  expect(placesOf(place.file)).toEqual(Array(70).fill('config'))
  for (const { name, config } of cards) expect(config['username']).toBe(name.replace('Blog', 'editor'))
  expect(await readSecrets(place.file, place.keychain, workspaceId)).toHaveLength(70)
})

test('an update before the key has opened takes the user name along, and one that gives it replaces it', async () => {
  using directory = temporaryDirectory()
  const place = { file: `${directory.path}/patchbay.db`, keychain: createMemoryKeychain() }
  const { workspaceId, ids } = await storeAsBefore(place, 3)
  const [first, second, third] = ids as [string, string, string]
  const { api, app } = createTestApp({ store: openTestStore(place.file), keychain: place.keychain })
  const config = { site_url: 'https://news.example.com' }
  const updates = await Promise.all([
    api.connectors.update({ workspaceId, id: first, config }),
    api.connectors.update({ workspaceId, id: second, auth: { username: 'somebody' } }),
  ])
  expect(updates.map((one) => [one.config['username'], one.removedSecrets])).toEqual([
    ['editor 0', []],
    ['somebody', []],
  ])
  const copy = await api.connectors.duplicate({ workspaceId, id: third })
  expect((await api.connectors.get({ workspaceId, id: copy.id })).config).toEqual({ site_url, username: 'editor 2' })
  await app.close()
})

test('secrets that are settings now go on being accepted as secrets, and are stored in the open', async () => {
  const { api, app, store } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  const twitter = await api.connectors.install({
    ...{ workspaceId, catalogKey: 'twitter', name: 'News', config: { handle: '@news' } },
    secrets: { set: { 'auth.access_token': 'a'.repeat(20), 'auth.client_id': 'client-of-acme' } },
  })
  expect(twitter.config).toEqual({ handle: '@news', client_id: 'client-of-acme' })
  const cleared = await api.connectors.update({ workspaceId, id: twitter.id, secrets: { clear: ['auth.client_id'] } })
  expect(cleared.config).toEqual({ handle: '@news' })
  expect(store.sqlite.prepare("SELECT config ->> 'username' FROM connectors WHERE id = ?").pluck().get(id)).toBe(
    'editor',
  )
  const valid = await api.connectors.validateConfig({
    catalogKey: 'wordpress',
    config: wordpress.config,
    auth: wordpress.auth,
  })
  expect(valid).toEqual({ valid: true, fields: {} })
  await app.close()
})
