import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../../src/main/store/open.ts'
import { asFile, entryOf } from '../../helpers/catalog-entries.ts'
import { createComputing } from '../../helpers/computing.ts'
import { ben, createTestApp, resources, temporaryDirectory, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
let workspaceId: string
let id: string

/** Needs a port, a secret and a host that starts with https; `old` is no longer known. */
const second = entryOf('mine', {
  version: '2.0.0',
  configSchema: {
    type: 'object',
    required: ['host', 'port', 'password'],
    additionalProperties: false,
    properties: {
      host: { type: 'string', title: 'Host', pattern: '^https://' },
      port: { type: 'integer', title: 'Port' },
      token: { type: 'string', title: 'Token', writeOnly: true },
      password: { type: 'string', title: 'Password', writeOnly: true },
    },
  },
})

beforeEach(async () => {
  program = createTestApp()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
  await program.api.catalog.import(asFile(entryOf('mine')))
  const config = { host: 'example.com', token: 'token-value' }
  ;({ id } = await program.api.connectors.install({ workspaceId, catalogKey: 'mine', name: 'Blog', config }))
  await program.api.connectors.activate({ workspaceId, id })
})

afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

const card = async () => (await program.api.connectors.list({ workspaceId })).find((one) => one.id === id)

test('a connector that no longer fits keeps running and says how many fields need attention', async () => {
  const { api } = program
  const before = await api.connectors.get({ workspaceId, id })
  await api.catalog.import(asFile(second))
  const report = await api.catalog.upgradeReport({})
  expect(report).toEqual([
    {
      workspaceId,
      workspaceName: 'Acme',
      id,
      name: 'Blog',
      status: 'active',
      catalogKey: 'mine',
      fromVersion: '1.0.0',
      toVersion: '2.0.0',
      fields: {
        'config.host': [expect.objectContaining({ message: 'Start with https://' })],
        'config.port': [expect.objectContaining({ message: 'Enter the port' })],
        'config.password': [expect.objectContaining({ message: 'Enter the password' })],
      },
    },
  ])
  expect(await card()).toMatchObject({ status: 'active', attention: 3 })
  const after = await api.connectors.get({ workspaceId, id })
  expect(after.config).toEqual(before.config)
  expect(after.updatedAt).toBe(before.updatedAt)
})

test('the check runs behind the import and tells the screens', async () => {
  const { api, app } = program
  const firstChange = new Promise<unknown>((resolve) => {
    app.changes.on((change) => change.topic === 'connectors' && resolve(change))
  })
  await api.catalog.import(asFile(second))
  expect(await firstChange).toEqual({ workspaceId, topic: 'connectors' })
  expect(await card()).toMatchObject({ attention: 3 })
})

test('saving what is missing settles it, with the secrets that are stored kept', async () => {
  const { api } = program
  await api.catalog.import(asFile(second))
  await api.catalog.upgradeReport({})
  await api.connectors.update({
    workspaceId,
    id,
    config: { host: 'https://example.com', port: 443 },
    secrets: { set: { 'config.password': 'new-password' } },
  })
  expect(await card()).toMatchObject({ attention: 0 })
  expect(await api.catalog.upgradeReport({})).toEqual([])
  const connector = await api.connectors.get({ workspaceId, id })
  expect(connector.catalogVersion).toBe('2.0.0')
  expect(connector.secrets).toMatchObject([
    { path: 'config.token', isSet: true },
    { path: 'config.password', isSet: true },
  ])
})

test('going back to an entry that fits settles it too', async () => {
  const { api } = program
  await api.catalog.import(asFile(second))
  expect(await api.catalog.upgradeReport({})).toHaveLength(1)
  await api.catalog.import(asFile(entryOf('mine', { version: '2.0.1' })))
  expect(await api.catalog.upgradeReport({})).toEqual([])
  expect(await card()).toMatchObject({ attention: 0 })
})

test('only the workspaces of the account are reported, and nothing in the trash', async () => {
  const { api, as } = program
  const foreign = await as(ben).workspaces.create({ name: 'Globex' })
  await as(ben).connectors.install({
    workspaceId: foreign.id,
    catalogKey: 'mine',
    name: 'Theirs',
    config: { host: 'h' },
  })
  await api.catalog.import(asFile(second))
  expect(await api.catalog.upgradeReport({})).toMatchObject([{ name: 'Blog' }])
  expect(await as(ben).catalog.upgradeReport({})).toMatchObject([{ name: 'Theirs', workspaceName: 'Globex' }])
  await api.connectors.remove({ workspaceId, id })
  expect(await api.catalog.upgradeReport({})).toEqual([])
  await api.connectors.restore({ workspaceId, id })
  expect(await card()).toMatchObject({ attention: 3 })
})

test('a built-in entry that a new version of the program changes is checked when its connectors are listed', async () => {
  const { api, app, store } = program
  // The next start of a newer program: its seed has written other content under the same key.
  store.sqlite
    .prepare(
      "UPDATE connector_catalog SET version = '3.0.0', default_config_schema = ?, content_hash = 'other' WHERE key = 'mine'",
    )
    .run(JSON.stringify(second.configSchema))
  const next = createTestApp({ store })
  const firstChange = new Promise((resolve) => void next.app.changes.on(resolve))
  expect(await next.api.connectors.list({ workspaceId })).toMatchObject([{ attention: 0 }])
  await firstChange
  expect(await next.api.connectors.list({ workspaceId })).toMatchObject([{ attention: 3 }])
  expect(await api.connectors.list({ workspaceId })).toMatchObject([{ attention: 3 }])
  expect(app).not.toBe(next.app)
})

test('thousands of connectors are checked without holding up a call', async () => {
  const { api, store } = program
  const copy = store.sqlite.prepare(`
    INSERT INTO connectors (id, tenant_id, catalog_id, name, name_key, config, auth, catalog_version, checked_hash,
      created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name)
    SELECT c.id || n.value, tenant_id, catalog_id, name || n.value, name_key || n.value, config, auth, catalog_version,
      checked_hash, created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name
    FROM connectors c, json_each(?) n`)
  copy.run(JSON.stringify(Array.from({ length: 1500 }, (_, index) => index)))
  await api.catalog.import(asFile(second))
  const check = { isDone: false }
  const report = api.catalog.upgradeReport({}).finally(() => {
    check.isDone = true
  })
  const holds: number[] = []
  while (!check.isDone) {
    const computing = createComputing()
    await api.connectors.get({ workspaceId, id })
    await new Promise((resolve) => void setImmediate(resolve))
    holds.push(computing())
  }
  expect(await report).toHaveLength(1501)
  expect(holds.length).toBeGreaterThan(3)
  expect(Math.max(...holds)).toBeLessThan(150)
})

test('the second migration keeps every connector and knows which of them to check', () => {
  using directory = temporaryDirectory()
  const before = join(directory.path, 'migrations')
  mkdirSync(before)
  copyFileSync(join(resources.migrationsDir, '0000_initial.sql'), join(before, '0000_initial.sql'))
  const file = join(directory.path, 'x.db')
  const now = '2026-03-01T09:00:00.000Z'
  const old = openStore({ file, migrationsDir: before, now })
  old.sqlite.exec(`
    INSERT INTO workspaces (id, name, name_key, colour, created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name) VALUES ('w', 'Acme', 'acme', 'blue', '', '', '', '', '', '');
    INSERT INTO connector_catalog (id, key, name, category, auth_type, version, source, content_hash, created_at, updated_at)
      VALUES ('e', 'x', 'X', 'Social', 'none', '2', 'builtin', 'hash', '', '')`)
  const insert = old.sqlite.prepare(
    `INSERT INTO connectors (id, tenant_id, catalog_id, name, name_key, catalog_version,
       created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name)
     VALUES (@id, 'w', 'e', @id, @id, @version, '', '', '', '', '', '')`,
  )
  insert.run({ id: 'present', version: '2' })
  insert.run({ id: 'outgrown', version: '1' })
  old.close()
  const { sqlite, close } = openStore({ file, migrationsDir: resources.migrationsDir, now })
  expect(sqlite.prepare('SELECT id, checked_hash, attention FROM connectors ORDER BY id').all()).toEqual([
    { id: 'outgrown', checked_hash: '', attention: 0 },
    { id: 'present', checked_hash: 'hash', attention: 0 },
  ])
  close()
})
