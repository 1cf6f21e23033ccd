import { type ErrorSentences, errorSentences } from '../../../shared/reasons/error-reasons.ts'

/** Why a call fails, by reason; the English sentences are those of REST and the command line. */
export const errorsText: ErrorSentences = errorSentences
