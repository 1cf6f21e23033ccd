import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { damageWords } from '../../../src/shared/text/findings.ts'
import { createKeychain } from '../../../src/main/secrets/keychain/keychain.ts'
import { createVault } from '../../../src/main/secrets/vault.ts'
import { findDamage } from '../../../src/main/store/files/database-files.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { brokenKeychain, fixtureConnectors, FIXTURES, PASSPHRASE } from '../fixtures.ts'
import { createTally, type Row, type Tally } from '../row.ts'

/** A version is released together with its fixture, so the directory tells which ones there are. */
export const versions: Row = {
  fault: 'databases of every released schema version migrated',
  atLeast: 1,
  run: async () => {
    const tally = createTally()
    const fixtures = readdirSync(FIXTURES)
      .filter((name) => /^v\d{4}\.db$/.test(name))
      .sort()
    for (const [index, name] of fixtures.entries()) {
      const expected = `v${String(index + 1).padStart(4, '0')}.db`
      tally.expect(
        name === expected,
        `${expected} is missing: node tests/faults/make-fixture.ts wrote it at its release`,
      )
      using directory = temporaryDirectory()
      const file = join(directory.path, name)
      copyFileSync(join(FIXTURES, name), file)
      await bringUp(file, name, tally)
      tally.did()
    }
    return tally.outcome
  },
}

async function bringUp(file: string, name: string, tally: Tally) {
  const before = countRows(new Database(file, { readonly: true }))
  const store = openTestStore(file)
  const after = countRows(store.sqlite, false)
  for (const [table, count] of before)
    tally.expect(table === 'migrations' || after.get(table) === count, `${name}: ${table} had ${String(count)} rows`)
  for (const damage of findDamage(store.sqlite)) tally.expect(false, `${name}: ${damageWords(damage)}`)
  await readSecrets(store, name, tally)
  store.close()
}

function countRows(sqlite: Database.Database, close = true): Map<string, unknown> {
  const tables = sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
  const counts = new Map(
    (tables.pluck().all() as string[]).map((table) => [
      table,
      sqlite.prepare(`SELECT count(*) FROM "${table}"`).pluck().get(),
    ]),
  )
  if (close) sqlite.close()
  return counts
}

async function readSecrets(store: Store, name: string, tally: Tally) {
  const vault = createVault({ store, keychain: createKeychain(brokenKeychain), clock: () => new Date() })
  const workspaceId = store.sqlite.prepare('SELECT id FROM workspaces').pluck().get() as string
  await vault.open(workspaceId, Buffer.from(PASSPHRASE))
  const key = await vault.use(workspaceId)
  const rows = store.sqlite.prepare('SELECT id, name, auth FROM connectors').all() as Record<string, string>[]
  tally.expect(rows.length === fixtureConnectors.length, `${name}: ${rows.length} connectors`)
  for (const row of rows) {
    const known = fixtureConnectors.find((one) => one.name === row['name'])?.auth as Record<string, string> | undefined
    const secrets = Object.entries(JSON.parse(row['auth'] ?? '{}') as Record<string, { value: string }>)
    tally.expect(secrets.length > 0, `${name}: ${row['name']} has no secret`)
    for (const [path, { value }] of secrets) {
      const secret = key.decrypt({ connectorId: row['id'] ?? '', path }, value)
      tally.expect(
        secret === known?.[path.replace(/^auth\./, '')],
        `${name}: ${row['name']} has another secret at ${path}`,
      )
    }
  }
  vault.close()
}
