import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { AppError, type ErrorBody } from '../../src/contract/errors.ts'
import { type AppContract, createClient } from '../../src/contract/index.ts'
import { openApp, type OpenOptions } from '../../src/main/open-app.ts'
import { openAtomicFile } from '../../src/main/files.ts'
import { createLog } from '../../src/main/log.ts'
import { createUnfinishedFiles, removeUnfinishedFiles } from '../../src/main/unfinished-files.ts'
import { refusal } from '../helpers/errors.ts'
import { createMemoryKeychain } from '../helpers/memory-keychain.ts'
import { mountSmallDisk } from '../helpers/small-disk.ts'
import { wordpress } from '../helpers/samples.ts'
import { ada, createTestApp, createTestClock, resources, temporaryDirectory } from '../helpers/test-app.ts'

const keychainEngine = createMemoryKeychain()

function start(dataDir: string, more: Partial<OpenOptions> = {}) {
  const reported: unknown[] = []
  const app = openApp({
    dataDir,
    host: 'cli',
    resources,
    keychainEngine,
    clock: createTestClock(),
    identity: ada,
    report: (_procedure, error) => void reported.push(error),
    ...more,
  })
  return { app, api: createClient<AppContract>(app.dispatch), reported }
}

/** A data directory with one workspace and one backup. */
async function makeData(dataDir: string) {
  const { app, api } = start(dataDir)
  await api.workspaces.create({ name: 'Acme' })
  await app.close()
}

/** Why the program does not start. */
function problemOf(dataDir: string): ErrorBody {
  try {
    start(dataDir)
  } catch (error) {
    if (error instanceof AppError) return error.toBody()
    throw error
  }
  throw new Error('The program was expected not to start')
}

/** The bytes of a file; null where there is none. */
const contentOf = (file: string) =>
  statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file).toString('base64') : null

const spoil: Record<string, { reason: string; change: (file: string) => void }> = {
  'a file that is no database': { reason: 'damaged_file', change: (file) => writeFileSync(file, 'no database at all') },
  'an empty file': { reason: 'missing_file', change: (file) => truncateSync(file, 0) },
  'no file although there are backups': { reason: 'missing_file', change: (file) => rmSync(file) },
  'a truncated file': { reason: 'damaged_file', change: (file) => truncateSync(file, 20_000) },
  'a damaged first page': {
    reason: 'damaged_file',
    change: (file) => writeFileSync(file, readFileSync(file).fill(0xff, 100, 4096)),
  },
  'the database of another program': {
    reason: 'foreign_file',
    change: (file) => {
      rmSync(file)
      new Database(file).exec('CREATE TABLE notes (text)').close()
    },
  },
  'a directory in its place': {
    reason: 'foreign_file',
    change: (file) => {
      rmSync(file)
      mkdirSync(file)
    },
  },
}

