import { appError, AppError } from '../../contract/errors.ts'
import type { FileWork } from '../../shared/reasons/store-reasons.ts'

type FileReason = 'missing_directory' | 'no_permission' | 'read_only' | 'disk_full' | 'bad_path' | 'io_error'

const REASONS: Record<string, FileReason> = {
  ENOENT: 'missing_directory',
  ENOTDIR: 'missing_directory',
  EACCES: 'no_permission',
  EPERM: 'no_permission',
  EROFS: 'read_only',
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  ENAMETOOLONG: 'bad_path',
  ELOOP: 'bad_path',
  EEXIST: 'bad_path',
  EISDIR: 'bad_path',
  ERR_FS_EISDIR: 'bad_path',
}

/** The file system's code of an error, empty for any other error. */
export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What the file system's refusal means. */
export const reasonOf = (error: unknown): FileReason => REASONS[errnoOf(error)] ?? 'io_error'

/** An error of the file system at some work on a path, as an `unavailable` error; an AppError stays what it is. */
export const fileError = (work: FileWork, path: string, error: unknown): AppError =>
  error instanceof AppError ? error : appError(reasonOf(error), { work, path, cause: errnoOf(error) })
