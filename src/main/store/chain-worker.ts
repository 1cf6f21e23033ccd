import { parentPort } from 'node:worker_threads'
import { createLinks } from './chain.ts'

/** Computes the hashes of pages of the history, in order, on a thread of its own. */
const otherPlaces = createLinks()
parentPort?.on('message', (pages: string[]) => parentPort?.postMessage(pages.map(otherPlaces)))
