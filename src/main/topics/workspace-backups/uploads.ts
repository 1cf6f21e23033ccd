import { randomUUID } from 'node:crypto'
import type { Passphrase } from '../../../contract/passphrase.ts'
import { appError } from '../../../contract/errors.ts'
import type { Job } from './jobs.ts'
import type { OpenedBackup } from './format.ts'
import { openBackup, readBackup, withoutArmor } from './read.ts'

/** Far more than ten thousand connectors need. */
const MAX_BYTES = 64 * 1024 * 1024
const MAX_UPLOADS = 3
const KEPT_MS = 15 * 60 * 1000

interface Upload {
  accountId: string
  pieces: Uint8Array[]
  size: number
  opened: OpenedBackup | null
  /** Opens and readings under way. */
  users: number
  timer: NodeJS.Timeout
}

/** Backups that were handed over in pieces, still encrypted, in memory until they are restored, forgotten or old. */
export function createUploads() {
  const uploads = new Map<string, Upload>()

  const forget = (id: string) => {
    const upload = uploads.get(id)
    if (!upload) return
    clearTimeout(upload.timer)
    uploads.delete(id)
    if (upload.users === 0) wipe(upload)
  }

  /** What is forgotten while it is in use keeps its key until the last user is done. */
  const using = async <T>(id: string, upload: Upload, work: () => Promise<T>): Promise<T> => {
    upload.users += 1
    try {
      return await work()
    } finally {
      upload.users -= 1
      if (upload.users === 0 && !uploads.has(id)) wipe(upload)
    }
  }

  const find = (id: string, accountId: string): Upload => {
    const upload = uploads.get(id)
    if (!upload || upload.accountId !== accountId) throw appError('no_upload')
    upload.timer.refresh()
    return upload
  }

  const bytesOf = ({ pieces }: Upload): Uint8Array => Buffer.concat(pieces)

  const begin = (accountId: string): string => {
    const [oldest] = uploads.keys()
    if (uploads.size >= MAX_UPLOADS && oldest !== undefined) forget(oldest)
    const id = randomUUID()
    const timer = setTimeout(forget, KEPT_MS, id).unref()
    uploads.set(id, { accountId, pieces: [], size: 0, opened: null, users: 0, timer })
    return id
  }

  return {
    /** Adds a piece; without an id it begins a new upload. Throws `invalid` for a file that is too large. */
    add: (id: string | undefined, accountId: string, piece: Uint8Array): { upload: string; size: number } => {
      const upload = id ?? begin(accountId)
      const target = find(upload, accountId)
      if (target.opened) throw appError('upload_complete')
      target.size += piece.length
      if (target.size > MAX_BYTES) {
        forget(upload)
        throw appError('large_backup', { limit: MAX_BYTES / 1024 / 1024 })
      }
      target.pieces.push(piece)
      return { upload, size: target.size }
    },

    /** Opens a backup and checks all of it. */
    open: async (id: string, accountId: string, passphrase: Passphrase, job: Job) => {
      const upload = find(id, accountId)
      return using(id, upload, async () => {
        const bytes = await withoutArmor(bytesOf(upload), job.step)
        upload.opened = await openBackup(bytes, passphrase, job.step)
        upload.pieces = [bytes]
        return upload.opened.manifest
      })
    },

    /** What is in a backup that was opened. */
    read: async (id: string, accountId: string, job: Job) => {
      const upload = find(id, accountId)
      const { opened } = upload
      if (!opened) throw appError('backup_not_open')
      return using(id, upload, () => readBackup(bytesOf(upload), opened.fileKey, job.step))
    },

    forget: (id: string, accountId: string) => {
      find(id, accountId)
      forget(id)
    },

    /** Forgets one that was restored and may be forgotten already. */
    restored: forget,

    /** Forgets every backup that was opened, so a lock leaves no key of one behind. */
    lock: () => [...uploads].forEach(([id, { opened, users }]) => (opened || users > 0) && forget(id)),

    close: () => [...uploads.keys()].forEach(forget),
  }
}

const wipe = ({ opened }: Upload) => opened?.fileKey.fill(0)
