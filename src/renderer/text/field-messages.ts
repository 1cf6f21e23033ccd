import { type FieldError, type FieldErrors, type FieldMessages, messagesOf } from '../../contract/errors.ts'
import { fieldErrorsText } from './en/field-errors.ts'

/** What is wrong with fields, in the language of the screens, by dotted path. */
export const fieldMessages = (fields: FieldErrors | undefined): FieldMessages => messagesOf(fields ?? {}, word)

const word = ({ reason, values }: FieldError): string => {
  const sentence = fieldErrorsText[reason] as (input: unknown) => string
  return sentence(values)
}
