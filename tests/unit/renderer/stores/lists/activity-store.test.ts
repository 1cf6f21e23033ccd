import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAtomicFile } from '../../../../../src/main/platform/atomic-file.ts'
import { createActivityStore } from '../../../../../src/renderer/stores/lists/activity-store.ts'
import type { Toasts } from '../../../../../src/renderer/stores/toasts.ts'
import { createViewStore } from '../../../../../src/renderer/stores/view-store.ts'
import { createWorkspaceStore } from '../../../../../src/renderer/stores/workspace-store.ts'
import { wordpress } from '../../../../helpers/samples.ts'
import { createTestApp, temporaryDirectory, type TestApp } from '../../../../helpers/test-app.ts'

let directory: ReturnType<typeof temporaryDirectory>
let program: TestApp
let workspaceId: string
let notices: string[]
/** Runs before each part of an export is written. */
let beforeWrite: () => Promise<void>
const out = () => join(directory.path, 'out')

beforeEach(async () => {
  directory = temporaryDirectory()
  notices = []
  beforeWrite = () => Promise.resolve()
  const openExport = async () => {
    const file = await openAtomicFile(out())
    const write = async (chunk: string | Uint8Array) => {
      await beforeWrite()
      await file.write(chunk)
    }
    return { ...file, write }
  }
  program = createTestApp({ host: { openExport } })
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
})
afterEach(async () => {
  await program.app.close()
  directory[Symbol.dispose]()
})

/** The store of a window, whose notices are kept as text. */
function openStore() {
  const page = { location: { pathname: '/', search: '' }, localStorage: { getItem: () => null, setItem: () => {} } }
  const note = (title: string) => void notices.push(title)
  const toasts = { success: note, notice: note, failure: note } as unknown as Toasts
  const view = createViewStore(page as unknown as Window)
  const workspaces = createWorkspaceStore(program.api, page.localStorage as unknown as Storage, workspaceId)
  return createActivityStore(page as unknown as Window, {
    ...{ api: program.api, connection: { http: null }, toasts, view, workspaces },
  })
}

test('an export writes what the filters show, says how far it is, and can be cancelled', async () => {
  const { api } = program
  await api.connectors.install({ workspaceId, ...wordpress })
  const activity = openStore()
  activity.filter({ kind: 'connector' })
  await activity.exportTo(workspaceId, 'ndjson')
  expect(readFileSync(out(), 'utf8').trimEnd().split('\n')).toHaveLength(1)
  expect(notices).toEqual(['1 entry was exported'])

  activity.clear()
  for (let count = 0; count < 150; count += 1) await api.workspaces.rename({ workspaceId, name: `Acme ${count}` })
  const { promise, resolve } = Promise.withResolvers<void>()
  activity.store.subscribe(({ exporting }) => {
    if (!exporting || exporting.total === 0 || exporting.isCancelled) return
    expect(exporting.total).toBe(153)
    activity.cancelExport()
    resolve()
  })
  beforeWrite = () => promise
  await activity.exportTo(workspaceId, 'csv')
  expect(notices.at(-1)).toBe('Export cancelled; no file was written')
  expect(activity.store.getState().exporting).toBeNull()
  expect(existsSync(out()) && readFileSync(out(), 'utf8')).toContain('connector.install')
})

test('restoring the configuration that is there changes nothing and says so', async () => {
  const { api } = program
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  const activity = openStore()
  const [entry] = (await api.activity.list({ workspaceId, connector: id })).items
  if (!entry) throw new Error('The activity is empty')
  await activity.restore(workspaceId, entry)
  expect(notices).toEqual(['Company blog has this configuration already'])
  expect((await api.activity.list({ workspaceId, connector: id })).items).toHaveLength(1)
})
