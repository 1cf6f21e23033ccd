import { randomUUID } from 'node:crypto'
import { appError } from '../../../contract/errors.ts'
import type { CodeFile } from '../../../contract/groups/files/workspace-code.ts'
import type { CodeAuth } from './plan.ts'

/** More than twenty thousand connectors take. */
const MAX_CHARACTERS = 64 * 1024 * 1024
const MAX_UPLOADS = 3
const KEPT_MS = 15 * 60 * 1000

interface Upload {
  actorId: string
  workspaceId: string
  files: Map<string, string>
  auth: CodeAuth
  size: number
  timer: NodeJS.Timeout
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
    uploads.set(id, { actorId, workspaceId, files: new Map(), auth: {}, size: 0, timer })
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
      part: { files: CodeFile[]; auth: CodeAuth },
    ): string {
      const upload = id ?? begin(actorId, workspaceId)
      const target = find(upload, actorId, workspaceId)
      for (const { path, text } of part.files) {
        target.size += text.length
        target.files.set(path, text)
      }
      if (target.size > MAX_CHARACTERS) {
        forget(upload)
        throw appError('large_code', { limit: MAX_CHARACTERS / 1024 / 1024 })
      }
      Object.assign(target.auth, part.auth)
      return upload
    },
    close: () => [...uploads.keys()].forEach(forget),
  }
}
