import { setTimeout as wait } from 'node:timers/promises'
import { isBusy } from './store/sqlite-errors.ts'

/** How long a call waits in all for another program to let go of the database. */
const GIVE_UP_AFTER_MS = 5000
/** As long as SQLite's own busy timeout, so that the event loop is free for at least half of the time. */
const PAUSE_MS = 250

/** Runs again what failed because another program held the database, while `mayRepeat` allows it. */
export async function retryWhileBusy<T>(run: () => Promise<T>, mayRepeat: () => boolean): Promise<T> {
  const end = performance.now() + GIVE_UP_AFTER_MS - PAUSE_MS
  for (;;)
    try {
      return await run()
    } catch (error) {
      if (!isBusy(error) || !mayRepeat() || performance.now() > end) throw error
      await wait(PAUSE_MS)
    }
}
