import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connector } from '../../../src/contract/index.ts'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { addMember, ben, createTestApp, temporaryDirectory, type TestApp } from '../../helpers/test-app.ts'

let directory: ReturnType<typeof temporaryDirectory>
let program: TestApp
let workspaceId: string

beforeEach(async () => {
  directory = temporaryDirectory()
  program = createTestApp({ host: { openExport: () => openAtomicFile(join(directory.path, 'out')) } })
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
  directory[Symbol.dispose]()
})

test('a clock that jumps back leaves the history in the order in which it was written, filtered by time, too', async () => {
  const { api, clock } = program
  const times = ['2026-03-04T10:00:00.000Z', '2026-03-02T10:00:00.000Z', '2026-03-03T10:00:00.000Z']
  for (const [index, time] of times.entries()) {
    clock.set(time)
    await api.workspaces.rename({ workspaceId, name: `Acme ${index}` })
  }
  const names = async (filters: object) =>
    (await api.activity.list({ workspaceId, ...filters })).items.map(({ subjectName }) => subjectName)
  expect(await names({})).toEqual(['Acme 2', 'Acme 1', 'Acme 0', 'Acme'])
  expect(await names({ from: '2026-03-02T00:00:00.000Z' })).toEqual(['Acme 2', 'Acme 1', 'Acme 0'])
  expect(await names({ to: '2026-03-03T10:00:00.000Z' })).toEqual(['Acme 2', 'Acme 1', 'Acme'])
  expect(await names({ from: '2026-03-02T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z' })).toEqual(['Acme 1'])
  expect(await names({ from: '2026-03-04T00:00:00.000Z', person: 'nobody' })).toEqual([])

  const time = { from: '2026-03-02T12:00:00.000Z', to: '2026-03-31T00:00:00.000Z' }
  const pages: unknown[] = []
  for (let before: number | null | undefined; before !== null;) {
    const page = await api.activity.list({ workspaceId, ...time, limit: 1, ...(before !== undefined && { before }) })
    pages.push(...page.items.map(({ subjectName }) => subjectName))
    before = page.next
  }
  expect(pages).toEqual(['Acme 2', 'Acme 0'])
  await api.activity.export({ workspaceId, format: 'ndjson', ...time })
  const lines = readFileSync(join(directory.path, 'out'), 'utf8').trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { subjectName: string }).subjectName)).toEqual(['Acme 0', 'Acme 2'])
  expect((await api.doctor.run({})).findings).toContainEqual(expect.objectContaining({ id: 'activity', state: 'ok' }))
})

test('a filter of time that fits nothing exports an empty file', async () => {
  const { api } = program
  expect(await api.activity.export({ workspaceId, format: 'json', to: '2020-01-01' })).toMatchObject({ count: 0 })
  expect(JSON.parse(readFileSync(join(directory.path, 'out'), 'utf8'))).toEqual([])
})

test('every change of a connector leaves the name of who made it, beside that of who installed it', async () => {
  const { api, as, store } = program
  addMember(store, workspaceId, ben, 'admin')
  const bens = as(ben)
  const names = { createdByName: 'Ada', updatedByName: 'Ben' }
  const changes: Record<string, (which: { workspaceId: string; id: string }) => Promise<unknown>> = {
    update: (which) => bens.connectors.update({ ...which, config: { site_url: 'https://new.example.com' } }),
    activate: bens.connectors.activate,
    deactivate: async (which) => {
      await api.connectors.activate(which)
      return bens.connectors.deactivate(which)
    },
    'mark as failing': (which) => bens.connectors.markError({ ...which, message: 'No answer' }),
    'change many': ({ id }) => bens.connectors.changeMany({ workspaceId, changes: [{ id, tags: ['news'] }] }),
    'set a secret': ({ id }) =>
      bens.secrets.set({ workspaceId, connectorIds: [id], path: 'auth.application_password', value: SECRET }),
    'delete and restore': async (which) => {
      await bens.connectors.remove(which)
      return bens.connectors.restore(which)
    },
    'restore a configuration': async (which) => {
      const [first] = (await api.activity.list({ workspaceId, connector: which.id })).items
      await api.connectors.update({ ...which, config: { site_url: 'https://new.example.com' } })
      return bens.connectors.restoreConfig({ ...which, activityId: first?.id ?? 0 })
    },
  }
  for (const [what, change] of Object.entries(changes)) {
    const { id }: Connector = await api.connectors.install({ workspaceId, ...wordpress, name: what })
    await change({ workspaceId, id })
    const [newest] = (await api.activity.list({ workspaceId, connector: id, limit: 1 })).items
    expect([what, newest?.person.name]).toEqual([what, 'Ben'])
    const card = (await api.connectors.list({ workspaceId })).find((one) => one.id === id)
    expect([what, card]).toEqual([what, expect.objectContaining(names)])
    expect([what, await api.connectors.get({ workspaceId, id })]).toEqual([what, expect.objectContaining(names)])
  }
  const copy = await bens.connectors.duplicate({
    workspaceId,
    id: (await api.connectors.list({ workspaceId }))[0]?.id ?? '',
  })
  expect(copy).toMatchObject({ createdByName: 'Ben', updatedByName: 'Ben' })
})
