import { expect, test } from 'vitest'
import { createNodeProcessEngine } from '../../../../../src/main/secrets/keychain/system-engine.ts'

const createEngine = (options?: { timeoutMs: number; patienceMs?: number }) =>
  createNodeProcessEngine(new URL('./engine-entry.js', import.meta.url), options)

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

test('a process that hangs longer than a person takes is ended, and the next call starts another', async () => {
  const engine = createEngine({ timeoutMs: 1500, patienceMs: 0 })
  const hung = pidOf(await engine.get('s', 'account'))
  await expect(engine.set('s', 'hang', 'value')).rejects.toMatchObject({ code: 'locked', reason: 'timeout' })
  expect(pidOf(await engine.get('s', 'account'))).not.toBe(hung)
  await expect.poll(() => isRunning(hung)).toBe(false)
})

test('an answer that a person gives late reaches the same call, made again, in the same process', async () => {
  const engine = createEngine({ timeoutMs: 1500 })
  const asking = pidOf(await engine.get('s', 'account'))
  await expect(engine.get('s', 'asks a person')).rejects.toMatchObject({ code: 'locked', reason: 'timeout' })
  process.kill(asking, 'SIGUSR2')
  expect(await engine.get('s', 'asks a person')).toBe(`answered ${asking}`)
  // Asked once.
  expect(await engine.get('s', 'times asked')).toBe('1')
})

test('another call waits until the person has answered the first', async () => {
  const engine = createEngine({ timeoutMs: 1500 })
  const asking = pidOf(await engine.get('s', 'account'))
  await expect(engine.get('s', 'asks a person')).rejects.toMatchObject({ reason: 'timeout' })
  await expect(engine.get('s', 'other')).rejects.toMatchObject({ reason: 'timeout' })
  process.kill(asking, 'SIGUSR2')
  expect(pidOf(await engine.get('s', 'other'))).toBe(asking)
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
