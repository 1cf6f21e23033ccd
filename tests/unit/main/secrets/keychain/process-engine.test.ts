import { afterAll, expect, onTestFinished, test } from 'vitest'
import { createKeychain } from '../../../../../src/main/secrets/keychain/keychain.ts'
import { createNodeProcessEngine } from '../../../../../src/main/secrets/keychain/system-engine.ts'

/** An engine whose process ends with the test, as each process is ended by a listener of its own at the exit of this one. */
function createEngine() {
  const engine = createNodeProcessEngine(new URL('./engine-entry.js', import.meta.url))
  onTestFinished(() => engine.rest?.())
  return engine
}

const listeners = process.listenerCount('exit')
// A listener that is left would belong to a process that is left.
afterAll(() => expect(process.listenerCount('exit')).toBe(listeners))

const pidOf = (reply: string | null) => Number(reply?.split(' ').at(-1))

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('calls are answered by one process, which is not this one', async () => {
  const engine = createEngine()
  const first = await engine.get('s', 'account')
  const second = await engine.get('s', 'account')
  expect(first).toMatch(/^get account {2}\d+$/)
  expect(pidOf(first)).toBe(pidOf(second))
  expect(pidOf(first)).not.toBe(process.pid)
})

test('a process that crashes is reported as a stopped service, and the next call starts another', async () => {
  const engine = createEngine()
  await expect(engine.get('s', 'crash')).rejects.toMatchObject({ code: 'locked', reason: 'service_stopped' })
  expect(await engine.get('s', 'account')).toContain('get account')
})

test('a process that ends between two calls is replaced without a word', async () => {
  const engine = createEngine()
  const first = pidOf(await engine.get('s', 'account'))
  process.kill(first, 'SIGKILL')
  await expect.poll(() => isRunning(first)).toBe(false)
  expect(pidOf(await engine.get('s', 'account'))).not.toBe(first)
})

test('a call that waits ends with its process, and the next call starts another', async () => {
  const engine = createEngine()
  const hung = pidOf(await engine.get('s', 'account'))
  const waiting = engine.set('s', 'hang', 'value')
  // The request is on its way.
  await engine.isAlive?.()
  engine.rest?.()
  await expect(waiting).rejects.toMatchObject({ code: 'locked', reason: 'service_stopped' })
  expect(pidOf(await engine.get('s', 'account'))).not.toBe(hung)
  await expect.poll(() => isRunning(hung)).toBe(false)
})

test('an answer that a person gives late reaches the call that waits, in the same process', async () => {
  const engine = createEngine()
  const keychain = createKeychain(engine, { timeoutMs: 20 })
  const asking = pidOf(await engine.get('s', 'account'))
  const answered = keychain.read('asks a person')
  await expect.poll(() => keychain.isAsking()).toBe(true)
  process.kill(asking, 'SIGUSR2')
  expect(await answered).toBe(`answered ${asking}`)
  expect(keychain.isAsking()).toBe(false)
  // Asked once.
  expect(await engine.get('s', 'times asked')).toBe('1')
})

test('a question that is cancelled refuses what waits, and a retry gets the answer to the same question', async () => {
  const engine = createEngine()
  const keychain = createKeychain(engine, { timeoutMs: 20 })
  const asking = pidOf(await engine.get('s', 'account'))
  const ends = Promise.allSettled(['asks a person', 'behind it'].map((account) => keychain.read(account)))
  await expect.poll(() => keychain.isAsking()).toBe(true)
  keychain.cancel()
  for (const end of await ends)
    expect(end).toMatchObject({ status: 'rejected', reason: { code: 'locked', reason: 'not_answered' } })
  expect(keychain.isAsking()).toBe(false)
  // Nothing is asked before somebody wants it.
  await expect(keychain.read('behind it')).rejects.toMatchObject({ reason: 'not_answered' })
  keychain.retry()
  const again = keychain.read('asks a person')
  await expect.poll(() => keychain.isAsking()).toBe(true)
  process.kill(asking, 'SIGUSR2')
  expect(await again).toBe(`answered ${asking}`)
  expect(await engine.get('s', 'times asked')).toBe('1')
})

test('resting ends a question that was cancelled', async () => {
  const engine = createEngine()
  const keychain = createKeychain(engine, { timeoutMs: 20 })
  const asking = pidOf(await engine.get('s', 'account'))
  const read = keychain.read('asks a person')
  await expect.poll(() => keychain.isAsking()).toBe(true)
  keychain.cancel()
  await expect(read).rejects.toMatchObject({ reason: 'not_answered' })
  await keychain.rest()
  await expect.poll(() => isRunning(asking)).toBe(false)
  keychain.retry()
  expect(pidOf(await engine.get('s', 'account'))).not.toBe(asking)
})

test('a person who never answers is waited for so long and no longer', async () => {
  const engine = createEngine()
  const keychain = createKeychain(engine, { timeoutMs: 20, patienceMs: 50 })
  const asking = pidOf(await engine.get('s', 'account'))
  await expect(keychain.read('asks a person')).rejects.toMatchObject({ code: 'locked', reason: 'timeout' })
  expect(isRunning(asking)).toBe(true)
})

test('a service that was restarted is found by a new process', async () => {
  const engine = createEngine()
  const first = pidOf(await engine.get('s', 'stale after one call'))
  expect(pidOf(await engine.get('s', 'stale after one call'))).not.toBe(first)
  await expect(engine.get('s', 'always stale')).rejects.toThrow('The name :1.7 was not provided')
})

test('a module that does not load there keeps its reason', async () => {
  await expect(createEngine().get('s', 'no module')).rejects.toMatchObject({ code: 'locked', reason: 'module_missing' })
})
