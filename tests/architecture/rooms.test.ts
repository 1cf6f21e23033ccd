import { basename, dirname } from 'node:path'
import { expect, test } from 'vitest'
import { contract } from '../../src/contract/index.ts'
import { type Import, importsOf } from './imports.ts'
import { LADDER, MOST_FILES, MOST_LINES, ROOMS, TOP_FOLDERS } from './layout.ts'
import { projectFiles } from './source-files.ts'

const project = projectFiles()
const files = project.filter(({ path }) => /^(?:src|tests)\//.test(path))
const paths = files.map(({ path }) => path)
const imports = importsOf('src/main')

const roomOf = (path: string) => /^src\/main\/([^/]+)\//.exec(path)?.[1]
const topicOf = (path: string) => /^src\/main\/topics\/([^/]+)\//.exec(path)?.[1]
const lineOf = (topic: string) => LADDER.findIndex((line) => line.includes(topic))
const formatImport = ({ from, to }: Import) => `${from} imports ${to}`

const outsideItsRooms = ({ from, to }: Import) => {
  const [room, other] = [roomOf(from), roomOf(to)]
  return room !== undefined && other !== undefined && room !== other && !ROOMS[room]?.includes(other)
}

const upTheLadder = ({ from, to }: Import) => {
  const [topic, other] = [topicOf(from), topicOf(to)]
  return topic !== undefined && other !== undefined && topic !== other && lineOf(other) >= lineOf(topic)
}

/** Folders with more files than somebody takes in at a glance. */
const fullFolders = (all: string[]) =>
  Object.entries(Object.groupBy(all, (path) => dirname(path)))
    .filter(([, inside]) => (inside?.length ?? 0) > MOST_FILES)
    .map(([folder, inside]) => `${folder} holds ${inside?.length} files`)

const stemOf = (path: string) => basename(path).replace(/(?:\.test)?\.tsx?$/, '')

/** Unit tests that are not named `<source>.test.ts` or `<source>-<aspect>.test.ts` in the folder of their source. */
const misplacedTests = (all: string[]) => {
  const sources = all.filter((path) => path.startsWith('src/'))
  return all.filter((path) => {
    if (!/^tests\/unit\/.*\.test\.tsx?$/.test(path)) return false
    const folder = dirname(path).replace('tests/unit', 'src')
    return !sources.some((source) => dirname(source) === folder && `${stemOf(path)}-`.startsWith(`${stemOf(source)}-`))
  })
}

test('a room of main imports only what stands below it, and a host reaches topics only through dispatch', () => {
  const rooms = new Set(paths.map(roomOf).filter((room) => room !== undefined))
  expect([...rooms].sort()).toEqual(Object.keys(ROOMS).sort())
  expect(imports.filter(outsideItsRooms).map(formatImport)).toEqual([])
  const planted = {
    from: 'src/main/hosts/http/server.ts',
    to: 'src/main/topics/keys/keys.ts',
    typesOnly: false,
    isLazy: false,
  }
  expect(outsideItsRooms(planted)).toBe(true)
})

test('topics form a ladder without circles', () => {
  const topics = new Set(paths.map(topicOf).filter((topic) => topic !== undefined))
  expect([...topics].sort()).toEqual(LADDER.flat().sort())
  expect(imports.filter(upTheLadder).map(formatImport)).toEqual([])
  const planted = {
    from: 'src/main/topics/catalog/rows.ts',
    to: 'src/main/topics/keys/keys.ts',
    typesOnly: true,
    isLazy: false,
  }
  expect(upTheLadder(planted)).toBe(true)
})

test('the handlers of a group are in the file of its name', () => {
  const fileOf = (group: string) => `${group.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`
  const groups = Object.keys(contract).filter((group) => group !== 'desktop')
  const missing = groups.filter((group) => !paths.some((path) => topicOf(path) && basename(path) === fileOf(group)))
  expect(missing).toEqual([])
})

test('the top level has the folders of the project and no others', () => {
  const folders = project.filter(({ path }) => path.includes('/')).map(({ path }) => path.split('/')[0])
  expect(new Set(folders)).toEqual(new Set(TOP_FOLDERS))
})

test('no folder holds more files than somebody takes in at a glance', () => {
  expect(fullFolders(paths.filter((path) => !path.startsWith('tests/fixtures/')))).toEqual([])
  const planted = Array.from({ length: MOST_FILES + 1 }, (_, index) => `src/planted/${index}.ts`)
  expect(fullFolders(planted)).toEqual(['src/planted holds 21 files'])
})

test('no file is longer than somebody reads at a sitting', () => {
  const lines = ({ text }: { text: string }) => text.split('\n').length - 1
  const written = files.filter(({ path }) => /\.(?:tsx?|css)$/.test(path) && !path.startsWith('tests/fixtures/'))
  expect(written.length).toBeGreaterThan(500)
  expect(written.filter((file) => lines(file) > MOST_LINES).map(({ path }) => path)).toEqual([])
})

test('a unit test lies under the path of its source', () => {
  expect(paths.filter((path) => path.startsWith('tests/unit/')).length).toBeGreaterThan(20)
  expect(misplacedTests(paths)).toEqual([])
  const planted = ['src/a/vault.ts', 'tests/unit/a/vault-slots.test.ts', 'tests/unit/a/vaults.test.ts']
  expect(misplacedTests(planted)).toEqual(['tests/unit/a/vaults.test.ts'])
})
