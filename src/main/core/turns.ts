import { setImmediate as nextTurn } from 'node:timers/promises'

/** Long enough to get something done, short enough that nobody feels it. */
const SLICE_MS = 10

/** To be awaited between the steps of long work; lets everything else go on as soon as the work has taken its slice. */
export function createTurns(): () => Promise<void> | undefined {
  let sliceStart = performance.now()
  const pause = async () => {
    await nextTurn()
    sliceStart = performance.now()
  }
  return () => (performance.now() - sliceStart < SLICE_MS ? undefined : pause())
}
