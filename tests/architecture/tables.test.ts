import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import * as schema from '../../src/main/store/schema.ts'
import { OWNERS } from './layout.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

const tables = Object.entries(schema).flatMap(([name, table]) => (is(table, SQLiteTable) ? [{ name, table }] : []))

/** The owner of a table by its name in code or in SQL. */
const ownerOf = new Map(
  tables.flatMap(({ name, table }) => [
    [name, OWNERS[name]],
    [getTableName(table), OWNERS[name]],
  ]),
)

/** What makes tables, moves them and reads their whole files. */
const STORE = 'src/main/store/'

const WRITE = /(?:\.(?:insert|update|delete)\(|\b(?:INSERT INTO|UPDATE|DELETE FROM) )(\w+)/g

const foreignWrites = ({ path, text }: SourceFile) =>
  [...text.matchAll(WRITE)]
    .map((match) => match[1] ?? '')
    .filter((table) => ownerOf.has(table) && !path.startsWith(ownerOf.get(table) ?? STORE))
    .map((table) => `${path} writes ${table}`)

/** Statements that stand among other things. */
const isStray = ({ path, text }: SourceFile) =>
  !path.startsWith(STORE) &&
  !/(?:^|[/-])rows\.ts$/.test(path) &&
  /\bsqlite\s*\.prepare\b|\.prepare\(\)|\b(?:db|tx)\s*\.(?:select|insert|update|delete)\(/.test(text)

const files = sourceFiles('src/main/**/*.ts')

test('every table has an owner', () => {
  expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(OWNERS).sort())
  for (const owner of Object.values(OWNERS)) expect(files.some(({ path }) => path.startsWith(owner))).toBe(true)
})

test('a table is written only by the room that owns it', () => {
  expect(files.flatMap(foreignWrites)).toEqual([])
  const path = 'src/main/topics/keys/keys.ts'
  for (const text of ['db.insert(connectors)', 'UPDATE connector_catalog SET', 'tx.delete(workspaceKeys)'])
    expect(foreignWrites({ path, text })).toHaveLength(1)
})

test('statements stand in files of rows and nowhere else', () => {
  expect(files.filter(isStray).map(({ path }) => path)).toEqual([])
  for (const text of ['sqlite.prepare(`SELECT 1`)', 'db.select().from(connectors)'])
    expect(isStray({ path: 'src/main/topics/keys/keys.ts', text })).toBe(true)
})
