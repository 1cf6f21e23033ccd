import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createBoundedWorker, type BoundedWorker } from '../../../../../src/main/schemas/validate/bounded-worker.ts'

type Job = 'echo' | 'loop' | 'hog' | 'throw' | 'exit'

const program = `
  import { parentPort } from 'node:worker_threads'
  const jobs = {
    echo: () => parentPort.postMessage('echo'),
    loop: () => { for (;;); },
    hog: () => { const kept = []; for (;;) kept.push(new Array(1e6).fill(Math.random())) },
    throw: () => { throw new Error('broken') },
    exit: () => process.exit(3),
  }
  parentPort.on('message', (job) => jobs[job]())
  parentPort.postMessage('ready')`
const url = new URL(`data:text/javascript,${encodeURIComponent(program)}`)

const LONG = 60_000
const open: BoundedWorker<never, unknown>[] = []
const workerOf = (at = url) => {
  const worker = createBoundedWorker<Job, string>(at)
  open.push(worker)
  return worker
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((worker) => worker.close()))
})

test('jobs are answered in turn', async () => {
  const worker = workerOf()
  expect(await Promise.all([worker.run('echo', LONG), worker.run('echo', LONG)])).toEqual(['echo', 'echo'])
})

test.each([
  ['computes without end', 'loop', 100],
  ['takes all memory', 'hog', LONG],
  ['throws', 'throw', LONG],
  ['ends the worker', 'exit', LONG],
] as const)('a job that %s has no answer, and the next one has', async (_, job, limit) => {
  const worker = workerOf()
  expect(await Promise.all([worker.run(job, limit), worker.run('echo', LONG)])).toEqual([undefined, 'echo'])
})

test('a job that is under way when the worker closes has no answer', async () => {
  const worker = workerOf()
  await worker.run('echo', LONG)
  const looping = worker.run('loop', LONG)
  await nextTurn()
  await worker.close()
  expect(await looping).toBeUndefined()
})

test('what cannot be sent is an error of the caller, and the worker goes on', async () => {
  const worker = createBoundedWorker<unknown, string>(url)
  open.push(worker)
  await expect(worker.run(() => undefined, LONG)).rejects.toThrow('could not be cloned')
  expect(await worker.run('echo', LONG)).toBe('echo')
})

test('a worker file that is not there is an error for each job', async () => {
  const worker = workerOf(new URL('file:///nowhere/worker.js'))
  await expect(worker.run('echo', LONG)).rejects.toThrow('nowhere')
  await expect(worker.run('echo', LONG)).rejects.toThrow('nowhere')
})
