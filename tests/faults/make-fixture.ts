import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createClient, type AppContract } from '../../src/contract/index.ts'
import { ada, openTestStore, resources } from '../helpers/test-app.ts'
import { brokenKeychain, FIXTURES, fixtureConnectors, PASSPHRASE } from './fixtures.ts'
import { errorLog } from '../helpers/error-log.ts'
import { serveApp } from '../helpers/serve-app.ts'

/**
 * Writes the database of the present schema version to tests/fixtures/databases, to be kept for good once that version
 * is released: `node tests/faults/make-fixture.ts`.
 */
const draft = join(FIXTURES, 'draft.db')
for (const suffix of ['', '-wal', '-shm']) rmSync(draft + suffix, { force: true })
const store = openTestStore(draft)
const version = store.sqlite.pragma('user_version', { simple: true }) as number
const app = serveApp({
  store,
  resources,
  keychainEngine: brokenKeychain,
  clock: () => new Date('2026-03-01T09:00:00.000Z'),
  identity: ada,
  log: errorLog(console.error),
})
const api = createClient<AppContract>(app.dispatch)
const { id: workspaceId } = await api.workspaces.create({ name: 'Acme', passphrase: PASSPHRASE })
for (const connector of fixtureConnectors) await api.connectors.install({ workspaceId, ...connector })
const file = join(FIXTURES, `v${String(version).padStart(4, '0')}.db`)
rmSync(file, { force: true })
store.sqlite.prepare('VACUUM INTO ?').run(file)
await app.close()
for (const suffix of ['', '-wal', '-shm']) rmSync(draft + suffix, { force: true })
console.log(`Written: ${file}`)
