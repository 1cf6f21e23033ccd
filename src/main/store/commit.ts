import { AsyncResource } from 'node:async_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Change } from '../../contract/client.ts'
import type { Changes } from '../core/changes.ts'
import type { Store } from './open.ts'
import { isBusy, toStoreError } from './files/sqlite-errors.ts'

/** How long a transaction waits in all for another program to let go of the database. */
const GIVE_UP_AFTER_MS = 5000
/** As long as SQLite's own busy timeout, so the event loop is free for at least half of the time. */
const PAUSE_MS = 250

/** How long changes are added to one transaction; what else waits goes into the next, after others had a turn. */
const LONGEST_GROUP_MS = 8

/**
 * Runs a change of the data in a transaction and then announces it. Changes that are asked for at the same time share one,
 * as each transaction waits for the disk; where one of them fails, each gets its own. While another program holds the
 * database the transaction alone is tried again: what the call did before it is not repeated. `run` is synchronous and may
 * be called several times, of which all but the last leave nothing in the database.
 * Answers after the transaction is durable. Throws what `run` throws, and `unavailable` with a StoreReason for what SQLite reports.
 */
export type Commit = <T>(run: () => T, ...news: Change[]) => Promise<T>

/** A change that waits for its transaction. */
interface Waiting {
  run: () => unknown
  news: Change[]
  resolve: (result: unknown) => void
  reject: (error: unknown) => void
}

/**
 * `isClosing` ends the waiting for another program; `atEnd` is the last part of every change, inside its transaction; `within`
 * runs what is in a transaction, and `onCommit` is called after each.
 */
export function createCommit(
  { sqlite, assertInPlace }: Store,
  {
    changes,
    isClosing = () => false,
    atEnd,
    within = (run) => run(),
    onCommit,
  }: {
    changes?: Changes
    isClosing?: () => boolean
    atEnd?: () => void
    within?: <T>(run: () => T) => T
    onCommit?: () => void
  } = {},
): Commit {
  // The lock for writing is taken first, so nothing is done while another program holds it.
  const transact = sqlite.transaction((run: () => unknown) => {
    const result = run()
    assertInPlace()
    return result
  }).immediate
  let waiting: Waiting[] = []

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

  /** Answers the results of as many changes as fit into one transaction. */
  const runAll = (group: readonly Waiting[]): unknown[] => {
    const results: unknown[] = []
    const end = performance.now() + LONGEST_GROUP_MS
    for (const { run } of group) {
      if (results.length > 0 && performance.now() > end) break
      results.push(run())
    }
    return results
  }

  const announce = ({ news, resolve, reject }: Waiting, result: unknown) => {
    try {
      for (const change of news) changes?.emit(change)
      resolve(result)
    } catch (error) {
      reject(error)
    }
  }

  const commitTogether = async (group: readonly Waiting[]): Promise<void> => {
    const results = await whenFree(() => transact(() => within(() => runAll(group))) as unknown[]).catch(
      (error: unknown) => {
        if (group.length === 1) group[0]?.reject(error)
        return null
      },
    )
    if (results === null) {
      if (group.length > 1) for (const one of group) await commitTogether([one])
      return
    }
    onCommit?.()
    for (const [index, result] of results.entries()) announce(group[index] as Waiting, result)
    if (results.length < group.length) commitNext(group.slice(results.length))
  }

  const commitNext = (left: readonly Waiting[] = []) =>
    setImmediate(() => {
      const group = [...left, ...waiting]
      waiting = []
      if (group.length > 0) void commitTogether(group)
    })

  return <T>(run: () => T, ...news: Change[]) =>
    new Promise<T>((resolve, reject) => {
      const whole = () => {
        const result = run()
        atEnd?.()
        return result
      }
      if (waiting.length === 0) commitNext()
      // A change belongs to the call that asked for it, also in a group with others.
      const scope = new AsyncResource('Commit')
      waiting.push({ run: () => scope.runInAsyncScope(whole), news, resolve: resolve as Waiting['resolve'], reject })
    })
}
