import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKeychain } from '../../../src/main/secrets/keychain/keychain.ts'
import { createVault } from '../../../src/main/secrets/vault.ts'
import { createFormStore } from '../../../src/renderer/forms/data/form-store.ts'
import type { StoredSecret } from '../../../src/main/store/schema.ts'
import { asFile, entryOf } from '../../helpers/catalog-entries.ts'
import { refusal } from '../../helpers/errors.ts'
import { createTestApp, type TestApp } from '../../helpers/test-app.ts'

const secret = { type: 'string', writeOnly: true }
const group = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const branch = (kind: string, properties: object) =>
  group({ kind: { const: kind }, ...properties }, { required: ['kind', ...Object.keys(properties)] })

const before = entryOf('mine', {
  configSchema: group({ host: { type: 'string' }, api_key: secret, old_pin: secret }),
})
/** The key is in the second branch of a choice, and there is no PIN. */
const after = entryOf('mine', {
  version: '2.0.0',
  configSchema: group(
    {
      host: { type: 'string' },
      login: { oneOf: [branch('pair', { password: secret }), branch('key', { api_key: { ...secret, minLength: 4 } })] },
    },
    { required: ['login'] },
  ),
})
const PLACE = 'config.login.api_key'

let program: TestApp
let workspaceId: string
let id: string

const install = async (config: object) => {
  const settings = { config: config as Record<string, unknown> }
  ;({ id } = await program.api.connectors.install({ workspaceId, catalogKey: 'mine', name: 'Blog', ...settings }))
}

