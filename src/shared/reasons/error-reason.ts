import type { ErrorCode } from '../errors.ts'

/** A reason for which a call fails: the code that follows from it, and its English sentence, which names the way out. */
export interface ErrorEntry {
  code: ErrorCode
  /** The HTTP status, where the code has another one. */
  status?: number
  sentence: (values: never) => string
}

/** The sentences of one language for a list of reasons, each a function of the values of its reason. */
export type SentencesOf<Reasons extends Record<string, ErrorEntry>> = {
  [Reason in keyof Reasons]: Reasons[Reason]['sentence']
}
