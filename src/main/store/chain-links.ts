import { Worker } from 'node:worker_threads'
import { appError } from '../../contract/errors.ts'
import { createLinks } from './chain.ts'

/** Up to so many rows the start of a thread takes longer than their hashes. */
const MAX_HERE = 10_000

interface Links {
  /** The answers of `createLinks` to some pages, in the order of all calls. */
  otherPlaces(pages: string[]): Promise<number[][]>
  close(): Promise<unknown>
}

/** Computes the hashes of so many rows, on a thread of its own where that is worth it. */
export const startLinks = (workerUrl: URL, rows: number): Links => (rows > MAX_HERE ? inThread(workerUrl) : here())

function here(): Links {
  const otherPlaces = createLinks()
  return {
    otherPlaces: (pages) => Promise.resolve(pages.map(otherPlaces)),
    close: () => Promise.resolve(),
  }
}

function inThread(workerUrl: URL): Links {
  const worker = new Worker(workerUrl)
  const waiting: { resolve: (places: number[][]) => void; reject: (error: unknown) => void }[] = []
  const end = (error: unknown) => {
    for (const { reject } of waiting.splice(0)) reject(error)
  }
  worker.on('message', (places: number[][]) => waiting.shift()?.resolve(places))
  worker.once('error', end)
  worker.once('exit', () => end(appError('check_ended')))
  return {
    otherPlaces: (pages) => {
      const answer = new Promise<number[][]>((resolve, reject) => waiting.push({ resolve, reject }))
      // Several answers wait at a time, and who waits for the first one fails with it.
      answer.catch(() => undefined)
      worker.postMessage(pages)
      return answer
    },
    close: () => worker.terminate(),
  }
}
