import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type AppContract, createClient } from '../../../src/contract/index.ts'
import { openApp } from '../../../src/main/app/open-app.ts'
import type { HostPorts } from '../../../src/main/core/context.ts'
import { refusal } from '../../helpers/errors.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { wordpress } from '../../helpers/samples.ts'
import { ada, createTestApp, createTestClock, resources, temporaryDirectory } from '../../helpers/test-app.ts'

const PASSPHRASE = 'correct horse battery staple'
/** What Windows has no bits for. */
const OTHERS = process.platform === 'win32' ? 0 : 0o077
const START = Date.parse('2026-03-01T09:00:00.000Z')

async function createBench(host: HostPorts = {}) {
  const bench = createTestApp()
  const { id: workspaceId } = await bench.api.workspaces.create({ name: 'Acme' })
  const other = await bench.api.workspaces.create({ name: 'Zebra' })
  await bench.api.connectors.install({ workspaceId, ...wordpress })
  const changes: unknown[] = []
  bench.app.changes.on((change) => changes.push(change))
  /** Calls as a host with these ports does. */
  const apiWith = (ports: HostPorts) =>
    createClient<AppContract>((name, input) => bench.app.dispatch(name, input, ports))
  return {
    ...bench,
    ...{ workspaceId, otherId: other.id, changes, apiWith },
    page: apiWith({ ...host, isUse: false }),
    /** Minutes after the start. */
    at: (minutes: number) => bench.clock.set(new Date(START + minutes * 60_000).toISOString()),
  }
}

test('nothing locks after a time unless somebody has set one', async () => {
  const { api, at, changes, workspaceId } = await createBench()
  expect(await api.keys.idleLock({})).toEqual({ minutes: 0 })
  at(100_000)
  expect((await api.session.workspace({ workspaceId })).key).toMatchObject({ state: 'READY' })
  expect(changes).toEqual([])
})

test('after the time without use every workspace is locked, opened or not, and every window ends what it shows', async () => {
  const { api, at, changes, workspaceId, otherId } = await createBench()
  expect(await api.keys.setIdleLock({ minutes: 15 })).toEqual({ minutes: 15 })
  at(14)
  await api.connectors.list({ workspaceId })
  at(28)
  expect((await api.session.workspace({ workspaceId })).key).toMatchObject({ state: 'READY' })
  at(43)
  for (const id of [workspaceId, otherId])
    expect((await api.session.workspace({ workspaceId: id })).key).toMatchObject({
      state: 'LOCKED',
      reason: 'locked_unused',
    })
  expect(changes).toEqual([
    { workspaceId: null, topic: 'keys' },
    { workspaceId: null, topic: 'lock', keepsDraft: true },
  ])
  expect(await refusal(api.connectors.install({ workspaceId, ...wordpress, name: 'Second' }))).toMatchObject({
    ...{ code: 'locked', reason: 'locked_unused' },
  })
  expect(await api.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })
})

test('what a page reads is no use, but what a person does in it is', async () => {
  const { api, at, page, workspaceId } = await createBench()
  await api.keys.setIdleLock({ minutes: 5 })
  const state = async () => (await page.session.workspace({ workspaceId })).key.state
  at(4)
  await page.connectors.list({ workspaceId })
  await page.keys.stayOpen({})
  at(8)
  expect(await state()).toBe('READY')
  at(9)
  expect(await state()).toBe('LOCKED')
})

test('a locked page that reads again and again is not locked again and again', async () => {
  const { api, at, changes, page, workspaceId } = await createBench()
  await api.keys.setIdleLock({ minutes: 5 })
  for (const minutes of [5, 10, 15, 20]) {
    at(minutes)
    await page.session.workspace({ workspaceId })
  }
  expect(changes.filter((change) => JSON.stringify(change).includes('"lock"'))).toHaveLength(1)
})

test('a call that takes long is not locked in its middle', async () => {
  const { api, at, keychain, workspaceId } = await createBench()
  await api.keys.setIdleLock({ minutes: 5 })
  const memory = keychain as ReturnType<typeof createMemoryKeychain>
  const set = memory.set.bind(memory)
  memory.set = async (...entry) => {
    await set(...entry)
    at(60)
    await api.session.workspace({ workspaceId })
  }
  expect(await api.keys.rotate({ workspaceId })).toMatchObject({ state: 'READY' })
})

test('a locked workspace with a recovery passphrase asks for it, whatever the keychain holds', async () => {
  const { api, app, workspaceId } = await createBench()
  await api.keys.setPassphrase({ workspaceId, passphrase: PASSPHRASE })
  expect(await api.keys.lock({ workspaceId })).toMatchObject({
    proof: 'passphrase',
    message: 'This workspace is locked. Enter its recovery passphrase to open it.',
  })
  expect(await api.keys.open({ workspaceId })).toMatchObject({ state: 'LOCKED', reason: 'locked_by_hand' })
  // Neither does looking whether everything is well.
  await api.doctor.run({})
  expect(await refusal(api.connectors.install({ workspaceId, ...wordpress, name: 'Second' }))).toMatchObject({
    reason: 'locked_by_hand',
  })
  const wrong = app.dispatch('keys.open', { workspaceId, passphrase: 'not the passphrase at all' })
  expect(await wrong).toMatchObject({ ok: false, error: { code: 'invalid' } })
  expect(await api.keys.open({ workspaceId, passphrase: PASSPHRASE })).toMatchObject({ state: 'READY' })
})

test('where the system can ask who sits there, it is asked before a locked workspace opens', async () => {
  const { api, apiWith, workspaceId } = await createBench()
  const answers = [false, true]
  const questions: unknown[] = []
  const confirmPerson = () => {
    questions.push(null)
    return Promise.resolve(answers.shift() ?? false)
  }
  const window = apiWith({ confirmPerson, isUse: false })
  // A key that nobody has locked opens without a question.
  await window.keys.open({ workspaceId })
  await api.keys.lock({ workspaceId })
  expect((await window.session.workspace({ workspaceId })).key).toMatchObject({ state: 'LOCKED', proof: 'person' })
  expect(await refusal(window.keys.open({ workspaceId }))).toMatchObject({ code: 'forbidden', reason: 'stays_locked' })
  expect((await window.session.workspace({ workspaceId })).key).toMatchObject({ state: 'LOCKED' })
  expect(await window.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })
  expect(questions).toHaveLength(2)
})

test('the time is kept in a file of the data directory that its owner alone reads, also where the database is replaced', async () => {
  using directory = temporaryDirectory()
  const dataDir = join(directory.path, 'data')
  const open = () => {
    const app = openApp({
      ...{ dataDir, host: 'test', resources, identity: ada },
      keychainEngine: createMemoryKeychain(),
      clock: createTestClock(),
    })
    return { app, api: createClient<AppContract>((name, input) => app.dispatch(name, input)) }
  }
  const first = open()
  await first.api.workspaces.create({ name: 'Acme' })
  await first.api.keys.setIdleLock({ minutes: 60 })
  await first.app.close()
  const file = join(dataDir, 'settings.json')
  expect(statSync(file).mode & OTHERS).toBe(0)
  const second = open()
  expect(await second.api.keys.idleLock({})).toEqual({ minutes: 60 })
  await second.app.close()
  // Somebody had set it, so damage must not switch it off.
  writeFileSync(file, '{"idleLockMinutes":')
  const third = open()
  expect(await third.api.keys.idleLock({})).toEqual({ minutes: 5 })
  await third.app.close()
})
