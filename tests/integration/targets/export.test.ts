import { join } from 'node:path'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { refusal } from '../../helpers/errors.ts'
import { fillWorkspace } from '../../bench/fill.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { addMember, ben, createTestApp, temporaryDirectory, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
let directory: ReturnType<typeof temporaryDirectory>
let acme: string
let globex: string
const out = () => join(directory.path, 'targets')
const written = () => readFileSync(out(), 'utf8')

const install = async (
  workspaceId: string,
  name: string,
  more: { secretExpiresAt?: string; isActive?: boolean } = {},
) => {
  const { isActive = true, ...rest } = more
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress, name, ...rest })
  if (isActive) await program.api.connectors.activate({ workspaceId, id })
  return id
}

beforeEach(async () => {
  directory = temporaryDirectory()
  program = createTestApp({ host: { openExport: () => openAtomicFile(out()) } })
  acme = (await program.api.workspaces.create({ name: 'Acme' })).id
  globex = (await program.api.workspaces.create({ name: 'Globex' })).id
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
  directory[Symbol.dispose]()
})

test('a preview says what goes out, what will fail, and what stays out and why', async () => {
  const { api } = program
  await install(acme, 'Fine')
  const late = await install(acme, 'Late', { secretExpiresAt: '2026-02-01' })
  const idle = await install(acme, 'Idle', { isActive: false, secretExpiresAt: '2026-02-01' })
  const broken = await install(acme, 'Broken')
  await api.connectors.markError({ workspaceId: acme, id: broken, message: 'Refused' })
  await install(globex, 'Other')
  await api.connectors.remove({ workspaceId: globex, id: await install(globex, 'Gone') })

  expect(await api.targets.preview({ workspaceIds: [acme] })).toEqual({
    count: 2,
    leftOutCount: 2,
    leftOut: [
      { workspaceId: acme, id: idle, name: 'Idle', reason: 'inactive' },
      { workspaceId: acme, id: broken, name: 'Broken', reason: 'error' },
    ],
    warningCount: 1,
    warnings: [{ workspaceId: acme, id: late, name: 'Late', reason: 'expired' }],
  })
  expect(await api.targets.preview({})).toMatchObject({ count: 3, leftOutCount: 2, warningCount: 1 })
})

test('a preview and an export of all workspaces hold those that the person is in and that are in use', async () => {
  const { api } = program
  await install(acme, 'Blog')
  await install(globex, 'News')
  addMember(program.store, globex, ben, 'member')
  const bens = program.as(ben)
  expect(await bens.targets.preview({})).toMatchObject({ count: 1 })
  expect(await refusal(bens.targets.preview({ workspaceIds: [acme] }))).toMatchObject({ code: 'not_found' })

  expect(await api.targets.exportMany({ format: 'ndjson' })).toMatchObject({ count: 2, cancelled: false })
  const names = written()
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { name: string }).name)
  expect(names).toEqual(['Blog', 'News'])
  await api.workspaces.setArchived({ workspaceId: globex, isArchived: true })
  expect(await api.targets.exportMany({ envelope: true })).toMatchObject({ count: 1 })
  expect(JSON.parse(written())).toMatchObject({
    ...{ format: 'patchbay-publish-targets', version: 1, exportedAt: '2026-03-01T09:00:00.000Z' },
    ...{ workspaces: [{ id: acme, name: 'Acme' }], count: 1, targets: [{ name: 'Blog' }] },
  })
})

test('a file has the targets of the list in its order and never settings or secrets', async () => {
  const { api } = program
  for (const name of ['b', 'a', 'c']) await install(acme, name)
  const list = await api.targets.list({ workspaceId: acme })
  for (const format of ['json', 'ndjson', 'csv', 'yaml'] as const) {
    await api.targets.export({ workspaceId: acme, format })
    const text = written()
    for (const leak of [SECRET, wordpress.config.site_url]) expect(text).not.toContain(leak)
    expect(list.map(({ id }) => text.indexOf(id))).toEqual(
      list.map(({ id }) => text.indexOf(id)).toSorted((a, b) => a - b),
    )
  }
  await api.targets.export({ workspaceId: acme })
  expect(JSON.parse(written())).toEqual(list)
})

test('without targets the file is an empty list, and CSV has no envelope', async () => {
  const { api } = program
  expect(await api.targets.export({ workspaceId: acme })).toMatchObject({ count: 0, cancelled: false })
  expect(written()).toBe('[]\n')
  expect(await refusal(api.targets.export({ workspaceId: acme, format: 'csv', envelope: true }))).toMatchObject({
    ...{ code: 'invalid', reason: 'no_envelope' },
  })
  expect(written()).toBe('[]\n')
})

test('an export says how far it is, and one that is cancelled leaves the old file as it was', async () => {
  const progress: unknown[] = []
  const which = { workspaceIds: [acme] }
  writeFileSync(out(), 'old')
  await program.app.close()
  program = createTestApp({
    host: {
      openExport: async () => {
        const file = await openAtomicFile(out())
        const write = async (chunk: string | Uint8Array) => {
          progress.push(await program.api.targets.exportProgress(which))
          if (progress.length === 2) await program.api.targets.cancelExport(which)
          await file.write(chunk)
        }
        return { ...file, write }
      },
    },
  })
  const { api, store } = program
  acme = (await api.workspaces.create({ name: 'Acme' })).id
  which.workspaceIds = [acme]
  await install(acme, 'First')
  fillWorkspace(store, acme, 3000)
  expect(await refusal(api.targets.export({ workspaceId: acme }))).toMatchObject({ reason: 'cancelled' })
  expect(progress[0]).toMatchObject({ count: expect.any(Number) as number, total: 3001 })
  const [first, second] = progress as { count: number; done: number }[]
  expect(second?.done).toBeGreaterThan(first?.done ?? 0)
  expect(second?.count).toBeGreaterThan(first?.count ?? 0)
  expect([readdirSync(directory.path), written()]).toEqual([['targets'], 'old'])
  expect(await api.targets.exportProgress(which)).toBeNull()
  expect((await api.activity.list({ workspaceId: acme, kind: 'targets' })).items).toEqual([])

  // What was cancelled can be done again.
  expect(await api.targets.export({ workspaceId: acme })).toMatchObject({ count: 1001 })
  expect(JSON.parse(written())).toHaveLength(1001)
  expect(progress.at(-1)).toEqual({ count: 1001, done: 3001, total: 3001 })
})
