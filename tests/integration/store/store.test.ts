import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { ATTENTION_FROM } from '../../../src/main/store/attention-from.ts'
import { readMigrations } from '../../../src/main/store/migrate.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { projectPath } from '../../helpers/paths.ts'
import { createTestApp, openTestStore, resources, temporaryDirectory } from '../../helpers/test-app.ts'

const now = '2026-03-01T09:00:00.000Z'
const newest = readMigrations(resources.migrationsDir).length

/** The program's migrations in a directory of the test's own, to which it can add the next one. */
function copyMigrations(directory: string, next?: { name: string; sql: string }): string {
  const copy = join(directory, 'migrations')
  cpSync(resources.migrationsDir, copy, { recursive: true })
  if (next) writeFileSync(join(copy, `${String(newest).padStart(4, '0')}_${next.name}.sql`), next.sql)
  return copy
}

test('every pragma is set on the connection that is used', () => {
  using directory = temporaryDirectory()
  const { sqlite } = openTestStore(join(directory.path, 'x.db'))
  const actual = (name: string) => sqlite.pragma(name, { simple: true })
  expect({
    journal_mode: actual('journal_mode'),
    synchronous: actual('synchronous'),
    foreign_keys: actual('foreign_keys'),
    secure_delete: actual('secure_delete'),
    trusted_schema: actual('trusted_schema'),
    cell_size_check: actual('cell_size_check'),
    busy_timeout: actual('busy_timeout'),
    checkpoint_fullfsync: actual('checkpoint_fullfsync'),
    cache_size: actual('cache_size'),
    application_id: actual('application_id'),
    user_version: actual('user_version'),
  }).toEqual({
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    secure_delete: 1,
    trusted_schema: 0,
    cell_size_check: 1,
    busy_timeout: 250,
    checkpoint_fullfsync: 1,
    cache_size: -8000,
    application_id: 0x50424159,
    user_version: newest,
  })
  sqlite.close()
})

test('the first migration makes the tables of the specification, by its names', () => {
  const { sqlite } = openTestStore()
  const columns = (table: string) =>
    sqlite.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
  expect(columns('connector_catalog')).toEqual(
    expect.arrayContaining(
      'id key name description category icon auth_type capabilities default_config_schema created_at'.split(' '),
    ),
  )
  expect(columns('connectors')).toEqual(
    expect.arrayContaining(
      'id tenant_id catalog_id name status config auth tags created_at updated_at created_by updated_by created_by_name updated_by_name'.split(
        ' ',
      ),
    ),
  )
  const indexes = sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'connectors'")
  expect(indexes.pluck().all()).toEqual(
    expect.arrayContaining(['connectors_tenant_id_name_key', 'connectors_tenant_id', 'connectors_catalog_id']),
  )
  sqlite.close()
})

test('the database itself refuses a second connector of one name and a status that does not exist', () => {
  const { sqlite } = openTestStore()
  sqlite.exec(`
    INSERT INTO workspaces (id, name, name_key, colour, created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name) VALUES ('w', 'Acme', 'acme', 'blue', '', '', '', '', '', '');
    INSERT INTO connector_catalog (id, key, name, category, auth_type, version, source, content_hash, created_at, updated_at)
      VALUES ('e', 'x', 'X', 'Social', 'none', '1', 'builtin', '', '', '')`)
  const insert = (id: string, status: string, workspace = 'w') =>
    sqlite
      .prepare(
        `INSERT INTO connectors (id, tenant_id, catalog_id, name, name_key, status, catalog_version,
           created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name)
         VALUES (?, ?, 'e', 'A', 'a', ?, '1', '', '', '', '', '', '')`,
      )
      .run(id, workspace, status)
  insert('1', 'inactive')
  expect(() => insert('2', 'inactive')).toThrow(/UNIQUE/)
  expect(() => insert('3', 'paused')).toThrow(/CHECK/)
  expect(() => insert('4', 'inactive', 'nobody')).toThrow(/FOREIGN KEY/)
  sqlite.close()
})

