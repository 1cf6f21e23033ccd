import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type AppContract, createClient } from '../../src/contract/index.ts'
import { openAtomicFile } from '../../src/main/platform/atomic-file.ts'
import { EVENTS } from '../../src/main/platform/log.ts'
import { openApp } from '../../src/main/app/open-app.ts'
import type { Resources } from '../../src/main/platform/resources.ts'
import { BUILT_IN } from '../helpers/catalog-entries.ts'
import { createMemoryKeychain } from '../helpers/keychains/memory-keychain.ts'
import { SECRET, wordpress } from '../helpers/samples.ts'
import { ada, createTestClock, noNetwork, resources, temporaryDirectory } from '../helpers/test-app.ts'

const PASSPHRASE = 'six words of a backup passphrase'

interface Line {
  event: string
  [field: string]: unknown
}

/** The program on a data directory with its own log, and what that log says in the end. */
function createProgram(root: string) {
  const dataDir = join(root, 'data')
  const keychainEngine = createMemoryKeychain()
  const open = (more: Partial<Resources> = {}) => {
    const app = openApp({
      ...{ dataDir, host: 'cli', keychainEngine, clock: createTestClock(), identity: ada, standby: () => true },
      network: noNetwork,
      resources: { ...resources, ...more },
    })
    return { app, api: createClient<AppContract>(app.dispatch) }
  }
  const logText = () => readFileSync(join(dataDir, 'logs', 'patchbay.log'), 'utf8')
  const lines = () =>
    logText()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
  return { dataDir, keychainEngine, open, logText, lines }
}

