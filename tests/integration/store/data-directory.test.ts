import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { createLog } from '../../../src/main/platform/log.ts'
import { createUnfinishedFiles, removeUnfinishedFiles } from '../../../src/main/platform/unfinished-files.ts'
import { makeData, problemOf, start } from '../../helpers/data-directory.ts'
import { refusal } from '../../helpers/errors.ts'
import { mountSmallDisk } from '../../helpers/small-disk.ts'
import { createTestClock, temporaryDirectory } from '../../helpers/test-app.ts'

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

test('a link in the place of the database is refused so that no two data directories share one', async () => {
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

const isRoot = process.getuid?.() === 0
if (isRoot) console.log('Files that an account may not use are tried by others than root, who may use every file')

test.skipIf(isRoot)('what this account may not use is named with its cause', async () => {
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

test('a read-only disk is reported as one', async ({ skip }) => {
  using directory = temporaryDirectory()
  const disk = join(directory.path, 'disk')
  using mounted = mountSmallDisk(disk, 8)
  if (!mounted) return skip('no tmpfs can be mounted')
  await makeData(join(disk, 'data'))
  mounted.remount('ro')
  expect(problemOf(join(disk, 'data'))).toMatchObject({ code: 'unavailable', reason: 'read_only' })
  expect(problemOf(join(disk, 'new'))).toMatchObject({ code: 'unavailable', reason: 'read_only' })
})

test('a file that a kill has left unfinished is removed at the next start, and nothing else', async () => {
  using directory = temporaryDirectory()
  const dataDir = join(directory.path, 'data')
  const out = join(directory.path, 'targets.json')
  writeFileSync(out, 'old')
  await makeData(dataDir)
  const file = await openAtomicFile(out, createUnfinishedFiles(dataDir))
  await file.write('new, but not whole')
  const remains = readdirSync(directory.path).filter((name) => name.endsWith('.tmp'))
  expect(remains).toHaveLength(1)
  writeFileSync(join(dataDir, 'unfinished', 'forged'), out)
  removeUnfinishedFiles(dataDir)
  expect(readdirSync(directory.path).sort()).toEqual(['data', 'targets.json'])
  expect(readdirSync(join(dataDir, 'unfinished'))).toEqual([])
  expect(readFileSync(out, 'utf8')).toBe('old')
  await file.abort()
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

test('a log that a read-only database has left is made writable again', async () => {
  using directory = temporaryDirectory()
  await makeData(directory.path)
  const companions = ['-wal', '-shm'].map((suffix) => join(directory.path, `patchbay.db${suffix}`))
  for (const file of companions) writeFileSync(file, '', { mode: 0o444 })
  const { app, api } = start(directory.path)
  await api.workspaces.create({ name: 'After' })
  for (const file of companions) expect(statSync(file).mode & 0o600).toBe(0o600)
  await app.close()
})

test.skipIf(isRoot)('a read-only database is refused without a trace, and opens once it is not', async () => {
  using directory = temporaryDirectory()
  await makeData(directory.path)
  const file = join(directory.path, 'patchbay.db')
  chmodSync(file, 0o400)
  expect(problemOf(directory.path)).toMatchObject({
    reason: 'no_permission',
    message: expect.stringContaining('patchbay.db cannot be used: permission denied') as string,
  })
  expect(readdirSync(directory.path).filter((name) => /-(wal|shm)$/.test(name))).toEqual([])
  chmodSync(file, 0o600)
  await start(directory.path).app.close()
})
