import { setImmediate as nextTurn } from 'node:timers/promises'
import { steadyTime } from './steady-time.ts'

/** Long enough to get something done, short enough that nobody feels it. */
const SLICE_MS = 10

/** To be awaited between the steps of long work; lets everything else go on as soon as the work has taken its slice. */
export function createTurns(): () => Promise<void> | undefined {
  let sliceStart: number | null = null
  const pause = async () => {
    await nextTurn()
    sliceStart = steadyTime()
  }
  return () => (steadyTime() - (sliceStart ??= steadyTime()) < SLICE_MS ? undefined : pause())
}