beforeEach(async () => {
  program = createTestApp()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
  await program.api.catalog.import(asFile(before))
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

const read = () => program.api.connectors.get({ workspaceId, id })
const save = (change: object) => program.api.connectors.update({ workspaceId, id, ...change })

/** The form of the connector as it is opened now. */
const openForm = async () => {
  const { config, secrets } = await read()
  return createFormStore({ schemas: await program.api.catalog.get({ key: 'mine' }), config, secrets, isNew: false })
}

/** The stored secrets by path, decrypted as no call of the program does. */
async function storedValues(): Promise<Record<string, unknown>> {
  const vault = createVault({
    ...{ store: program.store, keychain: createKeychain(program.keychain), clock: program.clock },
  })
  const key = await vault.use(workspaceId)
  const { auth } = program.store.sqlite.prepare('SELECT auth FROM connectors WHERE id = ?').get(id) as { auth: string }
  const values = Object.entries(JSON.parse(auth) as Record<string, StoredSecret>).map(
    ([path, { value }]) => [path, key.decrypt({ connectorId: id, path }, value)] as const,
  )
  vault.close()
  return Object.fromEntries(values)
}

test('a secret whose place moved into a branch is carried over, with its date, and what has no place is named', async () => {
  await install({ host: 'h', api_key: 'a-long-key', old_pin: '1234' })
  const updatedAt = (await read()).secrets[0]?.updatedAt
  expect(updatedAt).toBeTypeOf('string')
  program.clock.set('2026-04-01T09:00:00.000Z')
  await program.api.catalog.import(asFile(after))
  expect(await program.api.catalog.upgradeReport({})).toMatchObject([
    {
      fields: {
        'config.api_key': [{ reason: 'secret_moves', values: { place: PLACE } }],
        'config.old_pin': [{ reason: 'secret_without_place' }],
      },
    },
  ])
  expect(await read()).toMatchObject({
    attention: 3,
    secrets: [{ path: PLACE, isSet: true, updatedAt, formerPath: 'config.api_key' }],
    secretsWithoutPlace: ['config.old_pin'],
  })

  const form = await openForm()
  expect(form.value().config).toEqual({ host: 'h', login: { kind: 'key' } })
  const saved = await save({ ...form.value() })
  expect(saved).toMatchObject({ attention: 0, removedSecrets: ['config.old_pin'], secretsWithoutPlace: [] })
  expect(saved.secrets).toEqual([{ path: PLACE, isSet: true, updatedAt }])
  expect(await storedValues()).toEqual({ [PLACE]: 'a-long-key' })
  expect(await program.api.catalog.upgradeReport({})).toEqual([])
  const [change] = program.store.sqlite
    .prepare(`SELECT detail FROM activity WHERE action = 'connector.update' AND subject_id = ?`)
    .all(id) as { detail: string }[]
  const { fields } = JSON.parse(change?.detail ?? '') as { fields: { path: string; hidden?: string }[] }
  expect(fields.filter(({ hidden }) => hidden?.startsWith('secret_'))).toEqual([
    { path: 'config.old_pin', hidden: 'secret_cleared' },
    { path: PLACE, hidden: 'secret_moved' },
  ])
})

test('nothing is decrypted while the key is locked, and nothing is lost', async () => {
  await install({ api_key: 'a-long-key' })
  await program.api.catalog.import(asFile(after))
  await program.api.keys.lock({ workspaceId })
  const value = (await openForm()).value()
  expect(await refusal(save({ ...value }))).toMatchObject({ code: 'locked' })
  await program.api.keys.open({ workspaceId })
  await save({ ...value })
  expect(await storedValues()).toEqual({ [PLACE]: 'a-long-key' })
})

test('a secret that does not fit its new place is refused there and stays where it was', async () => {
  await install({ api_key: 'abc' })
  await program.api.catalog.import(asFile(after))
  const value = (await openForm()).value()
  expect(await refusal(save({ ...value }))).toMatchObject({
    fields: { [PLACE]: [{ reason: 'min_length', values: { limit: 4 } }] },
  })
  expect(await storedValues()).toEqual({ 'config.api_key': 'abc' })
  const saved = await save({ ...value, secrets: { set: { [PLACE]: 'abcdef' } } })
  expect(saved.removedSecrets).toEqual([])
  expect(await storedValues()).toEqual({ [PLACE]: 'abcdef' })
})

test('a secret that is cleared or whose branch is not chosen is not carried over', async () => {
  await install({ api_key: 'a-long-key' })
  await program.api.catalog.import(asFile(after))
  const config = { login: { kind: 'pair', password: 'p' } }
  const saved = await save({ config })
  expect(saved.removedSecrets).toEqual(['config.api_key'])
  expect(await storedValues()).toEqual({ 'config.login.password': 'p' })
})

test('a cleared secret is not called removed, whether it is named by its old or its new path', async () => {
  for (const path of ['config.api_key', PLACE]) {
    await program.api.catalog.import(asFile(before))
    await install({ api_key: 'a-long-key' })
    await program.api.catalog.import(asFile(after))
    const config = { login: { kind: 'pair', password: 'p' } }
    expect(await save({ config, secrets: { clear: [path] } })).toMatchObject({ removedSecrets: [] })
    expect(await storedValues()).toEqual({ 'config.login.password': 'p' })
    await program.api.connectors.remove({ workspaceId, id })
    await program.api.trash.empty({ workspaceId })
  }
})

test('a secret that cannot be read is not carried over: the form asks for it', async () => {
  await install({ api_key: 'a-long-key' })
  await program.api.catalog.import(asFile(after))
  const value = (await openForm()).value()
  program.store.sqlite
    .prepare(`UPDATE connectors SET auth = json_set(auth, '$."config.api_key".value', 'damaged') WHERE id = ?`)
    .run(id)
  expect((await read()).secrets).toMatchObject([{ path: PLACE, mustReenter: true, formerPath: 'config.api_key' }])
  expect(await refusal(save({ ...value }))).toMatchObject({ fields: { [PLACE]: [{ reason: 'required' }] } })
})

const NAMES = ['token', 'password', 'pin', 'cert']
/** Ways in which a new version of an entry moves a secret; the last one drops it. */
const ways: ((name: string) => { properties?: object; auth?: object })[] = [
  (name) => ({ properties: { [name]: secret } }),
  (name) => ({ properties: { [`${name}_group`]: group({ [name]: secret }) } }),
  (name) => ({ properties: { [`${name}_choice`]: { oneOf: [branch('none', {}), branch(name, { [name]: secret })] } } }),
  (name) => ({ auth: { [name]: secret } }),
  () => ({}),
]

test('whatever way secrets move, each is read back at its new place or was named as without one', async () => {
  const property = fc.asyncProperty(
    fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom(...ways), { minKeys: 1 }),
    async (moves) => {
      const names = Object.keys(moves)
      const values = Object.fromEntries(names.map((name) => [name, `value of ${name}`]))
      await program.api.catalog.import(
        asFile(entryOf('mine', { configSchema: group(Object.fromEntries(names.map((name) => [name, secret]))) })),
      )
      await install(values)
      const parts = names.map((name) => (moves[name] as (typeof ways)[number])(name))
      const properties = Object.assign(
        { beside: { type: 'string' } },
        ...parts.map((part) => part.properties),
      ) as object
      const auth = Object.assign({}, ...parts.map((part) => part.auth)) as object
      await program.api.catalog.import(
        asFile(entryOf('mine', { version: '2.0.0', configSchema: group(properties), authSchema: group(auth) })),
      )
      const { secretsWithoutPlace } = await read()
      const form = await openForm()
      form.change('changed', ['config', 'beside'])
      const { removedSecrets } = await save({ ...form.value() })
      const byName = Object.entries(await storedValues()).map(([path, value]) => [path.split('.').at(-1), value])
      const dropped = names.filter((name) => moves[name] === ways.at(-1))
      expect(Object.fromEntries(byName)).toEqual(
        Object.fromEntries(Object.entries(values).filter(([name]) => !dropped.includes(name))),
      )
      expect(secretsWithoutPlace.toSorted()).toEqual(dropped.map((name) => `config.${name}`).toSorted())
      expect(removedSecrets).toEqual(secretsWithoutPlace)
      await program.api.connectors.remove({ workspaceId, id })
      await program.api.trash.empty({ workspaceId })
    },
  )
  await fc.assert(property, { numRuns: 60 })
})