test.each(Object.entries(spoil))(
  '%s is refused, kept as it is, and a backup brings the data back',
  async (_, { reason, change }) => {
    using directory = temporaryDirectory()
    await makeData(directory.path)
    const file = join(directory.path, 'patchbay.db')
    change(file)
    const before = contentOf(file)
    expect(problemOf(directory.path)).toMatchObject({ code: 'unavailable', reason })
    expect(contentOf(file)).toEqual(before)

    const { app, api } = start(directory.path, { standby: () => true })
    expect(app.problem).toMatchObject({ reason })
    expect(await refusal(api.workspaces.list({}))).toMatchObject({ code: 'unavailable', reason })
    expect(await api.doctor.run({})).toMatchObject({ state: 'problem' })
    const [backup] = await api.backups.list({})
    const { keptAs } = await api.backups.restore({ name: backup!.name })
    expect(app.problem).toBeNull()
    expect(await api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
    await app.close()
    expect(keptAs && contentOf(join(keptAs, 'patchbay.db'))).toEqual(before)
  },
)

const FILES = [
  'lock.db',
  'lock.json',
  'patchbay.db-wal',
  'patchbay.db-shm',
  'patchbay.db-journal',
  'patchbay.db.incoming',
]
const DIRECTORIES = ['backups', 'quarantine', 'unfinished']

/** What can be found where a file or directory of the program should be. */
const others: Record<string, (path: string) => void> = {
  'a file': (path) => writeFileSync(path, 'not of Patchbay'),
  'a directory': (path) => mkdirSync(path),
  'a link to nothing': (path) => symlinkSync(`${path}.nowhere`, path),
  'a pipe': (path) => expect(spawnSync('mkfifo', [path]).status).toBe(0),
}

const inTheWay = Object.keys(others).flatMap((what) => [
  ...(what === 'a file' ? [] : FILES.map((name) => [name, what] as const)),
  ...(what === 'a directory' ? [] : DIRECTORIES.map((name) => [name, what] as const)),
])

test.each(inTheWay)(
  '%s that is %s is named, left as it is, and no restart is needed once it is gone',
  async (name, what) => {
    using directory = temporaryDirectory()
    await makeData(directory.path)
    const path = join(directory.path, name)
    const aside = join(directory.path, 'aside')
    if (existsSync(path)) renameSync(path, aside)
    others[what]!(path)
    expect(problemOf(directory.path)).toMatchObject({
      reason: 'in_the_way',
      message: expect.stringContaining(path) as string,
    })

    const { app, api } = start(directory.path, { standby: () => true })
    expect(await refusal(api.workspaces.list({}))).toMatchObject({ code: 'unavailable', reason: 'in_the_way' })
    expect((await api.doctor.run({})).findings.find(({ id }) => id === 'database')).toMatchObject({ state: 'problem' })
    rmSync(path, { recursive: true })
    if (existsSync(aside)) renameSync(aside, path)
    expect(await api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
    await app.close()
  },
)

test('backups may be kept on another disk, behind a link', async () => {
  using directory = temporaryDirectory()
  const elsewhere = join(directory.path, 'elsewhere')
  const dataDir = join(directory.path, 'data')
  mkdirSync(elsewhere)
  mkdirSync(dataDir)
  symlinkSync(elsewhere, join(dataDir, 'backups'))
  await makeData(dataDir)
  expect(readdirSync(elsewhere)).toHaveLength(1)
})

test('a link in the place of the database is refused, so that no two data directories share one', async () => {
  using directory = temporaryDirectory()
  const [first, second] = [join(directory.path, 'first'), join(directory.path, 'second')]
  await makeData(first)
  mkdirSync(second)
  symlinkSync(join(first, 'patchbay.db'), join(second, 'patchbay.db'))
  expect(problemOf(second)).toMatchObject({ reason: 'foreign_file' })
})

test('a pipe in the place of the log is no reason to wait', async () => {
  using directory = temporaryDirectory()
  mkdirSync(join(directory.path, 'logs'))
  expect(spawnSync('mkfifo', [join(directory.path, 'logs', 'patchbay.log')]).status).toBe(0)
  const log = createLog({ dir: join(directory.path, 'logs'), clock: createTestClock() })
  log.write('app.start')
  log.close()
  const { app, api } = start(directory.path)
  expect((await api.doctor.run({})).findings.find(({ id }) => id === 'log')).toMatchObject({ state: 'warning' })
  await app.close()
})

test.skipIf(process.getuid?.() === 0)('what this account may not use is named with its cause', async () => {
  using directory = temporaryDirectory()
  await makeData(directory.path)
  for (const name of ['backups', 'lock.db', 'patchbay.db']) {
    const path = join(directory.path, name)
    const { mode } = statSync(path)
    chmodSync(path, 0)
    expect(problemOf(directory.path)).toMatchObject({
      reason: 'no_permission',
      message: expect.stringContaining(path) as string,
    })
    chmodSync(path, mode)
  }
})

test('starting over keeps the damaged database and begins with an empty one', async () => {
  using directory = temporaryDirectory()
  await makeData(directory.path)
  writeFileSync(join(directory.path, 'patchbay.db'), 'damaged')
  const { app, api } = start(directory.path, { standby: () => true })
  const { keptAs } = await api.backups.startOver({})
  expect(await api.workspaces.list({})).toEqual([])
  expect(await refusal(api.backups.startOver({}))).toMatchObject({ code: 'conflict' })
  await app.close()
  expect(readFileSync(join(keptAs!, 'patchbay.db'), 'utf8')).toBe('damaged')
  await start(directory.path).app.close()
})

test('a problem that goes away needs no new start', async () => {
  using directory = temporaryDirectory()
  await makeData(directory.path)
  const holder = start(directory.path)
  const { app, api } = start(directory.path, { standby: () => true })
  expect(await refusal(api.workspaces.list({}))).toMatchObject({ reason: 'in_use' })
  await holder.app.close()
  expect(await api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
  await app.close()
})

test('a data directory that cannot be made, or is a file, is named with its cause', () => {
  using directory = temporaryDirectory()
  writeFileSync(join(directory.path, 'file'), '')
  expect(problemOf(join(directory.path, 'file'))).toMatchObject({
    reason: expect.stringMatching(/bad_path|missing_directory|io_error/) as string,
  })
  expect(problemOf(join(directory.path, 'file', 'below'))).toMatchObject({ reason: 'missing_directory' })
  expect(problemOf(join(directory.path, 'x'.repeat(300)))).toMatchObject({ reason: 'bad_path' })
})

test('a path with spaces, letters of any script and 200 characters works', async () => {
  using directory = temporaryDirectory()
  const path = join(directory.path, ' Daten von Zoë ', '数据', "it's 100% # ? & fine", 'x'.repeat(200))
  await makeData(path)
  expect(readdirSync(join(path, 'backups'))).toHaveLength(1)
})

test('a read-only disk is said to be one', async () => {
  using directory = temporaryDirectory()
  const disk = join(directory.path, 'disk')
  using mounted = mountSmallDisk(disk, 8)
  if (!mounted) return
  await makeData(join(disk, 'data'))
  mounted.remount('ro')
  expect(problemOf(join(disk, 'data'))).toMatchObject({ code: 'unavailable', reason: 'read_only' })
  expect(problemOf(join(disk, 'new'))).toMatchObject({ code: 'unavailable', reason: 'read_only' })
})

test('another program that holds the database is waited for without stopping the event loop', async () => {
  using directory = temporaryDirectory()
  const { app, api, reported } = start(directory.path)
  const other = new Database(join(directory.path, 'patchbay.db'))
  other.exec('BEGIN IMMEDIATE')
  let turns = 0
  const timer = setInterval(() => (turns += 1), 20)
  const change = api.workspaces.create({ name: 'Acme' })
  const { promise, resolve } = Promise.withResolvers<void>()
  setTimeout(() => {
    other.exec('ROLLBACK')
    resolve()
  }, 1200)
  await promise
  expect(await change).toMatchObject({ name: 'Acme' })
  expect(turns).toBeGreaterThan(5)
  clearInterval(timer)
  expect(reported).toEqual([])
  await app.close()
  other.close()
})

test('after five seconds a database that stays locked is said to be busy', async () => {
  using directory = temporaryDirectory()
  const { app, api } = start(directory.path)
  const other = new Database(join(directory.path, 'patchbay.db'))
  other.exec('BEGIN IMMEDIATE')
  const begun = performance.now()
  expect(await refusal(api.workspaces.create({ name: 'Acme' }))).toMatchObject({ code: 'unavailable', reason: 'busy' })
  const seconds = (performance.now() - begun) / 1000
  expect(seconds).toBeGreaterThan(4)
  expect(seconds).toBeLessThan(9)
  other.exec('ROLLBACK')
  expect(await api.workspaces.create({ name: 'Acme' })).toMatchObject({ name: 'Acme' })
  await app.close()
  other.close()
})

test('a file that a kill has left unfinished is removed at the next start, and nothing else', async () => {
  using directory = temporaryDirectory()
  const dataDir = join(directory.path, 'data')
  const out = join(directory.path, 'targets.json')
  writeFileSync(out, 'old')
  await makeData(dataDir)
  const file = await openAtomicFile(out, createUnfinishedFiles(dataDir))
  await file.write('new, but not whole')
  const left = readdirSync(directory.path).filter((name) => name.endsWith('.tmp'))
  expect(left).toHaveLength(1)
  writeFileSync(join(dataDir, 'unfinished', 'forged'), out)
  removeUnfinishedFiles(dataDir)
  expect(readdirSync(directory.path).sort()).toEqual(['data', 'targets.json'])
  expect(readdirSync(join(dataDir, 'unfinished'))).toEqual([])
  expect(readFileSync(out, 'utf8')).toBe('old')
  await file.abort()
})

test('damaged capabilities of an entry are told as damage of the data', async () => {
  const { api, app, store, reported } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.connectors.install({ workspaceId, ...wordpress })
  store.sqlite.pragma('ignore_check_constraints = 1')
  store.sqlite.exec(`UPDATE connector_catalog SET capabilities = '{"publish"' WHERE key = 'wordpress'`)
  expect(await refusal(api.targets.list({ workspaceId }))).toMatchObject({
    code: 'unavailable',
    reason: 'unreadable_data',
  })
  expect(reported).toHaveLength(1)
  await app.close()
})

test('an export through a link or onto a directory is refused', async () => {
  using directory = temporaryDirectory()
  const real = join(directory.path, 'real.json')
  writeFileSync(real, 'old')
  const link = join(directory.path, 'link.json')
  symlinkSync(real, link)
  for (const target of [link, directory.path])
    expect(await refusal(openAtomicFile(target))).toMatchObject({ code: 'invalid' })
  expect(await refusal(openAtomicFile(join(directory.path, 'missing', 'x.json')))).toMatchObject({
    reason: 'missing_directory',
  })
  const file = await openAtomicFile(join(directory.path, `${'n'.repeat(250)}.js`))
  await file.write('new')
  await file.commit()
  expect(readFileSync(real, 'utf8')).toBe('old')
  expect(statSync(file.path!).mode & 0o777).toBe(0o600)
})
