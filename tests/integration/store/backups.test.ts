import { createHook } from 'node:async_hooks'
import { EventEmitter, once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createChanges } from '../../../src/main/core/changes.ts'
import type { Clock } from '../../../src/main/core/ports.ts'
import { checkBackup, listBackups, makeBackup } from '../../../src/main/store/backup/backup.ts'
import type { BackupWeeks } from '../../../src/shared/limits.ts'
import { startBackupSchedule } from '../../../src/main/store/backup/schedule.ts'
import { createStoreTasks } from '../../../src/main/store/backup/tasks.ts'
import { storePaths } from '../../../src/main/store/files/paths.ts'
import { start } from '../../helpers/data-directory.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { ben, createTestClock, openTestStore, resources, temporaryDirectory } from '../../helpers/test-app.ts'

const backupsOf = (dataDir: string) => listBackups(join(dataDir, 'backups'))

test('a window or served program backs up at its end what has changed, privately, in a file that opens', async () => {
  using directory = temporaryDirectory()
  const clock = createTestClock('2026-03-01T09:00:00.000Z')
  const run = async (work: (api: ReturnType<typeof start>['api']) => Promise<unknown>) => {
    const { app, api } = start(directory.path, { clock, host: 'http' })
    await work(api)
    await app.close()
    const again = start(directory.path)
    const list = await again.api.backups.list({})
    await again.app.close()
    return list
  }
  expect(await run((api) => api.workspaces.create({ name: 'Acme' }))).toHaveLength(1)
  expect(await run((api) => api.workspaces.list({}))).toHaveLength(1)
  clock.set('2026-03-01T12:00:00.000Z')
  const [newest, ...others] = await run(async (api) => {
    const [{ id: workspaceId } = { id: '' }] = await api.workspaces.list({})
    await api.connectors.install({ ...wordpress, workspaceId })
  })
  expect(others).toHaveLength(1)
  const file = join(directory.path, 'backups', newest?.name ?? '')
  expect(newest).toMatchObject({
    ...{ kind: 'daily', version: checkBackup(file), createdAt: '2026-03-01T12:00:00.000Z', keys: 'ready' },
    contents: { workspaces: 1, connectors: 1 },
  })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(join(directory.path, 'backups')).mode & 0o777).toBe(0o700)
})

test('commands make at most one backup a day, of what was there when the day before ended', async () => {
  using directory = temporaryDirectory()
  const clock = createTestClock('2026-03-01T09:00:00.000Z')
  const add = async (name: string) => {
    const { app, api } = start(directory.path, { clock })
    await api.workspaces.create({ name })
    const list = await api.backups.list({})
    await app.close()
    return list
  }
  await add('first')
  await add('second')
  expect(backupsOf(directory.path)).toHaveLength(1)
  clock.set('2026-03-02T10:00:00.000Z')
  await add('third')
  await add('fourth')
  expect(backupsOf(directory.path)).toHaveLength(2)
  const [newest] = await add('fifth')
  expect(newest?.contents?.workspaces).toBeGreaterThanOrEqual(2)
})

test('risky work begins with a backup of what it could lose', async () => {
  using directory = temporaryDirectory()
  const { app, api } = start(directory.path)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.connectors.install({ ...wordpress, workspaceId })
  await api.keys.rotate({ workspaceId })
  expect((await api.backups.list({})).map(({ kind }) => kind)).toEqual(['rotated', 'rotation'])
  await api.connectors.install({ ...wordpress, workspaceId, name: 'Second' })
  const [rotated] = await api.backups.list({})
  await api.backups.restore({ name: rotated!.name })
  const [before] = await api.backups.list({})
  expect(before).toMatchObject({ kind: 'restore', contents: { connectors: 2 } })
  // The way back from the restore.
  await api.backups.restore({ name: before!.name })
  expect(await api.connectors.list({ workspaceId })).toHaveLength(2)
  await app.close()
})

/** The timers that wait, also those that do not keep the process alive. */
function followTimers(): { waiting(): number } & Disposable {
  const waiting = new Set<number>()
  const hook = createHook({
    init: (id, type) => void (type === 'Timeout' && waiting.add(id)),
    destroy: (id) => void waiting.delete(id),
  }).enable()
  return { waiting: () => waiting.size, [Symbol.dispose]: () => void hook.disable() }
}

async function untilNone({ waiting }: { waiting(): number }) {
  while (waiting() > 0) await new Promise((resolve) => setImmediate(resolve))
}

/** A schedule whose times are short; `next` waits for one backup more. */
function beginSchedule(directory: string, clock: Clock) {
  const paths = storePaths(directory)
  const store = openTestStore(paths.database)
  const changes = createChanges()
  const backups = new EventEmitter()
  const log = {
    write: (event: string) => event === 'backup.created' && backups.emit('one'),
    close: () => undefined,
  }
  const timing = { afterStartMs: 1, lookEveryMs: 5 }
  const runTask = createStoreTasks(resources.storeWorkerUrl)
  const schedule = startBackupSchedule({ paths, store, runTask, changes, clock, log, isCommand: false, timing })
  return {
    next: () => once(backups, 'one'),
    change: () => {
      store.sqlite.exec("INSERT INTO activity (at, actor_id, actor_name, action) VALUES ('', 'ada', 'Ada', 'x')")
      changes.emit({ workspaceId: null, topic: 'everything' })
    },
    emit: changes.emit,
    end: async () => {
      await schedule.close()
      store.close()
    },
  }
}