test('the log has what support needs: a line of typed fields for each thing that happens', async () => {
  using directory = temporaryDirectory()
  const { dataDir, keychainEngine, open, logText, lines } = createProgram(directory.path)
  const { version } = resources
  /** The lines since the last time, without times; how many calls are slow depends on what else the machine does. */
  let seen = 0
  const news = () => {
    const all = lines().filter(({ event }) => event !== 'call.slow')
    const fresh = all.slice(seen)
    seen = all.length
    return fresh.map(({ at: _at, milliseconds: _milliseconds, ...line }) => line)
  }

  const first = open()
  const { id: workspaceId } = await first.api.workspaces.create({ name: 'Acme' })
  const { id: connectorId } = await first.api.connectors.install({ workspaceId, ...wordpress })
  await first.api.connectionTests.test({ workspaceId, id: connectorId })
  await first.app.close()
  expect(news()).toEqual([
    { event: 'catalog.seeded', count: BUILT_IN.length },
    { event: 'app.start', host: 'cli', version },
    { event: 'key.created', workspaceId },
    { event: 'connection.tested', workspaceId, connectorId, reason: 'no_such_host' },
    { event: 'backup.created', reason: 'daily' },
    { event: 'app.stop', host: 'cli' },
  ])

  // A newer program, whose migration is applied to data that is there.
  const migrationsDir = join(directory.path, 'migrations')
  cpSync(resources.migrationsDir, migrationsDir, { recursive: true })
  writeFileSync(join(migrationsDir, '9999_more.sql'), 'CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;')
  const second = open({ migrationsDir })
  expect(news()).toEqual([
    { event: 'backup.created', reason: 'migration' },
    { event: 'store.migrated', count: 1 },
    { event: 'app.start', host: 'cli', version },
  ])

  const { api, app } = second
  keychainEngine.hanging = true
  const opening = api.keys.open({ workspaceId })
  await wait(1100)
  keychainEngine.resume()
  await opening
  await api.keys.rotate({ workspaceId })
  await api.keys.lock({ workspaceId })
  expect(news()).toEqual([
    { event: 'key.state', workspaceId, state: 'READY' },
    { event: 'backup.created', reason: 'rotated' },
    { event: 'key.rotated', workspaceId },
    { event: 'key.state', workspaceId, state: 'LOCKED', reason: 'locked_by_hand' },
  ])
  const slow = lines().find(({ event, procedure }) => event === 'call.slow' && procedure === 'keys.open')
  expect(Number(slow?.['milliseconds'])).toBeGreaterThanOrEqual(1000)

  keychainEngine.entries.clear()
  await api.keys.open({ workspaceId })
  await api.keys.open({ workspaceId })
  expect(news()).toEqual([{ event: 'key.state', workspaceId, state: 'LOST', reason: 'lost' }])
  await app.close()

  const other = open({ migrationsDir })
  const { id: otherId } = await other.api.workspaces.create({ name: 'Globex' })
  await other.api.connectors.install({ workspaceId: otherId, ...wordpress })
  const out = join(directory.path, 'out.age')
  const input = { workspaceIds: [otherId], passphrase: PASSPHRASE, proof: { [otherId]: 'Globex' } }
  await other.app.dispatch('workspaceBackups.create', input, { openExport: () => openAtomicFile(out) })
  const { upload } = await other.api.workspaceBackups.upload({ data: readFileSync(out).toString('base64') })
  await other.api.workspaceBackups.inspect({ upload, passphrase: PASSPHRASE })
  const parts = [{ from: otherId, into: otherId, take: 'theirs' as const }]
  await other.api.workspaceBackups.restore({ upload, parts })
  expect(news().filter(({ event }) => event.startsWith('backup.'))).toEqual([
    { event: 'backup.created', reason: 'workspaces', count: 1 },
    { event: 'backup.created', reason: 'restore' },
    { event: 'backup.restored', workspaceId: otherId, count: 0 },
  ])

  const folder = join(directory.path, 'targets')
  mkdirSync(folder)
  const host = { choosePath: () => Promise.resolve(join(folder, 'targets.json')) }
  const keep = { workspaceId: otherId, format: 'json', envelope: false }
  expect(await other.app.dispatch('targets.keepFile', keep, host)).toMatchObject({ ok: true })
  rmSync(folder, { recursive: true })
  for (const { id } of await other.api.targets.files({ workspaceId: otherId })) {
    await other.api.targets.writeFile({ workspaceId: otherId, id })
    await other.api.targets.forgetFile({ workspaceId: otherId, id })
  }
  expect(news()).toMatchObject([{ event: 'targets.file_failed', workspaceId: otherId }])

  const sqlite = new Database(join(dataDir, 'patchbay.db'))
  sqlite.pragma('ignore_check_constraints = 1')
  sqlite.exec(`UPDATE connector_catalog SET capabilities = '{"publish"' WHERE key = 'wordpress'`)
  sqlite.close()
  await other.api.targets.list({ workspaceId: otherId }).catch(() => undefined)
  expect(news()).toMatchObject([{ event: 'call.failed', procedure: 'targets.list', error: { kind: 'SyntaxError' } }])
  const backup = (await other.api.backups.list({})).at(-1)
  await other.api.backups.restore({ name: backup!.name })
  // The backup is older than the migration, which runs again.
  const afterRestore = ['backup.created', 'app.stop', 'backup.created', 'store.migrated', 'app.start', 'store.replaced']
  expect(news().map(({ event }) => event)).toEqual(afterRestore)
  await other.app.close()

  writeFileSync(join(dataDir, 'patchbay.db'), 'no database at all')
  const damaged = open({ migrationsDir })
  await damaged.api.backups.startOver({})
  await damaged.app.close()
  const end = news()
  expect(end.find(({ event }) => event === 'app.error')).toMatchObject({ reason: 'damaged_file' })
  expect(end.find(({ event }) => event === 'store.replaced')).toEqual({ event: 'store.replaced', reason: 'empty' })

  expect(new Set(lines().map(({ event }) => event))).toEqual(new Set(EVENTS))
  for (const word of ['Acme', 'Globex', wordpress.name, SECRET, PASSPHRASE, 'example.com', 'redacted'])
    expect(logText()).not.toContain(word)
})

test('a program that finds the data directory in use leaves the log of the other alone', async () => {
  using directory = temporaryDirectory()
  const { open, logText } = createProgram(directory.path)
  const holder = open()
  const before = logText()
  const late = open()
  expect(late.app.problem).toMatchObject({ reason: 'in_use' })
  await late.app.close()
  expect(logText()).toBe(before)
  await holder.app.close()
})
