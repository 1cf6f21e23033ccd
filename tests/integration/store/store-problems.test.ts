import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { makeData, problemOf, start } from '../../helpers/data-directory.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { mountSmallDisk } from '../../helpers/small-disk.ts'
import { createTestApp, temporaryDirectory } from '../../helpers/test-app.ts'

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

const displace: Record<string, (directory: string, elsewhere: string) => void> = {
  'was deleted': (directory) => rmSync(directory, { recursive: true }),
  'was moved with its directory': (directory, elsewhere) => renameSync(directory, elsewhere),
  'was replaced by another file': (directory, elsewhere) => {
    copyFileSync(join(directory, 'patchbay.db'), elsewhere)
    renameSync(elsewhere, join(directory, 'patchbay.db'))
  },
}

test.skipIf(process.platform === 'win32').each(Object.entries(displace))(
  'a database that %s while it is open takes no change',
  async (_, change) => {
    using directory = temporaryDirectory()
    const dataDir = join(directory.path, 'data')
    const { app, api } = start(dataDir)
    await api.workspaces.create({ name: 'Acme' })
    change(dataDir, join(directory.path, 'elsewhere'))
    expect(await refusal(api.workspaces.create({ name: 'Beta' }))).toMatchObject({
      ...{ code: 'unavailable', reason: 'moved_database' },
      message: expect.stringContaining(join(dataDir, 'patchbay.db')) as string,
    })
    expect(await api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
    await app.close()
  },
)

test('a database that was moved and is put back takes changes again', async () => {
  using directory = temporaryDirectory()
  const dataDir = join(directory.path, 'data')
  const { app, api } = start(dataDir)
  renameSync(dataDir, join(directory.path, 'elsewhere'))
  expect(await refusal(api.workspaces.create({ name: 'Acme' }))).toMatchObject({ reason: 'moved_database' })
  renameSync(join(directory.path, 'elsewhere'), dataDir)
  await api.workspaces.create({ name: 'Acme' })
  await app.close()
  const again = start(dataDir)
  expect(await again.api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
  await again.app.close()
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

test('after five seconds a database that stays locked is reported as busy', async () => {
  using directory = temporaryDirectory()
  const { app, api } = start(directory.path)
  const other = new Database(join(directory.path, 'patchbay.db'))
  other.exec('BEGIN IMMEDIATE')
  const startedAt = performance.now()
  expect(await refusal(api.workspaces.create({ name: 'Acme' }))).toMatchObject({ code: 'unavailable', reason: 'busy' })
  const seconds = (performance.now() - startedAt) / 1000
  expect(seconds).toBeGreaterThan(4)
  expect(seconds).toBeLessThan(60)
  other.exec('ROLLBACK')
  expect(await api.workspaces.create({ name: 'Acme' })).toMatchObject({ name: 'Acme' })
  await app.close()
  other.close()
})

test('damaged capabilities of an entry are reported as damage of the data', async () => {
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

test('a damaged config is reported as damage of the data', async () => {
  const { api, app, store, reported } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.connectors.install({ workspaceId, ...wordpress })
  store.sqlite.exec(`UPDATE connectors SET config = '{"site_url"'`)
  expect(await refusal(api.connectors.list({ workspaceId }))).toMatchObject({
    code: 'unavailable',
    reason: 'unreadable_data',
  })
  expect(reported).toEqual([])
  await app.close()
})

test('a start on a full disk reads everything, again and again, and writes once there is room', async ({ skip }) => {
  using directory = temporaryDirectory()
  const disk = join(directory.path, 'disk')
  using mounted = mountSmallDisk(disk, 32)
  if (!mounted) return skip('no tmpfs can be mounted')
  const dataDir = join(disk, 'data')
  await makeData(dataDir)
  const install = ({ api }: ReturnType<typeof start>, workspaceId: string, name: string) =>
    api.connectors.install({ workspaceId, ...wordpress, name })
  const first = start(dataDir)
  const [workspace] = await first.api.workspaces.list({})
  const workspaceId = workspace!.id
  await install(first, workspaceId, 'Before')
  await first.app.close()

  mounted.fill(0)
  const read = async () => {
    const program = start(dataDir)
    expect(await program.api.connectors.list({ workspaceId })).toMatchObject([{ name: 'Before' }])
    expect((await program.api.doctor.run({})).findings.find(({ id }) => id === 'room')).toMatchObject({
      state: 'warning',
    })
    return program
  }
  for (let round = 0; round < 2; round += 1) await (await read()).app.close()
  const full = await read()
  // Something else takes what the reserve has left.
  mounted.fillMore()
  expect(await refusal(install(full, workspaceId, 'Full'))).toMatchObject({ reason: 'disk_full' })
  await full.app.close()
  mounted.free()
  const last = start(dataDir)
  await install(last, workspaceId, 'After')
  expect(await last.api.connectors.list({ workspaceId })).toHaveLength(2)
  await last.app.close()
  expect(statSync(join(dataDir, 'reserve')).size).toBeGreaterThan(0)
})
