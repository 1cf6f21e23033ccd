import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, openTestStore, temporaryDirectory, type TestApp } from '../../helpers/test-app.ts'

let directory: ReturnType<typeof temporaryDirectory>
const keychain = createMemoryKeychain()
let path: string
let program: TestApp
let workspaceId: string

const start = () =>
  createTestApp({
    ...{ store: openTestStore(join(directory.path, 'data.db')), keychain },
    host: { choosePath: () => Promise.resolve(path) },
  })
const names = (text = readFileSync(path, 'utf8')) => (JSON.parse(text) as { name: string }[]).map(({ name }) => name)
/** The next time that a file of the workspace was written, or was not. */
const nextWriting = () =>
  new Promise<void>((resolve) => {
    const stop = program.app.changes.on(({ topic }) => {
      if (topic !== 'targets') return
      stop()
      resolve()
    })
  })
const install = async (name: string) => {
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress, name })
  await program.api.connectors.activate({ workspaceId, id })
  return id
}
const status = async () => (await program.api.targets.files({ workspaceId }))[0]

beforeEach(async () => {
  directory = temporaryDirectory()
  path = join(directory.path, 'out', 'targets.json')
  mkdirSync(dirname(path))
  program = start()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
  directory[Symbol.dispose]()
})

test('a file that is kept up to date is written at once and after each change, many changes together', async () => {
  const { api } = program
  await install('First')
  expect(await api.targets.keepFile({ workspaceId })).toMatchObject({ file: { path, count: 1, problem: null } })
  expect(names()).toEqual(['First'])

  const written = nextWriting()
  const [second] = [await install('Second'), await install('Third')]
  await written
  await expect.poll(() => names()).toEqual(['First', 'Second', 'Third'])
  const again = nextWriting()
  await api.connectors.remove({ workspaceId, id: second })
  await again
  expect(names()).toEqual(['First', 'Third'])
  expect(await status()).toMatchObject({ path, format: 'json', envelope: false, count: 2, problem: null })
})

test('a file of all workspaces follows each of them, and is listed where it was chosen', async () => {
  const { api } = program
  const { id: globex } = await api.workspaces.create({ name: 'Globex' })
  const { id: archived } = await api.workspaces.create({ name: 'Old' })
  await api.workspaces.setArchived({ workspaceId: archived, isArchived: true })
  await install('First')
  expect(await api.targets.keepFile({ workspaceId, allWorkspaces: true, envelope: true })).toMatchObject({
    file: { path, count: 1, allWorkspaces: true },
  })
  const written = nextWriting()
  const { id } = await api.connectors.install({ workspaceId: globex, ...wordpress, name: 'Elsewhere' })
  await api.connectors.activate({ workspaceId: globex, id })
  await written
  await expect
    .poll(() => JSON.parse(readFileSync(path, 'utf8')) as object)
    .toMatchObject({
      workspaces: [{ name: 'Acme' }, { name: 'Globex' }],
      ...{ count: 2, targets: [{ name: 'First' }, { name: 'Elsewhere' }] },
    })
  expect(await api.targets.files({ workspaceId: globex })).toEqual([])

  // An archived workspace has no targets.
  await api.workspaces.setArchived({ workspaceId: globex, isArchived: true })
  await expect.poll(() => (JSON.parse(readFileSync(path, 'utf8')) as { count: number }).count).toBe(1)
})

test('a file outlives the workspace that it was chosen in where it has all of them, and is empty where it had that one', async () => {
  const { api } = program
  const [one, all] = [path, join(dirname(path), 'all.json')]
  const { id: globex } = await api.workspaces.create({ name: 'Globex' })
  const { id } = await api.connectors.install({ workspaceId: globex, ...wordpress, name: 'Elsewhere' })
  await api.connectors.activate({ workspaceId: globex, id })
  await install('First')
  await api.targets.keepFile({ workspaceId })
  path = all
  await api.targets.keepFile({ workspaceId, allWorkspaces: true })
  const hold = async (inOne: string[], inAll: string[]) => {
    await expect.poll(() => names(readFileSync(one, 'utf8'))).toEqual(inOne)
    await expect.poll(() => names(readFileSync(all, 'utf8'))).toEqual(inAll)
  }
  await hold(['First'], ['First', 'Elsewhere'])

  await api.workspaces.delete({ workspaceId, name: 'Acme' })
  await hold([], ['Elsewhere'])
  expect(await api.targets.files({ workspaceId: globex })).toMatchObject([{ path: all, allWorkspaces: true }])
  await api.workspaces.restore({ workspaceId })
  await hold(['First'], ['First', 'Elsewhere'])
  expect(await api.targets.files({ workspaceId })).toMatchObject([{ path: one }])

  await api.workspaces.delete({ workspaceId, name: 'Acme' })
  await hold([], ['Elsewhere'])
  await api.workspaces.emptyTrash({})
  await api.connectors.update({ workspaceId: globex, id, name: 'Renamed' })
  await hold([], ['Renamed'])
  // The last one of all leaves an empty list, and the next one has a place for the file again.
  await api.workspaces.delete({ workspaceId: globex, name: 'Globex' })
  await hold([], [])
  workspaceId = (await api.workspaces.create({ name: 'Initech' })).id
  await api.workspaces.emptyTrash({})
  await install('Later')
  await hold([], ['Later'])
  expect(await api.targets.files({ workspaceId })).toMatchObject([{ path: all }])
})

test('the end of the program waits for the last change, and the next one writes the file again', async () => {
  await program.api.targets.keepFile({ workspaceId, format: 'json', envelope: true })
  await install('Late')
  await program.app.close()
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ count: 1, targets: [{ name: 'Late' }] })

  rmSync(path)
  program = start()
  await nextWriting()
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ count: 1 })
})

test('a file that cannot be written is noted, tried again until it works, and never half written', async () => {
  const { api } = program
  await api.targets.keepFile({ workspaceId })
  rmSync(dirname(path), { recursive: true })
  const failed = nextWriting()
  await install('Blog')
  await failed
  expect((await status())?.problem).toMatchObject({ code: 'unavailable' })
  expect(existsSync(path)).toBe(false)
  mkdirSync(dirname(path))
  await nextWriting()
  expect(await status()).toMatchObject({ problem: null, count: 1 })
  expect(names()).toEqual(['Blog'])
})

test('nothing is kept at a path that holds a directory or a link, at one that is kept already, or from elsewhere', async () => {
  const { api } = program
  const good = path
  writeFileSync(join(directory.path, 'of-somebody-else'), 'untouched')
  symlinkSync(join(directory.path, 'of-somebody-else'), join(directory.path, 'link'))
  for (const wrong of [dirname(path), join(directory.path, 'link'), join(directory.path, 'nowhere', 'file.json')]) {
    path = wrong
    expect((await refusal(api.targets.keepFile({ workspaceId }))).code).toMatch(/^(invalid|unavailable)$/)
  }
  expect(readFileSync(join(directory.path, 'of-somebody-else'), 'utf8')).toBe('untouched')
  path = good
  const { file } = await api.targets.keepFile({ workspaceId })
  expect(await refusal(api.targets.keepFile({ workspaceId, format: 'csv' }))).toMatchObject({
    reason: 'target_file_taken',
  })
  const reply = await program.app.dispatch('targets.keepFile', { workspaceId })
  expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden', reason: 'path_from_elsewhere' } })
  expect(await api.targets.files({ workspaceId })).toHaveLength(1)

  await api.targets.forgetFile({ workspaceId, id: file?.id ?? '' })
  await install('Later')
  await program.app.close()
  expect(names()).toEqual([])
  program = start()
})
