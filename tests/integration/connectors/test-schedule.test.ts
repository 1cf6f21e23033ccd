import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { localNetwork } from '../../helpers/services/local-network.ts'
import { type Play, startService } from '../../helpers/services/service.ts'
import { site, wordpressSite } from '../../helpers/services/wordpress-site.ts'
import {
  addMember,
  ben,
  createTestApp,
  createTestClock,
  openTestStore,
  type TestApp,
  temporaryDirectory,
} from '../../helpers/test-app.ts'

const unauthorized: Play = () => [401, { code: 'rest_not_logged_in' }]
const faulty: Play = () => [503, {}]

const LOOK_MS = 7
const unattended = { lookEveryMs: LOOK_MS }
const network = localNetwork()

/** Waits for the end of the next run, which `begin` makes due; answers its workspace. */
async function nextRun({ app }: TestApp, begin: () => unknown): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const stop = app.changes.on(({ topic, workspaceId }) => {
    if (topic === 'tests') resolve(workspaceId)
  })
  await begin()
  return promise.finally(stop)
}

/** A workspace with a connector that is active and one that is switched off. */
async function fill({ api }: TestApp, port: number, name = 'Acme') {
  const { id: workspaceId } = await api.workspaces.create({ name })
  const { id } = await api.connectors.install({ workspaceId, name: 'Blog', ...site(port) })
  await api.connectors.activate({ workspaceId, id })
  const { id: offId } = await api.connectors.install({ workspaceId, name: 'Switched off', ...site(port) })
  return { workspaceId, id, offId }
}

test('a workspace is tested when that is due, across a restart, and the history has what changed', async () => {
  let play: Play = wordpressSite()
  await using service = await startService((...call) => play(...call))
  using directory = temporaryDirectory()
  const clock = createTestClock('2026-03-01T09:00:00.000Z')
  const keychain = createMemoryKeychain()
  const open = () =>
    createTestApp({ network, unattended, clock, keychain, store: openTestStore(join(directory.path, 'data.db')) })
  const first = open()
  const { workspaceId, id } = await fill(first, service.port)
  const schedule = ({ api }: TestApp) => api.connectionTests.schedule({ workspaceId })
  const off = { everyHours: 0, marksErrors: false, nextAt: null, waitsFor: null, lastRun: null }
  expect(await schedule(first)).toEqual(off)
  await nextRun(first, () => first.api.connectionTests.setSchedule({ workspaceId, everyHours: 6 }))
  expect(await schedule(first)).toEqual({
    ...{ everyHours: 6, marksErrors: false, waitsFor: null, nextAt: '2026-03-01T15:00:00.000Z' },
    lastRun: { at: '2026-03-01T09:00:00.000Z', tested: 1, failed: 0, nowFailing: [], nowWorking: [] },
  })
  expect(service.requests).toHaveLength(1)
  await first.app.close()

  // What was due while the program was closed is made up for once.
  play = unauthorized
  const blog = { id, name: 'Blog' }
  const second = createTestApp({ network, clock, keychain, store: openTestStore(join(directory.path, 'data.db')) })
  expect(await schedule(second)).toMatchObject({ waitsFor: 'program' })
  await second.app.close()
  clock.set('2026-03-03T10:00:00.000Z')
  const third = open()
  await nextRun(third, () => undefined)
  expect(await schedule(third)).toMatchObject({
    nextAt: '2026-03-03T16:00:00.000Z',
    lastRun: { at: '2026-03-03T10:00:00.000Z', failed: 1, nowFailing: [blog], nowWorking: [] },
  })
  const at = async (instant: string) => {
    await nextRun(third, () => clock.set(instant))
    const { lastRun } = await schedule(third)
    return { failing: lastRun?.nowFailing, working: lastRun?.nowWorking, failed: lastRun?.failed }
  }
  const nothing = { failing: [], working: [] }
  expect(await at('2026-03-03T16:00:00.000Z')).toEqual({ ...nothing, failed: 1 })
  // An answer that is not clear changes nothing, whatever comes after it.
  play = faulty
  expect(await at('2026-03-03T22:00:00.000Z')).toEqual({ ...nothing, failed: 0 })
  play = unauthorized
  expect(await at('2026-03-04T04:00:00.000Z')).toEqual({ ...nothing, failed: 1 })
  play = wordpressSite()
  expect(await at('2026-03-04T10:00:00.000Z')).toEqual({ failing: [], working: [blog], failed: 0 })
  // A clock that was set back does not keep the next run waiting.
  expect(await at('2026-01-01T00:00:00.000Z')).toEqual({ ...nothing, failed: 0 })

  const { items } = await third.api.activity.list({ workspaceId })
  const actions = items.map(({ action, detail }) => [action, detail['ok'] ?? null]).slice(0, 4)
  expect(actions).toEqual([
    ['connector.test', true],
    ['connector.test', false],
    ['workspace.tests', null],
    ['connector.install', null],
  ])
  expect(items[0]).toMatchObject({ subjectName: 'Blog', detail: { isScheduled: true, account: 'admin' } })
  expect(items[2]?.fields).toEqual([{ path: 'testEveryHours', from: 0, to: 6 }])
  expect(third.reported).toEqual([])
  await third.app.close()
})

