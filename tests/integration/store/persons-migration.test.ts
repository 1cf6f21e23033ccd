import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../../src/main/store/open.ts'
import { ben, createTestApp, openTestStore, resources, temporaryDirectory } from '../../helpers/test-app.ts'

const now = '2026-03-01T09:00:00.000Z'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A database of the last version that knew accounts alone. */
function openOldStore(directory: string, file: string) {
  const migrationsDir = join(directory, 'migrations')
  mkdirSync(migrationsDir)
  for (const name of readdirSync(resources.migrationsDir))
    if (/^000[0-3]_/.test(name)) cpSync(join(resources.migrationsDir, name), join(migrationsDir, name))
  return openStore({ file, migrationsDir, now })
}

test('accounts become persons, who keep their roles, their keys and what they did', async () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'old.db')
  const old = openOldStore(directory.path, file)
  old.sqlite.exec(`
    INSERT INTO installation VALUES (1, 'root', 'root', '2026-01-01');
    INSERT INTO workspaces VALUES ('a', 'Acme', 'acme', 'blue', '', '', 'ada', 'ben', 'Ada', 'Ben');
    INSERT INTO workspaces VALUES ('g', 'Globex', 'globex', 'red', '', '', 'eve', 'eve', 'Eve', 'Eve');
    INSERT INTO members VALUES ('a', 'ada', 'Ada', 'owner', '2026-01-02');
    INSERT INTO members VALUES ('a', 'ben', 'Benjamin', 'member', '2026-01-04');
    INSERT INTO members VALUES ('g', 'ben', 'Ben', 'admin', '2026-01-03');
    INSERT INTO connector_catalog (id, key, name, category, auth_type, version, source, content_hash, created_at, updated_at)
      VALUES ('e', 'x', 'X', 'Social', 'none', '1', 'builtin', '', '', '');
    INSERT INTO connectors (id, tenant_id, catalog_id, name, name_key, catalog_version,
        created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name)
      VALUES ('c', 'a', 'e', 'C', 'c', '1', '', '', 'ben', 'ada', 'Ben', 'Ada');
    INSERT INTO activity (workspace_id, at, actor_id, actor_name, action) VALUES ('a', '', 'ada', 'Ada', 'x');
    INSERT INTO activity (workspace_id, at, actor_id, actor_name, action) VALUES ('a', '', 'gone', 'Gone', 'y');
    INSERT INTO workspace_keys VALUES ('k', 'a', 1, 'active', 'check', '', NULL);
    INSERT INTO key_slots VALUES ('s', 'k', 'passphrase', '{"N":1}', '2026-01-02')`)
  old.close()

  const store = openTestStore(file)
  const rows = (sql: string) => store.sqlite.prepare(sql).all() as Record<string, unknown>[]
  const persons = rows('SELECT id, name, account, created_at, x25519, slots FROM persons ORDER BY account')
  expect(persons).toMatchObject([
    { name: 'Ada', account: 'ada', created_at: '2026-01-02', x25519: null, slots: '{}' },
    { name: 'Ben', account: 'ben', created_at: '2026-01-03' },
    { name: 'root', account: 'root', created_at: '2026-01-01' },
  ])
  const [adaId, benId, rootId] = persons.map(({ id }) => String(id))
  for (const id of [adaId, benId, rootId]) expect(id).toMatch(UUID)
  expect(new Set([adaId, benId, rootId]).size).toBe(3)
  expect(rows('SELECT workspace_id, person_id, role, created_at FROM members ORDER BY 1, 3')).toEqual([
    { workspace_id: 'a', person_id: benId, role: 'member', created_at: '2026-01-04' },
    { workspace_id: 'a', person_id: adaId, role: 'owner', created_at: '2026-01-02' },
    { workspace_id: 'g', person_id: benId, role: 'admin', created_at: '2026-01-03' },
  ])
  expect(rows('SELECT founder_id, founder_name FROM installation')).toEqual([
    { founder_id: rootId, founder_name: 'root' },
  ])
  // Who is no member keeps the id that was written, and every name stays.
  expect(rows('SELECT created_by, created_by_name, updated_by, updated_by_name FROM workspaces ORDER BY id')).toEqual([
    { created_by: adaId, created_by_name: 'Ada', updated_by: benId, updated_by_name: 'Ben' },
    { created_by: 'eve', created_by_name: 'Eve', updated_by: 'eve', updated_by_name: 'Eve' },
  ])
  expect(rows('SELECT created_by, created_by_name, updated_by, updated_by_name FROM connectors')).toEqual([
    { created_by: benId, created_by_name: 'Ben', updated_by: adaId, updated_by_name: 'Ada' },
  ])
  expect(rows('SELECT actor_id, actor_name FROM activity ORDER BY id')).toEqual([
    { actor_id: adaId, actor_name: 'Ada' },
    { actor_id: 'gone', actor_name: 'Gone' },
  ])
  expect(rows('SELECT id, key_id, kind, person_id, params, created_at FROM key_slots')).toEqual([
    { id: 's', key_id: 'k', kind: 'passphrase', person_id: null, params: '{"N":1}', created_at: '2026-01-02' },
  ])

  const program = createTestApp({ store })
  expect((await program.api.session.get({})).person).toEqual({ id: adaId, name: 'Ada' })
  expect(await program.api.workspaces.list({})).toMatchObject([{ id: 'a', role: 'owner' }])
  expect(await program.as(ben).workspaces.list({})).toMatchObject([
    { id: 'a', role: 'member' },
    { id: 'g', role: 'admin' },
  ])
  expect(rows('SELECT count(*) AS count FROM persons')).toEqual([{ count: 3 }])
  await program.app.close()
})