test('a second opening changes nothing', () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'x.db')
  openTestStore(file).close()
  const before = readFileSync(file)
  openTestStore(file).close()
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a newer database is refused with both versions named, and keeps every byte', () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'x.db')
  openTestStore(file).close()
  const sqlite = new Database(file)
  sqlite.pragma('user_version = 99')
  sqlite.pragma('journal_mode = delete')
  sqlite.close()
  const before = readFileSync(file)
  expect(() => openTestStore(file)).toThrow(new RegExp(`version 99 .* up to ${newest}`))
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a database whose migration was edited is refused', () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'x.db')
  openTestStore(file).close()
  const edited = copyMigrations(directory.path)
  appendFileSync(join(edited, '0000_initial.sql'), '\n-- edited')
  expect(() => openStore({ file, migrationsDir: edited, now })).toThrow(/different program/)
})

test('a migration that rebuilds a table keeps the rows that refer to it', () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'x.db')
  const store = openTestStore(file)
  store.sqlite.exec(`
    INSERT INTO workspaces (id, name, name_key, colour, created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name) VALUES ('w', 'Acme', 'acme', 'blue', '', '', '', '', '', '');
    INSERT INTO persons (id, name, account, created_at) VALUES ('ada', 'Ada', 'ada', '');
    INSERT INTO members VALUES ('w', 'ada', 'owner', '')`)
  store.close()
  const next = copyMigrations(directory.path, {
    name: 'rebuild_workspaces',
    // A trigger of the history reads this table.
    sql: `CREATE TABLE __new (id text PRIMARY KEY NOT NULL, name text, name_key text, colour text, created_at text,
        updated_at text, created_by text, updated_by text, created_by_name text, updated_by_name text, letter text,
        production integer, archived_at text, deleted_at text, test_every_hours integer, marks_failed_tests integer,
        scheduled_run text);
      INSERT INTO __new SELECT * FROM workspaces;
      DROP TABLE workspaces;
      ALTER TABLE __new RENAME TO workspaces;`,
  })
  const seen: number[] = []
  const migrated = openStore({ file, migrationsDir: next, now, beforeMigration: (_, from) => void seen.push(from) })
  expect(migrated.sqlite.prepare('SELECT count(*) FROM members').pluck().get()).toBe(1)
  expect(migrated.sqlite.pragma('user_version', { simple: true })).toBe(newest + 1)
  expect(seen).toEqual([newest])
  migrated.close()
})

test('a migration that fails leaves the old version whole', () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'x.db')
  openTestStore(file).close()
  const next = copyMigrations(directory.path, {
    name: 'broken',
    sql: 'DROP TABLE members; SELECT * FROM nowhere;',
  })
  expect(() => openStore({ file, migrationsDir: next, now })).toThrow('nowhere')
  const store = openTestStore(file)
  expect(store.sqlite.prepare('SELECT count(*) FROM members').pluck().get()).toBe(0)
  store.close()
})

test('keys of an older version count as ones that secrets may be under', () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'old.db')
  cpSync(projectPath('tests/fixtures/databases/v0001.db'), file)
  const { sqlite } = openTestStore(file)
  const keys = sqlite.prepare('SELECT state, swept_at FROM workspace_keys').all()
  sqlite.close()
  expect(keys).toEqual([{ state: 'active', swept_at: null }])
})

test('connectors of an older version keep what they had, and their entries say which account they are for', async () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'old.db')
  cpSync(projectPath('tests/fixtures/databases/v0001.db'), file)
  const { app, store } = createTestApp({ store: openTestStore(file) })
  const rows = store.sqlite.prepare('SELECT name, status_since, status_cause FROM connectors').all()
  const identities = store.sqlite.prepare('SELECT identity FROM connector_catalog').pluck().all()
  await app.close()
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows)
    expect(row).toEqual({ name: expect.stringMatching(/./) as string, status_since: null, status_cause: null })
  for (const identity of identities) expect(JSON.parse(String(identity))).toBeInstanceOf(Array)
})

test('the overview finds connectors of an older version that need attention', () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'old.db')
  cpSync(projectPath('tests/fixtures/databases/v0001.db'), file)
  const old = new Database(file)
  old.exec("UPDATE connectors SET status = 'error' WHERE rowid = 1")
  old.close()
  const { sqlite } = openTestStore(file)
  const names = (from: string) => sqlite.prepare(`SELECT name FROM connectors ${from}`).pluck().all()
  const indexed = names(
    `INDEXED BY connectors_attention_from WHERE deleted_at IS NULL AND ${ATTENTION_FROM} IS NOT NULL`,
  )
  const all = names("WHERE status = 'error'")
  sqlite.close()
  expect(indexed).toEqual(all)
  expect(all).toHaveLength(1)
})
