import type { ErrorCode } from '../errors.ts'

/** A reason for which a call fails: the code that follows from it, and its English sentence, which names the way out. */
export interface ErrorEntry {
  code: ErrorCode
  /** The HTTP status, where the code has another one. */
  status?: number
  sentence: (values: never) => string
}
