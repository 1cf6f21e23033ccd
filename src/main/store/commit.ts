import { setTimeout as wait } from 'node:timers/promises'
import type { Change } from '../../contract/client.ts'
import type { Changes } from '../core/changes.ts'
import type { Store } from './open.ts'
import { isBusy, toStoreError } from './files/sqlite-errors.ts'

/** How long a transaction waits in all for another program to let go of the database. */
const GIVE_UP_AFTER_MS = 5000
/** As long as SQLite's own busy timeout, so the event loop is free for at least half of the time. */
const PAUSE_MS = 250

/**
 * Runs a change of the data in one transaction and then announces it. While another program holds the database the
 * transaction alone is tried again: what the call did before it is not repeated. `run` is synchronous and may be called
 * several times, of which all but the last leave nothing in the database.
 * Throws what `run` throws, and `unavailable` with a StoreReason for what SQLite reports.
 */
export type Commit = <T>(run: () => T, ...news: Change[]) => Promise<T>

/** `isClosing` ends the waiting for another program; `onCommit` is called after every transaction. */
export function createCommit(
  { sqlite }: Store,
  {
    changes,
    isClosing = () => false,
    onCommit,
  }: { changes?: Changes; isClosing?: () => boolean; onCommit?: () => void } = {},
): Commit {
  // The lock for writing is taken first, so `run` does nothing while another program holds it.
  const transact = sqlite.transaction((run: () => unknown) => run()).immediate

  const whenFree = async <T>(attempt: () => T): Promise<T> => {
    const end = performance.now() + GIVE_UP_AFTER_MS - PAUSE_MS
    for (;;)
      try {
        return attempt()
      } catch (error) {
        if (!isBusy(error) || isClosing() || performance.now() > end) throw toStoreError(error, sqlite.name)
        await wait(PAUSE_MS)
      }
  }

  return async <T>(run: () => T, ...news: Change[]): Promise<T> => {
    const result = await whenFree(() => transact(run) as T)
    onCommit?.()
    for (const change of news) changes?.emit(change)
    return result
  }
}
