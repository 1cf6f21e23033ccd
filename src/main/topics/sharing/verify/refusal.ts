import { appError, type AppError } from '../../../../contract/errors.ts'
import type { Refusal } from '../../../../shared/sharing/refusals.ts'

/** The error for a history that is not accepted; which commit that is and who signed it follow where they are known. */
export const refused = (why: Refusal, { commit = '', by = '', words = '' } = {}): AppError =>
  appError('history_refused', { why, commit, by, words })