test('a locked workspace waits, which its schedule says, and the others are tested', async () => {
  await using service = await startService(wordpressSite())
  const program = createTestApp({ network, unattended })
  const { api, clock } = program
  const { workspaceId } = await fill(program, service.port)
  const { workspaceId: other } = await fill(program, service.port, 'Globex')
  const everyHours = 1
  await nextRun(program, () => api.connectionTests.setSchedule({ workspaceId, everyHours }))
  await nextRun(program, () => api.connectionTests.setSchedule({ workspaceId: other, everyHours }))
  await api.keys.lock({ workspaceId })
  expect(await api.connectionTests.schedule({ workspaceId })).toMatchObject({ waitsFor: 'key' })
  // It would come first.
  expect(await nextRun(program, () => clock.set('2026-03-01T12:00:00.000Z'))).toBe(other)
  expect(service.requests).toHaveLength(3)
  expect(await nextRun(program, () => api.keys.open({ workspaceId }))).toBe(workspaceId)
  expect(await api.connectionTests.schedule({ workspaceId })).toMatchObject({ waitsFor: null })
  await program.app.close()
})

test('a lock ends a run, which is made up for once the key is open', async () => {
  let play: Play = () => undefined
  await using service = await startService((...call) => play(...call))
  const program = createTestApp({ network, unattended })
  const { api } = program
  const { workspaceId } = await fill(program, service.port)
  await api.connectionTests.setSchedule({ workspaceId, everyHours: 24 })
  await once(service.server, 'request')
  expect(await api.connectionTests.progress({ workspaceId })).toMatchObject({ done: 0, total: 1 })
  await api.keys.lock({ workspaceId })
  expect((await api.connectionTests.schedule({ workspaceId })).lastRun).toBeNull()
  play = wordpressSite()
  await nextRun(program, () => api.keys.open({ workspaceId }))
  expect((await api.connectionTests.schedule({ workspaceId })).lastRun).toMatchObject({ tested: 1, failed: 0 })
  await program.app.close()
})

test('a key that is closed opens for the run alone, and one that does not open is asked for once', async () => {
  await using service = await startService(wordpressSite())
  const keychain = createMemoryKeychain()
  const program = createTestApp({ network, unattended, keychain })
  const { api, clock, store } = program
  const { workspaceId } = await fill(program, service.port)
  const { workspaceId: other } = await fill(program, service.port, 'Globex')
  await nextRun(program, () => api.connectionTests.setSchedule({ workspaceId, everyHours: 1 }))
  await api.keys.closeAll({})
  await nextRun(program, () => clock.set('2026-03-01T10:00:00.000Z'))
  expect((await api.session.workspace({ workspaceId })).key.state).toBe('CLOSED')

  // The key of a person opens all of theirs.
  store.sqlite.exec("DELETE FROM key_slots WHERE kind = 'person'")
  await api.keys.open({ workspaceId: other })
  await nextRun(program, () => api.connectionTests.setSchedule({ workspaceId: other, everyHours: 1 }))
  keychain.failing = 'User canceled the operation.'
  const before = keychain.calls.length
  // The key of the other one is open, so its runs show that time has passed.
  expect(await nextRun(program, () => clock.set('2026-03-01T12:00:00.000Z'))).toBe(other)
  const after = keychain.calls.length
  expect(after).toBeGreaterThan(before)
  expect(await nextRun(program, () => clock.set('2026-03-01T14:00:00.000Z'))).toBe(other)
  expect(keychain.calls).toHaveLength(after)
  expect(await api.connectionTests.schedule({ workspaceId })).toMatchObject({ waitsFor: 'key' })
  await program.app.close()
})

