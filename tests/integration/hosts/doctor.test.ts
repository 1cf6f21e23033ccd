import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { DoctorReport } from '../../../src/contract/groups/doctor.ts'
import { JSON_COLUMNS } from '../../../src/main/store/files/unreadable-rows.ts'
import { createCli, PASSPHRASE } from '../../helpers/cli.ts'
import { makeData, start } from '../../helpers/data-directory.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { projectPath } from '../../helpers/paths.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { killAfter, lineFrom, startChild } from '../../faults/child.ts'

const cli = projectPath('out/main/cli.cjs')

const linesOf = ({ findings }: DoctorReport) => Object.fromEntries(findings.map(({ id, state }) => [id, state]))

test('doctor looks at everything and finds nothing wrong in a program that works', async () => {
  const { api, app } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.connectors.install({ workspaceId, ...wordpress })
  const report = await api.doctor.run({})
  expect(report.state).toBe('ok')
  expect(linesOf(report)).toMatchObject({ program: 'ok', database: 'ok', integrity: 'ok', keychain: 'ok', keys: 'ok' })
  expect(JSON.stringify(report)).not.toMatch(new RegExp(['Acme', 'Ada', wordpress.name, SECRET].join('|')))
  await app.close()
})

test('doctor says what is damaged and how to mend it', async () => {
  const { api, app, store } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.connectors.install({ workspaceId, ...wordpress })
  store.sqlite.pragma('foreign_keys = OFF')
  store.sqlite.exec('DELETE FROM connector_catalog')
  const integrity = (await api.doctor.run({})).findings.find(({ id }) => id === 'integrity')
  expect(integrity).toMatchObject({ state: 'problem', fix: expect.stringContaining('backup restore') as string })
  expect(integrity?.detail).toContain('a row of connectors has no connector_catalog')
  await app.close()
})

test('doctor counts rows that cannot be read in a database that is whole otherwise', async () => {
  const { api, app, store } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.connectors.install({ workspaceId, ...wordpress })
  for (const [config, tags] of [
    ['no JSON', '[]'],
    ['[]', '{}'],
  ])
    store.sqlite.prepare('UPDATE connectors SET config = ?, tags = ?').run(config, tags)
  const report = await api.doctor.run({})
  const integrity = report.findings.find(({ id }) => id === 'integrity')
  expect(integrity).toMatchObject({ state: 'problem' })
  expect(integrity?.detail).toContain('1 row of connectors with a config that cannot be read')
  expect(integrity?.detail).toContain('1 row of connectors with a tags that cannot be read')
  await app.close()
})

test('every column that holds JSON is looked at', () => {
  const { sqlite } = openTestStore()
  const stored = sqlite
    .prepare(
      `SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
       WHERE t.type = 'table' AND (c.dflt_value IN ('''{}''', '''[]''') OR t.name || c.name = 'key_slotsparams')`,
    )
    .pluck()
    .all()
  const known = Object.entries(JSON_COLUMNS).flatMap(([table, columns]) =>
    Object.keys(columns).map((one) => `${table}.${one}`),
  )
  expect(known).toEqual(expect.arrayContaining(stored))
  expect(stored.length).toBeGreaterThan(6)
  sqlite.close()
})

test('doctor names backups that cannot be read, and those whose key is lost', async () => {
  using directory = temporaryDirectory()
  const keychainEngine = createMemoryKeychain()
  const { app, api } = start(directory.path, { keychainEngine, host: 'http' })
  await api.workspaces.create({ name: 'Acme' })
  await app.close()
  const find = async () => {
    const again = start(directory.path, { keychainEngine })
    const { findings } = await again.api.doctor.run({})
    const list = await again.api.backups.list({})
    await again.app.close()
    return { line: findings.find(({ id }) => id === 'backups'), list }
  }
  expect((await find()).line).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining('1 can be restored') as string,
  })
  keychainEngine.entries.clear()
  const lost = await find()
  expect(lost.list).toMatchObject([{ keys: 'lost' }])
  expect(lost.line).toMatchObject({
    state: 'warning',
    detail: expect.stringContaining('1 has a key that is lost') as string,
  })
  writeFileSync(join(directory.path, 'backups', lost.list[0]!.name), 'no database')
  const damaged = await find()
  expect(damaged.list).toMatchObject([{ contents: null, keys: 'unknown' }])
  expect(damaged.line).toMatchObject({
    state: 'warning',
    detail: expect.stringContaining('1 cannot be read') as string,
  })
})

const nobody = { uid: 65_534, gid: 65_534 }
const isRoot = process.getuid?.() === 0
const canBeNobody = isRoot && spawnSync('test', ['-r', cli], nobody).status === 0
if (!canBeNobody)
  console.log('skipped: only root, on a program that everybody can read, can start it as another account')

test.runIf(canBeNobody)('doctor ends with a report under another account', async () => {
  using directory = temporaryDirectory()
  chmodSync(directory.path, 0o755)
  const dataDir = join(directory.path, 'data')
  await makeData(dataDir)
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'doctor', '--json', '--data-dir', dataDir], {
    ...nobody,
    env: { PATH: process.env['PATH'], HOME: directory.path },
    encoding: 'utf8',
  })
  expect([stderr, linesOf(JSON.parse(stdout) as DoctorReport)]).toMatchObject([
    '',
    { program: 'ok', database: 'problem' },
  ])
})

test('from the command line a database that cannot be opened is looked at, listed and restored', async () => {
  using directory = temporaryDirectory()
  const { run, dataDir } = createCli(directory.path)
  expect((await run(['workspace', 'create', 'Acme'])).code).toBe(0)
  writeFileSync(join(dataDir, 'patchbay.db'), 'no database at all')

  expect(await run(['workspace', 'list'])).toMatchObject({ code: 7, err: expect.stringContaining('damaged') as string })
  const doctor = await run(['doctor', '--json'])
  expect(doctor.code).toBe(7)
  expect(linesOf(JSON.parse(doctor.out) as DoctorReport)).toMatchObject({ database: 'problem', backups: 'ok' })
  expect(doctor.out).not.toContain(PASSPHRASE)

  const [backup] = JSON.parse((await run(['backup', 'list', '--json'])).out) as { name: string }[]
  expect((await run(['backup', 'restore', 'nonsense.db'])).code).toBe(4)
  expect((await run(['backup', 'restore', backup!.name])).out).toContain('are kept in')
  expect((await run(['workspace', 'list'])).out).toContain('Acme')
  expect(readdirSync(join(dataDir, 'quarantine'))).toHaveLength(1)
})

test('doctor works while another Patchbay holds the data, and says who', async () => {
  using directory = temporaryDirectory()
  const { run, dataDir } = createCli(directory.path)
  mkdirSync(dataDir)
  const holder = startChild('hold', { place: { dataDir, keychainDir: directory.path }, host: 'http' })
  try {
    await lineFrom(holder, 'holding')
    const doctor = await run(['doctor'])
    expect(doctor).toMatchObject({ code: 7, out: expect.stringContaining(`(http, process ${holder.pid})`) as string })
  } finally {
    await killAfter(holder, 0)
  }
  expect(existsSync(join(dataDir, 'patchbay.db'))).toBe(true)
  expect((await run(['doctor'])).code).toBe(0)
})
