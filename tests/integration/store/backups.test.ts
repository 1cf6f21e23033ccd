import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkBackup, listBackups, makeBackup } from '../../../src/main/store/backup/backup.ts'
import { start } from '../../helpers/data-directory.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { ben, createTestClock, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'

const backupsOf = (dataDir: string) => listBackups(join(dataDir, 'backups'))

test('the first change of a day makes one private backup that opens', async () => {
  using directory = temporaryDirectory()
  const clock = createTestClock('2026-03-01T09:00:00.000Z')
  for (const [day, expected] of [
    ['2026-03-01', 1],
    ['2026-03-01', 1],
    ['2026-03-02', 2],
  ] as const) {
    clock.set(`${day}T10:00:00.000Z`)
    const { app, api } = start(directory.path, { clock })
    await api.workspaces.create({ name: `Workspace ${Math.random()}` })
    await app.close()
    expect(backupsOf(directory.path)).toHaveLength(expected)
  }
  const [newest] = backupsOf(directory.path)
  const file = join(directory.path, 'backups', newest?.name ?? '')
  expect(newest).toMatchObject({ kind: 'daily', version: checkBackup(file), createdAt: '2026-03-02T10:00:00.000Z' })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(join(directory.path, 'backups')).mode & 0o777).toBe(0o700)
})

test('a start that only reads makes no backup and leaves no file behind', async () => {
  using directory = temporaryDirectory()
  const { app, api } = start(directory.path)
  await api.catalog.list({})
  await app.close()
  expect(backupsOf(directory.path)).toEqual([])
})

test('the newest five backups are kept, and what is no backup is left alone', () => {
  using directory = temporaryDirectory()
  const { sqlite } = openTestStore(join(directory.path, 'x.db'))
  const dir = join(directory.path, 'backups')
  const make = (now: string) => makeBackup(sqlite, { dir, kind: 'daily', now })
  make('2026-03-01T00:00:00.000Z')
  writeFileSync(join(dir, 'notes.txt'), 'mine')
  const names = [2, 3, 4, 5, 6, 7].map((day) => make(`2026-03-0${day}T00:00:00.000Z`))
  expect(listBackups(dir).map(({ name }) => name)).toEqual(names.slice(1).reverse())
  expect(readdirSync(dir).filter((name) => !name.endsWith('.db'))).toEqual(['notes.txt'])
  sqlite.close()
})

test('a backup that fails leaves the ones that were there', () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'x.db')
  const { sqlite } = openTestStore(file)
  const dir = join(directory.path, 'backups')
  const first = makeBackup(sqlite, { dir, kind: 'daily', now: '2026-03-01T00:00:00.000Z' })
  sqlite.exec('BEGIN')
  const again = () => makeBackup(sqlite, { dir, kind: 'daily', now: '2026-03-02T00:00:00.000Z' })
  expect(again).toThrow('A backup could not be made')
  expect(readdirSync(dir)).toEqual([first])
  sqlite.close()
})

test('a running program goes back to a backup, and what was there is kept', async () => {
  using directory = temporaryDirectory()
  const { app, api } = start(directory.path)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await app.close()
  const again = start(directory.path)
  await again.api.connectors.install({ workspaceId, ...wordpress })
  const [backup] = await again.api.backups.list({})
  const { keptAs } = await again.api.backups.restore({ name: backup!.name })
  expect(await again.api.connectors.list({ workspaceId })).toEqual([])
  await again.api.connectors.install({ workspaceId, ...wordpress, name: 'After' })
  await again.app.close()
  const kept = openTestStore(join(keptAs!, 'patchbay.db'))
  expect(kept.sqlite.prepare('SELECT name FROM connectors').pluck().all()).toEqual([wordpress.name])
  kept.close()
})

test('only an owner replaces the data of everybody', async () => {
  using directory = temporaryDirectory()
  const { app, api } = start(directory.path)
  await api.workspaces.create({ name: 'Acme' })
  await app.close()
  const other = start(directory.path, { identity: ben })
  const [backup] = await other.api.backups.list({})
  expect(await refusal(other.api.backups.restore({ name: backup!.name }))).toMatchObject({ code: 'forbidden' })
  await other.app.close()
})

test('an unknown, damaged or newer backup is refused and the database goes on', async () => {
  using directory = temporaryDirectory()
  const { app, api } = start(directory.path)
  await api.workspaces.create({ name: 'Acme' })
  await app.close()
  const dir = join(directory.path, 'backups')
  const store = openTestStore(join(directory.path, 'newer.db'))
  store.sqlite.pragma('user_version = 99')
  const newer = makeBackup(store.sqlite, { dir, kind: 'daily', now: '2026-03-01T09:00:00.000Z' })
  store.close()
  const damaged = '0009_20260301T090000Z_v1_daily.db'
  writeFileSync(join(dir, damaged), readFileSync(join(dir, newer)).subarray(0, 5000))

  const again = start(directory.path)
  const restore = (name: string) => refusal(again.api.backups.restore({ name }))
  expect(await restore('../patchbay.db')).toMatchObject({ code: 'not_found' })
  expect(await restore(newer)).toMatchObject({ code: 'unavailable', reason: 'newer_database' })
  expect(await restore(damaged)).toMatchObject({ code: 'unavailable', reason: 'backup_failed' })
  expect(await again.api.workspaces.list({})).toHaveLength(1)
  await again.app.close()
})
