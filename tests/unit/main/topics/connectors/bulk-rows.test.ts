import { statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../../../../src/main/store/open.ts'
import { createConnectorBulk } from '../../../../../src/main/topics/connectors/bulk-rows.ts'
import { addWorkspace, fillWorkspace } from '../../../../bench/fill.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../../../helpers/test-app.ts'

let store: Store

beforeEach(() => {
  store = createTestApp().store
  for (const id of ['acme', 'other']) {
    addWorkspace(store, id)
    fillWorkspace(store, id, 3)
  }
})

describe('a watch', () => {
  test.each([
    ['a change', "UPDATE connectors SET tags = '[]' WHERE id = 'acme-c-1'"],
    ['a move to the trash', "UPDATE connectors SET deleted_at = '2026-03-01' WHERE id = 'acme-c-1'"],
    ['a deletion for good', "DELETE FROM connectors WHERE id = 'acme-c-1'"],
    [
      'a new connector',
      "INSERT INTO connectors (id, tenant_id, catalog_id, name, name_key, catalog_version, created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name) SELECT 'new', tenant_id, catalog_id, 'New', 'new', '', '', '', '', '', '', '' FROM connectors WHERE id = 'acme-c-1'",
    ],
  ])('notes %s', (_what, statement) => {
    const watch = createConnectorBulk(store).watch()
    expect(watch.isUntouched('acme')).toBe(true)
    store.sqlite.exec(statement)
    expect(watch.isUntouched('acme')).toBe(false)
  })

  test('passes over what checks and tests note, other workspaces and what was rolled back', () => {
    const watch = createConnectorBulk(store).watch()
    store.sqlite.exec("UPDATE connectors SET attention = 1, checked_hash = 'x', last_tested_at = '2026-03-01'")
    store.sqlite.exec("UPDATE connectors SET tags = '[]' WHERE tenant_id = 'other'")
    store.sqlite.exec("BEGIN; UPDATE connectors SET tags = '[]'; ROLLBACK")
    expect(watch.isUntouched('acme')).toBe(true)
  })

  test('leaves nothing behind when it ends', () => {
    const bulk = createConnectorBulk(store)
    const [first, second] = [bulk.watch(), bulk.watch()]
    first.end()
    fillWorkspace(store, 'acme', 1, 'd')
    expect(second.isUntouched('acme')).toBe(false)
    second.end()
    expect(store.sqlite.prepare('SELECT name FROM temp.sqlite_schema').all()).toEqual([])
  })
})

describe('staged connectors', () => {
  test('stay in the log when they are committed, and later changes leave it as before', () => {
    using directory = temporaryDirectory()
    const own = createTestApp({ store: openTestStore(join(directory.path, 'patchbay.db')) }).store
    addWorkspace(own, 'acme')
    fillWorkspace(own, 'acme', 3)
    own.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    const pagesOfFile = () => statSync(own.sqlite.name).size / 4096
    const before = pagesOfFile()
    const bulk = createConnectorBulk(own)
    const staging = bulk.stage()
    const [first] = bulk.read('acme').map(bulk.decode)
    const description = 'x'.repeat(8_000_000)
    staging.add({ ...first!, description, catalogKey: 'wordpress', isNew: false, isRenamed: false })
    own.sqlite.transaction(staging.commit)()
    expect(pagesOfFile()).toBe(before)
    staging.drop()
    own.sqlite.exec("UPDATE connectors SET tags = '[]'")
    expect(pagesOfFile()).toBeGreaterThan(before + 1000)
    own.close()
  })
})