test('there is no timer while the schedule is off everywhere', async () => {
  const timers = new Set<unknown>()
  const original = { set: globalThis.setInterval, clear: globalThis.clearInterval }
  const setSpy = vi.spyOn(globalThis, 'setInterval').mockImplementation((run, milliseconds) => {
    const timer = original.set(run, milliseconds)
    if (milliseconds === LOOK_MS) timers.add(timer)
    return timer
  })
  const clearSpy = vi.spyOn(globalThis, 'clearInterval').mockImplementation((timer) => {
    timers.delete(timer)
    original.clear(timer)
  })
  try {
    const program = createTestApp({ network, unattended })
    const { api, app } = program
    const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
    const set = (everyHours: 0 | 24) => api.connectionTests.setSchedule({ workspaceId, everyHours })
    expect(timers.size).toBe(0)
    await set(24)
    expect(timers.size).toBe(1)
    await set(0)
    expect(timers.size).toBe(0)
    await set(24)
    await api.workspaces.setArchived({ workspaceId, isArchived: true })
    expect(timers.size).toBe(0)
    await api.workspaces.setArchived({ workspaceId, isArchived: false })
    expect(timers.size).toBe(1)
    await app.close()
    expect(timers.size).toBe(0)
    // A program that ends with its command has none either.
    const { id: later } = await createTestApp({ network }).api.workspaces.create({ name: 'Acme' })
    expect([later.length > 0, timers.size]).toEqual([true, 0])
  } finally {
    setSpy.mockRestore()
    clearSpy.mockRestore()
  }
})

test('by the setting of a workspace a failed test marks an active connector as failing, and no other', async () => {
  let play: Play = unauthorized
  await using service = await startService((...call) => play(...call))
  const { api } = createTestApp({ network })
  const { workspaceId, id, offId } = await fill({ api } as TestApp, service.port)
  const statuses = async () => (await api.connectors.list({ workspaceId })).map(({ status }) => status)
  await api.connectionTests.testMany({ workspaceId })
  expect(await statuses()).toEqual(['active', 'inactive'])
  await api.connectionTests.setSchedule({ workspaceId, marksErrors: true })
  await api.connectionTests.test({ workspaceId, id, markError: false })
  expect(await statuses()).toEqual(['active', 'inactive'])
  play = faulty
  await api.connectionTests.testMany({ workspaceId })
  expect(await statuses()).toEqual(['active', 'inactive'])
  play = unauthorized
  await api.connectionTests.testMany({ workspaceId })
  expect(await statuses()).toEqual(['error', 'inactive'])
  play = wordpressSite()
  await api.connectionTests.testMany({ workspaceId })
  expect(await statuses()).toEqual(['error', 'inactive'])
  play = unauthorized
  await api.connectionTests.test({ workspaceId, id: offId, markError: true })
  expect(await statuses()).toEqual(['error', 'error'])
})

test('only who may test has tests made for them, and a run of a person keeps the schedule waiting', async () => {
  const answers: (() => void)[] = []
  await using service = await startService((call, response) => {
    const [status, json] = wordpressSite()(call, response) ?? [500, {}]
    answers.push(() => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json)))
    return undefined
  })
  const program = createTestApp({ network, unattended })
  const { api, store, as } = program
  const { workspaceId } = await fill(program, service.port)
  const { workspaceId: other } = await fill(program, service.port, 'Globex')
  const byPerson = api.connectionTests.testMany({ workspaceId })
  while (answers.length < 2) await once(service.server, 'request')
  await api.connectionTests.setSchedule({ workspaceId, everyHours: 1 })
  const later = nextRun(program, () => api.connectionTests.setSchedule({ workspaceId: other, everyHours: 1 }))
  while (answers.length < 3) await once(service.server, 'request')
  for (const answer of answers.splice(0)) answer()
  expect((await byPerson).results).toHaveLength(2)
  expect(await later).toBe(other)
  addMember(store, workspaceId, ben, 'member')
  const schedule = await as(ben).connectionTests.schedule({ workspaceId })
  expect(schedule).toMatchObject({ everyHours: 1 })
  await expect(as(ben).connectionTests.setSchedule({ workspaceId, everyHours: 0 })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await program.app.close()
})
