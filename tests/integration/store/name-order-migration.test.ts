import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../../src/main/store/open.ts'
import { nameKey } from '../../../src/shared/names.ts'
import { openTestStore, resources, temporaryDirectory } from '../../helpers/test-app.ts'

const now = '2026-03-01T09:00:00.000Z'

/** Two of these names have, as they were, the key that another one gets. */
const NAMES = ['Zoo', 'Äpfel', 'Apfel', 'Blog 10', 'Blog 2', 'Blog 210', 'Blog 02', 'Øre']

test('names that were stored by their characters are in the order of a dictionary after the migration', () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'old.db')
  const migrationsDir = join(directory.path, 'migrations')
  mkdirSync(migrationsDir)
  for (const name of readdirSync(resources.migrationsDir))
    if (/^00(?:0\d|1\d)_/.test(name)) cpSync(join(resources.migrationsDir, name), join(migrationsDir, name))
  const old = openStore({ file, migrationsDir, now })
  const audit = ['created_at', 'updated_at', 'created_by', 'updated_by', 'created_by_name', 'updated_by_name']
  const values = (table: string, rows: Record<string, string>[]) => {
    for (const row of rows) {
      const columns = Object.keys(row)
      old.sqlite
        .prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`)
        .run(row)
    }
  }
  const audited = Object.fromEntries(audit.map((name) => [name, '']))
  const named = NAMES.map((name, at) => ({ id: `${at}`, name, name_key: name.toLowerCase() }))
  values(
    'workspaces',
    named.map((row) => ({ ...row, colour: 'blue', ...audited })),
  )
  old.sqlite.exec(`
    INSERT INTO connector_catalog (id, key, name, category, auth_type, version, source, content_hash, created_at, updated_at)
      VALUES ('e', 'x', 'X', 'Social', 'none', '1', 'builtin', '', '', '')`)
  values(
    'connectors',
    named.map((row) => ({ ...row, tenant_id: '0', catalog_id: 'e', catalog_version: '1', ...audited })),
  )
  old.close()

  const { sqlite } = openTestStore(file)
  const order = ['Apfel', 'Äpfel', 'Blog 2', 'Blog 02', 'Blog 10', 'Blog 210', 'Øre', 'Zoo']
  for (const table of ['workspaces', 'connectors']) {
    const rows = sqlite.prepare(`SELECT name, name_key AS nameKey FROM ${table} ORDER BY name_key`).all()
    expect(rows).toEqual(order.map((name) => ({ name, nameKey: nameKey(name) })))
  }
  expect(() =>
    sqlite.exec("UPDATE connectors SET name_key = (SELECT name_key FROM connectors WHERE id = '0')"),
  ).toThrow('UNIQUE')
  sqlite.close()
})
