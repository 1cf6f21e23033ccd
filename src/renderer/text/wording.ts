import {
  type FieldError,
  type FieldErrors,
  type FieldMessages,
  messagesOf,
  type ReasonValues,
} from '../../contract/errors.ts'
import { type ErrorSentences, isErrorReason } from '../../shared/reasons/error-reasons.ts'
import type { FieldSentences } from '../../shared/reasons/field-reasons.ts'
import * as errors from './en/errors.ts'
import * as fieldErrors from './en/field-errors.ts'
import { inLanguage } from './language.ts'

type Sentence = (values: unknown) => string

const NO_MESSAGES: FieldMessages = {}

/** What the words of an error, or of the state of a key, are made of. */
interface Wordable {
  reason?: string | null | undefined
  values?: ReasonValues | null | undefined
  message: string
}

/** The functions that word errors in one language, from its sentences for every reason. */
export function createWording(errors: ErrorSentences, fieldErrors: FieldSentences) {
  // A field drops the list that it has shown once something is typed, so the same errors need the same lists.
  const lists = new WeakMap<FieldErrors, FieldMessages>()
  const wordFields = (fields: FieldErrors): FieldMessages =>
    messagesOf(fields, ({ reason, values }: FieldError) => (fieldErrors[reason] as Sentence)(values))
  return {
    /** A whole error in the language of the screens; in English where a reason, as of a newer program, has no words here. */
    errorMessage: ({ reason, values, message }: Wordable): string =>
      reason && isErrorReason(reason) && values ? (errors[reason] as Sentence)(values) : message,

    /** What is wrong with fields, in the language of the screens, by dotted path; the same lists for the same fields. */
    fieldMessages(fields: FieldErrors | undefined): FieldMessages {
      if (!fields) return NO_MESSAGES
      const messages = lists.get(fields) ?? wordFields(fields)
      lists.set(fields, messages)
      return messages
    },
  }
}

const { errorsText } = inLanguage(errors)

/** What is wrong with a field, by reason, in the language of the screens. */
export const { fieldErrorsText } = inLanguage(fieldErrors)

export const { errorMessage, fieldMessages } = createWording(errorsText, fieldErrorsText)
