import { Worker } from 'node:worker_threads'
import { appError, AppError, type ErrorBody } from '../../../contract/errors.ts'
import type { Damage } from '../../../shared/text/findings.ts'
import type { BackupOptions } from './backup.ts'

export interface StoreTask {
  file: string
  /** Also make a backup, unless the database is damaged. Single rows that cannot be read are no reason against one. */
  backup?: BackupOptions
}

interface TaskResult {
  /** What is wrong with the database, empty when nothing is. */
  damage: Damage[]
  /** The name of the backup that was made. */
  backup: string | null
}

export type TaskReply = TaskResult | { error: ErrorBody }

export type RunStoreTask = (task: StoreTask) => Promise<TaskResult>

/** Checks and copies the database on a thread of its own. Throws `unavailable`. */
export const createStoreTasks =
  (workerUrl: URL): RunStoreTask =>
  async (task) => {
    const worker = new Worker(workerUrl, { workerData: task })
    const reply = await new Promise<TaskReply>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(appError('check_ended')))
    })
    if (!('error' in reply)) return reply
    throw new AppError(reply.error)
  }
