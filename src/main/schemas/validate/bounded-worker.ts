import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

export interface BoundedWorker<Job, Answer> {
  /** The answer; undefined when the job computed for more than `limit` milliseconds or took too much memory. */
  run(job: Job, limit: number): Promise<Answer | undefined>
  /** Ends the worker; a job that is under way is given up. */
  close(): Promise<void>
}

const MAX_MEMORY_MB = 512

/** How many times its limit a job may wait for a processor on a busy computer. */
const PATIENCE = 40

/** Milliseconds between two looks at how much a worker has computed. */
const MIN_WAIT = 5

/**
 * A worker thread for untrusted work. It starts with the first job, does one job at a time, and is replaced when a job
 * computes for too long. An idle worker does not keep the process alive. The worker's file must post one message when
 * it is ready, and one for each job.
 */
export function createBoundedWorker<Job, Answer>(url: URL): BoundedWorker<Job, Answer> {
  let thread: Promise<Worker> | undefined
  let last: Promise<unknown> = Promise.resolve()
  let isClosed = false

  const stop = async () => {
    const stopping = thread
    thread = undefined
    const worker = await stopping?.catch(() => undefined)
    await worker?.terminate()
  }

  const runNow = async (job: Job, limit: number): Promise<Answer | undefined> => {
    if (isClosed) throw new Error('The worker is closed')
    thread ??= startWorker(url)
    const worker = await thread.catch((error) => {
      thread = undefined
      throw error
    })
    worker.postMessage(job)
    worker.ref()
    const settled = new AbortController()
    const { signal } = settled
    try {
      const answered = once(worker, 'message', { signal })
      const ended = once(worker, 'exit', { signal }).then(() => undefined)
      const answer = await Promise.race([answered, ended, overrunOf(worker, limit, signal)])
      if (answer) return answer[0] as Answer
    } catch {
      // The worker ended with an error, for example out of memory: the job has no answer.
    } finally {
      settled.abort()
      worker.unref()
    }
    await stop()
    return undefined
  }

  return {
    run: (job, limit) => {
      const turn = last.then(() => runNow(job, limit))
      last = turn.catch(() => undefined)
      return turn
    },
    close: async () => {
      isClosed = true
      await stop()
    },
  }
}

async function startWorker(url: URL): Promise<Worker> {
  // The worker needs nothing of the process that starts it.
  const worker = new Worker(url, { execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB } })
  // An error between two jobs shows in the next one; without a listener it would end the process.
  worker.on('error', () => undefined)
  await once(worker, 'message')
  worker.unref()
  return worker
}

/** Settles when the worker has computed for longer than the limit; waiting for a processor does not count. */
async function overrunOf(worker: Worker, limit: number, signal: AbortSignal): Promise<undefined> {
  const before = await computedBy(worker)
  const deadline = performance.now() + limit * PATIENCE
  for (let remaining = limit; remaining > 0 && performance.now() < deadline;) {
    await delay(Math.max(remaining, MIN_WAIT), undefined, { signal })
    remaining = limit - ((await computedBy(worker)) - before)
  }
}

/** Milliseconds that a worker has computed; Node before 24.6 cannot tell, and there the time that passes counts. */
async function computedBy(worker: Worker): Promise<number> {
  if (!('cpuUsage' in worker)) return performance.now()
  const { user, system } = await worker.cpuUsage()
  return (user + system) / 1000
}