test('the end of a day is backed up while the program runs, and a killed run at the next start', async () => {
  using directory = temporaryDirectory()
  const clock = createTestClock('2026-03-01T23:00:00.000Z')
  const paths = storePaths(directory.path)
  const killed = openTestStore(paths.database)
  killed.sqlite.exec("INSERT INTO activity (at, actor_id, actor_name, action) VALUES ('', 'ada', 'Ada', 'x')")
  killed.close()
  const running = beginSchedule(directory.path, clock)
  await running.next()
  expect(backupsOf(directory.path)).toHaveLength(1)

  const second = running.next()
  running.change()
  clock.set('2026-03-02T00:01:00.000Z')
  await second
  expect(backupsOf(directory.path).map(({ createdAt }) => createdAt.slice(0, 10))).toEqual(['2026-03-02', '2026-03-01'])
  await running.end()
})

test('there is a timer for backups only while a change waits for one', async () => {
  using directory = temporaryDirectory()
  const clock = createTestClock('2026-03-01T09:00:00.000Z')
  using timers = followTimers()
  const running = beginSchedule(directory.path, clock)
  expect(timers.waiting()).toBe(1)
  const first = running.next()
  running.change()
  await first
  await untilNone(timers)

  // It waits for some hours of work.
  const second = running.next()
  running.change()
  expect(timers.waiting()).toBe(1)
  clock.set('2026-03-01T14:00:00.000Z')
  await second
  await untilNone(timers)

  // Nothing to back up.
  running.emit({ workspaceId: null, topic: 'keychain' })
  expect(timers.waiting()).toBe(1)
  await untilNone(timers)
  await running.end()
})

test('a database whose history cannot be read fails its backups with a reason, and ends all the same', async () => {
  using directory = temporaryDirectory()
  const clock = createTestClock('2026-03-01T09:00:00.000Z')
  const paths = storePaths(directory.path)
  const store = openTestStore(paths.database)
  const events: string[] = []
  const log = { write: (event: string) => void events.push(event), close: () => undefined }
  const runTask = createStoreTasks(resources.storeWorkerUrl)
  const schedule = startBackupSchedule({ paths, store, runTask, changes: createChanges(), clock, log, isCommand: true })
  store.sqlite.exec('ALTER TABLE activity RENAME TO elsewhere')
  await schedule.make('daily')
  expect(schedule.problem()).toMatchObject({ reason: 'backup_failed' })
  store.sqlite.exec('ALTER TABLE elsewhere RENAME TO activity')
  store.sqlite.exec("INSERT INTO activity (at, actor_id, actor_name, action) VALUES ('', 'ada', 'Ada', 'x')")
  await schedule.make('daily')
  expect({ events, problem: schedule.problem() }).toEqual({ events: ['app.error', 'backup.created'], problem: null })
  await schedule.close()
  store.close()
})

test('a start that only reads makes no backup and leaves no file behind', async () => {
  using directory = temporaryDirectory()
  const { app, api } = start(directory.path)
  await api.catalog.list({})
  await app.close()
  expect(backupsOf(directory.path)).toEqual([])
})

test('the newest five backups are kept, and one of each of seven days and four weeks', () => {
  using directory = temporaryDirectory()
  const { sqlite } = openTestStore(join(directory.path, 'x.db'))
  const dir = join(directory.path, 'backups')
  const make = (now: string) => makeBackup(sqlite, { dir, kind: 'daily', now })
  make('2026-01-01T00:00:00.000Z')
  writeFileSync(join(dir, 'notes.txt'), 'mine')
  // Two a day over more than five weeks.
  for (let day = 0; day < 40; day += 1)
    for (const hour of [9, 18]) make(new Date(Date.UTC(2026, 1, 1 + day, hour)).toISOString())
  expect(listBackups(dir).map(({ createdAt }) => createdAt.slice(5, 13))).toEqual([
    ...['03-12T18', '03-12T09', '03-11T18', '03-11T09', '03-10T18'],
    ...['03-09T18', '03-08T18', '03-07T18', '03-06T18'],
    ...['03-01T18', '02-22T18'],
  ])
  expect(readdirSync(dir).filter((name) => !name.endsWith('.db'))).toEqual(['notes.txt'])
  sqlite.close()
})

test('backups are kept for as many weeks as are set', () => {
  using directory = temporaryDirectory()
  const { sqlite } = openTestStore(join(directory.path, 'x.db'))
  const dir = join(directory.path, 'backups')
  const make = (week: number, weeks: BackupWeeks) => {
    makeBackup(sqlite, { dir, kind: 'daily', now: new Date(Date.UTC(2026, 0, 1 + 7 * week)).toISOString(), weeks })
    return listBackups(dir).length
  }
  for (let week = 0; week < 20; week += 1) make(week, 52)
  expect(make(20, 52)).toBe(21)
  expect(make(21, 13)).toBe(13)
  // The newest of seven days.
  expect(make(22, 4)).toBe(7)
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
  expect(await restore(damaged)).toMatchObject({ code: 'unavailable', reason: 'unusable_backup' })
  expect(await again.api.workspaces.list({})).toHaveLength(1)
  await again.app.close()
})
