import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { AppApi } from '../../../src/contract/index.ts'
import { asFile, entryOf } from '../../helpers/catalog-entries.ts'
import { createCli } from '../../helpers/cli.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { type Transport, transports } from '../../helpers/transports.ts'

const [FIRST, SECOND] = ['canaryFirst7f3a', 'canarySecond7f3a']
const PATH = 'config.token'

/** What the tables hold of connectors: nowhere a secret in clear. */
const contentOf = (sqlite: Database.Database) =>
  JSON.stringify(sqlite.prepare('SELECT c.config, c.auth, a.detail FROM connectors c, activity a').all())

describe.each(Object.entries(transports))('over %s', (_name, open) => {
  let transport: Transport | undefined
  afterEach(() => transport?.close())

  const start = async () => {
    transport = await open()
    const { api } = transport
    const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
    await api.catalog.import(asFile(entryOf('mine')))
    return { ...transport, workspaceId }
  }
  const install = (api: AppApi, workspaceId: string) =>
    api.connectors.install({ workspaceId, catalogKey: 'mine', name: 'Mine', config: { host: 'h', token: FIRST } })

  test('a secret among the config of an install or an update goes to the vault, and the config has none', async () => {
    const { api, store, workspaceId } = await start()
    const installed = await install(api, workspaceId)
    expect(installed).toMatchObject({ config: { host: 'h' }, secrets: [{ path: PATH, isSet: true }] })
    const before = contentOf(store.sqlite)
    const config = { host: 'other', token: SECOND }
    const updated = await api.connectors.update({ workspaceId, id: installed.id, config })
    expect(updated).toMatchObject({ config: { host: 'other' }, secrets: [{ path: PATH, isSet: true }] })
    const after = contentOf(store.sqlite)
    expect(after).not.toBe(before)
    for (const canary of [FIRST, SECOND]) expect(before + after + JSON.stringify(updated)).not.toContain(canary)
  })

  test('the same by path, with what is not named kept', async () => {
    const { api, workspaceId } = await start()
    const secrets = { set: { [PATH]: FIRST } }
    const { id } = await api.connectors.install({
      ...{ workspaceId, catalogKey: 'mine', name: 'Mine' },
      ...{ config: { host: 'h' }, secrets },
    })
    const kept = await api.connectors.update({ workspaceId, id, config: { host: 'other' } })
    expect(kept.secrets).toMatchObject([{ path: PATH, isSet: true }])
    const cleared = await api.connectors.update({ workspaceId, id, secrets: { clear: [PATH] } })
    expect(cleared.secrets).toMatchObject([{ path: PATH, isSet: false }])
  })
})

test('a secret in the config file of a command goes to the vault as well', async () => {
  using directory = temporaryDirectory()
  const { json, file, dataDir } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  await json(['catalog', 'import', file('entry.json', entryOf('mine'))])
  const write = (token: string) => ['--config', file('config.json', { host: 'h', token })]
  await json(['connector', 'install', 'mine', '--name', 'Mine', ...write(FIRST)])
  const { code, value } = await json(['connector', 'update', 'Mine', ...write(SECOND)])
  expect([code, value['config'], value['secrets']]).toMatchObject([0, { host: 'h' }, [{ path: PATH, isSet: true }]])
  const sqlite = new Database(join(dataDir, 'patchbay.db'), { readonly: true })
  expect(contentOf(sqlite)).toContain('enc1:')
  expect(contentOf(sqlite)).not.toMatch(/canary/)
  sqlite.close()
})
