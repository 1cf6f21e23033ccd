import { AppError } from '../../contract/errors.ts'
import type { StoreReason } from '../../contract/store-reasons.ts'

const CAUSES: Record<string, [reason: StoreReason, words: string]> = {
  ENOENT: ['missing_directory', 'the directory does not exist'],
  ENOTDIR: ['missing_directory', 'a part of the path is not a directory'],
  EACCES: ['no_permission', 'permission denied'],
  EPERM: ['no_permission', 'permission denied'],
  EROFS: ['read_only', 'the disk is read-only'],
  ENOSPC: ['disk_full', 'the disk is full'],
  EDQUOT: ['disk_full', 'the disk quota is used up'],
  ENAMETOOLONG: ['bad_path', 'the name is too long'],
  ELOOP: ['bad_path', 'the path has a loop of links'],
  EEXIST: ['bad_path', 'a file has that name'],
  EISDIR: ['bad_path', 'it is a directory'],
  ERR_FS_EISDIR: ['bad_path', 'it is a directory'],
}

/** The file system's code of an error, empty for any other error. */
export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What the file system's refusal means: a stable reason and words for people. */
export function causeOf(error: unknown): { reason: StoreReason; words: string } {
  const code = errnoOf(error)
  const [reason, words] = CAUSES[code] ?? ['io_error' as const, `the system reports ${code || 'an unknown error'}`]
  return { reason, words }
}

/** `<what>: <cause>` as an `unavailable` error with its reason; an AppError stays what it is. */
export function fileError(what: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const { reason, words } = causeOf(error)
  return new AppError('unavailable', `${what}: ${words}`, { reason })
}
