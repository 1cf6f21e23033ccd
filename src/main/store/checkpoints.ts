import type { Store } from './open.ts'
import { sqliteCodeOf } from './files/sqlite-errors.ts'

/** How long what was replaced or deleted may stay in the log. */
const WITHIN_MS = 500

export interface Checkpoints {
  /** Called after a change: empties the log soon. */
  soon(): void
  close(): void
}

/**
 * Moves changes from the write-ahead log into the database and empties the log soon after they were made. Without it a
 * secret that was replaced or deleted stays in the log until the program ends, and a copy of the database file alone
 * lacks the newest changes. What is overwritten in the database itself is zeroed by `secure_delete`.
 */
export function createCheckpoints({ sqlite }: Store): Checkpoints {
  const patience = sqlite.pragma('busy_timeout', { simple: true }) as number
  let timer: NodeJS.Timeout | null = null

  /** Answers false where a reader holds the log; nobody waits for it. */
  const emptyLog = (): boolean => {
    sqlite.pragma('busy_timeout = 0')
    try {
      const [result] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
      return result?.busy === 0
    } catch (error) {
      if (sqliteCodeOf(error) === '') throw error
      // A full disk and the like; the next change tries again.
      return true
    } finally {
      sqlite.pragma(`busy_timeout = ${patience}`)
    }
  }

  const soon = () => {
    timer ??= setTimeout(() => {
      timer = null
      if (sqlite.open && !emptyLog()) soon()
    }, WITHIN_MS).unref()
  }

  return {
    soon,
    close: () => {
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
