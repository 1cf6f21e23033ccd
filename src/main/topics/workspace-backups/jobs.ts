import { appError } from '../../../contract/errors.ts'
import type { BackupJob } from '../../../contract/groups/workspace-backups.ts'
import { createTurns } from '../../core/turns.ts'

/** What long work on a backup is handed to tell how far it is and to let others work. */
export interface Job {
  /** Begins a part of so many steps; zero where nothing can be counted. */
  begin(phase: BackupJob['phase'], total?: number): void
  /** To be awaited after every step. Throws `conflict` with the reason `cancelled` once the person wants no more of it. */
  step(): Promise<void>
  /** Notes how many secrets could not be read. */
  unreadable(count: number): void
}

/** The long work on backups, one at a time for each account, with its progress and its end. */
export function createBackupJobs() {
  const jobs = new Map<string, BackupJob & { isCancelled: boolean }>()

  return {
    /** What the account's last work is at; null where there was none. */
    progress: (accountId: string): BackupJob | null => jobs.get(accountId) ?? null,

    /** Asks the account's work to stop at its next step; what is written already is undone. */
    cancel: (accountId: string): void => {
      const job = jobs.get(accountId)
      if (job) job.isCancelled = true
    },

    run: async <T>(accountId: string, work: (job: Job) => Promise<T>): Promise<T> => {
      const state: BackupJob & { isCancelled: boolean } = {
        ...{ phase: 'reading', done: 0, total: 0, unreadable: 0 },
        isCancelled: false,
      }
      jobs.set(accountId, state)
      const turn = createTurns()
      try {
        return await work({
          begin: (phase, total = 0) => void Object.assign(state, { phase, total, done: 0 }),
          step: async () => {
            state.done += 1
            await turn()
            if (state.isCancelled) throw appError('cancelled')
          },
          unreadable: (count) => void (state.unreadable = count),
        })
      } finally {
        Object.assign(state, { phase: 'ended', done: state.total })
      }
    },
  }
}

export type BackupJobs = ReturnType<typeof createBackupJobs>
