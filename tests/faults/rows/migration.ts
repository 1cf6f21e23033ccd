import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { damageWords } from '../../../src/shared/text/findings.ts'
import { checkBackup, listBackups } from '../../../src/main/store/backup/backup.ts'
import { findDamage } from '../../../src/main/store/files/database-files.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { openTestStore, resources, temporaryDirectory } from '../../helpers/test-app.ts'
import { inLanes, killAfter, lineFrom, startChild } from '../child.ts'
import type { MigrateArguments } from '../children/migrate.ts'
import { createRandom } from '../../helpers/random.ts'
import { createTally, type Row, type Tally } from '../row.ts'

const CONNECTORS = 2000
const LANES = 2
const LONGEST_MS = 250

export const migration: Row = {
  fault: 'migration killed at every statement and at random',
  atLeast: 70,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const base = join(directory.path, 'base')
    const migrationsDir = join(directory.path, 'migrations')
    const before = makeOldDatabase(base)
    const statements = makeMigration(migrationsDir)
    const everyStatement = [-1, ...Array.from({ length: statements }, (_, index) => index)]
    const random = createRandom(11)
    const moments = Array.from({ length: scale === 'full' ? 50 : 2 }, () => random() * LONGEST_MS)
    const faults: { killAt: number | null; afterMs: number }[] = [
      ...(scale === 'full' ? everyStatement : everyStatement.slice(0, 3)).map((killAt) => ({
        killAt,
        afterMs: 60_000,
      })),
      ...moments.map((afterMs) => ({ killAt: null, afterMs })),
    ]
    await inLanes(LANES, async (lane) => {
      const dataDir = join(directory.path, `lane-${lane}`)
      for (let fault = faults.shift(); fault; fault = faults.shift()) {
        rmSync(dataDir, { recursive: true, force: true })
        cpSync(base, dataDir, { recursive: true })
        const child = startChild('migrate', { dataDir, migrationsDir, killAt: fault.killAt } satisfies MigrateArguments)
        await lineFrom(child, 'ready')
        await killAfter(child, fault.afterMs)
        tally.did()
        check({ dataDir, migrationsDir, before, what: JSON.stringify(fault) }, tally)
      }
    })
    return tally.outcome
  },
}

/** A database of the present version with rows that refer to each other; answers a text of all of them. */
function makeOldDatabase(dataDir: string): string {
  mkdirSync(dataDir)
  const { sqlite } = openTestStore(join(dataDir, 'patchbay.db'))
  sqlite.exec(`
    INSERT INTO workspaces (id, name, name_key, colour, created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name) VALUES ('w', 'Acme', 'acme', 'blue', '', '', '', '', '', '');
    INSERT INTO persons (id, name, account, created_at) VALUES ('ada', 'Ada', 'ada', '');
    INSERT INTO members VALUES ('w', 'ada', 'owner', '');
    INSERT INTO connector_catalog (id, key, name, category, auth_type, version, source, content_hash, created_at, updated_at)
      VALUES ('e', 'x', 'X', 'Social', 'none', '1', 'builtin', '', '', '')`)
  const insert = sqlite.prepare(
    `INSERT INTO connectors (id, tenant_id, catalog_id, name, name_key, config, catalog_version,
       created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name)
     VALUES (@id, 'w', 'e', @id, @id, '{"site_url":"https://example.com"}', '1', '', '', '', '', '', '')`,
  )
  sqlite.transaction(() => {
    for (let count = 0; count < CONNECTORS; count += 1) insert.run({ id: `c${count}` })
  })()
  const text = contentOf(sqlite)
  sqlite.close()
  return text
}

type Sqlite = ReturnType<typeof openTestStore>['sqlite']

const contentOf = (sqlite: Sqlite) =>
  JSON.stringify([
    sqlite.prepare('SELECT * FROM members').all(),
    sqlite.prepare('SELECT id, name FROM workspaces').all(),
    sqlite.prepare('SELECT id, tenant_id, catalog_id, name, config FROM connectors ORDER BY id').all(),
  ])

/** The released migrations and one more, which rebuilds a table that others refer to; answers its number of statements. */
function makeMigration(dir: string): number {
  cpSync(resources.migrationsDir, dir, { recursive: true })
  const count = readdirSync(dir).filter((file) => file.endsWith('.sql')).length
  const { sqlite } = openTestStore()
  const create = sqlite.prepare("SELECT sql FROM sqlite_schema WHERE name = 'workspaces'").pluck().get() as string
  sqlite.close()
  const statements = [
    create.replace('`workspaces`', 'workspaces_new'),
    'ALTER TABLE workspaces_new ADD COLUMN added_here TEXT',
    'INSERT INTO workspaces_new SELECT *, NULL FROM workspaces',
    'DROP TABLE workspaces',
    'ALTER TABLE workspaces_new RENAME TO workspaces',
    'CREATE UNIQUE INDEX workspaces_name_key ON workspaces (name_key)',
    'CREATE TABLE labels (id TEXT PRIMARY KEY NOT NULL, connector_id TEXT NOT NULL REFERENCES connectors(id)) STRICT',
    "INSERT INTO labels SELECT 'l' || id, id FROM connectors",
    'CREATE INDEX labels_connector_id ON labels (connector_id)',
    'UPDATE connectors SET tags = \'["migrated"]\'',
    'ALTER TABLE activity ADD COLUMN source TEXT',
    'CREATE TABLE numbers (value INTEGER NOT NULL) STRICT',
    "INSERT INTO numbers SELECT value FROM json_each('[1,2,3]')",
    'DELETE FROM numbers WHERE value = 2',
    'ALTER TABLE connectors ADD COLUMN added_here TEXT',
    "UPDATE connectors SET added_here = 'x'",
    'ALTER TABLE connectors DROP COLUMN added_here',
    'DROP TABLE numbers',
  ]
  const sql = statements.flatMap((statement, index) => [`SELECT before_statement(${index});`, `${statement};`])
  const name = `${String(count).padStart(4, '0')}_rebuild.sql`
  writeFileSync(join(dir, name), [...sql, `SELECT before_statement(${statements.length});`].join('\n'))
  return statements.length + 1
}

/** The database must be wholly old or wholly new, its backup must open, and the next start must bring it up. */
function check(
  { dataDir, migrationsDir, before, what }: { dataDir: string; migrationsDir: string; before: string; what: string },
  tally: Tally,
) {
  const backups = join(dataDir, 'backups')
  try {
    const store = openStore({
      file: join(dataDir, 'patchbay.db'),
      migrationsDir,
      now: '2026-03-02T09:00:00.000Z',
      beforeMigration: (sqlite, version) => {
        tally.expect(contentOf(sqlite) === before, `${what}: version ${version} is not what it was`)
        const labels = sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'labels'").pluck().get()
        tally.expect(labels === 0, `${what}: version ${version} has a table of the next one`)
        sqlite.function('before_statement', (number: number) => number)
      },
    })
    tally.expect(contentOf(store.sqlite) === before, `${what}: rows are missing or changed`)
    const labels = store.sqlite.prepare('SELECT count(*) FROM labels').pluck().get()
    tally.expect(labels === CONNECTORS, `${what}: the new version has ${String(labels)} labels`)
    for (const damage of findDamage(store.sqlite)) tally.expect(false, `${what}: ${damageWords(damage)}`)
    store.close()
    for (const { name } of listBackups(backups)) checkBackup(join(backups, name))
  } catch (error) {
    tally.expect(false, `${what}: ${String(error)}`)
  }
}
