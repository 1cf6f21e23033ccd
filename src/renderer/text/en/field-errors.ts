import { fieldReasons, type FieldSentences } from '../../../shared/reasons/field-reasons.ts'

/** What is wrong with a field, by reason; the English sentences are those of REST and the command line. */
export const fieldErrorsText: FieldSentences = fieldReasons
