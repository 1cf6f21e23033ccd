import { randomUUID } from 'node:crypto'
import { appError } from '../../../contract/errors.ts'
import type { CodeProgress } from '../../../contract/groups/files/workspace-code.ts'
import type { CodePiece } from '../../../shared/text/code-files.ts'
import { MAX_CODE } from '../../../shared/limits.ts'
import { createTurns } from '../../core/turns.ts'
import type { CodeAuth, CodeWork } from './plan.ts'

const MAX_UPLOADS = 3
const KEPT_MS = 15 * 60 * 1000

interface Upload {
  actorId: string
  workspaceId: string
  files: Map<string, string>
  auth: CodeAuth
  size: number
  timer: NodeJS.Timeout
  /** The last plan, with how it was asked for: its application need not work it out again. */
  planned: { question: string; work: CodeWork } | null
  /** The work that is running. */
  job: (CodeProgress & { isCancelled: boolean }) | null
}

/** What long work on an upload is handed to tell how far it is and to let others work. */
export interface CodeJob {
  begin(phase: CodeProgress['phase'], total: number): void
  /** To be awaited after every step. Throws `conflict` with the reason `cancelled` once the person wants no more of it. */
  step(count?: number): Promise<void> | undefined
}

/** Files that were handed over piece by piece, in memory until they are applied or old. */
export function createCodeUploads() {
  const uploads = new Map<string, Upload>()

  const forget = (id: string) => {
    clearTimeout(uploads.get(id)?.timer)
    uploads.delete(id)
  }

  const begin = (actorId: string, workspaceId: string): string => {
    const [oldest] = uploads.keys()
    if (uploads.size >= MAX_UPLOADS && oldest !== undefined) forget(oldest)
    const id = randomUUID()
    const timer = setTimeout(forget, KEPT_MS, id).unref()
    uploads.set(id, { actorId, workspaceId, files: new Map(), auth: {}, size: 0, timer, planned: null, job: null })
    return id
  }

  const find = (id: string, actorId: string, workspaceId: string): Upload => {
    const upload = uploads.get(id)
    if (!upload || upload.actorId !== actorId || upload.workspaceId !== workspaceId) throw appError('no_code_upload')
    upload.timer.refresh()
    return upload
  }

  return {
    find,
    forget,
    /** Adds files and secrets; without an id it begins a new upload. Throws `invalid` for too much. */
    add(
      id: string | undefined,
      actorId: string,
      workspaceId: string,
      part: { files: CodePiece[]; auth: CodeAuth },
    ): string {
      const upload = id ?? begin(actorId, workspaceId)
      const target = find(upload, actorId, workspaceId)
      target.planned = null
      for (const { path, text, isMore } of part.files) {
        target.size += text.length
        target.files.set(path, isMore ? (target.files.get(path) ?? '') + text : text)
      }
      if (target.size > MAX_CODE) {
        forget(upload)
        throw appError('large_code', { limit: MAX_CODE / 1024 / 1024 })
      }
      Object.assign(target.auth, part.auth)
      return upload
    },
    /** Runs work on an upload that `progress` shows and `cancel` ends. */
    run: async <T>(upload: Upload, work: (job: CodeJob) => Promise<T>): Promise<T> => {
      const state: NonNullable<Upload['job']> = { phase: 'reading', done: 0, total: 0, isCancelled: false }
      upload.job = state
      const turn = createTurns()
      const assertWanted = () => {
        if (state.isCancelled) throw appError('cancelled')
      }
      try {
        return await work({
          begin: (phase, total) => void Object.assign(state, { phase, total, done: 0 }),
          step: (count = 1) => {
            state.done += count
            return turn()?.then(assertWanted)
          },
        })
      } finally {
        if (upload.job === state) upload.job = null
      }
    },
    close: () => [...uploads.keys()].forEach(forget),
  }
}
