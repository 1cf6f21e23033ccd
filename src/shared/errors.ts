import { type ErrorReason, errorReasons, type ErrorSentences } from './reasons/error-reasons.ts'
import type { FileFault } from './files/file-faults.ts'
import type { ErrorEntry } from './reasons/error-reason.ts'
import { type FieldReason, fieldReasons } from './reasons/field-reasons.ts'

/** Every error code with the HTTP status and the command-line exit code that it becomes. */
export const ERROR_CODES = {
  invalid: { status: 422, exit: 2 },
  unauthenticated: { status: 401, exit: 3 },
  forbidden: { status: 403, exit: 3 },
  not_found: { status: 404, exit: 4 },
  conflict: { status: 409, exit: 5 },
  locked: { status: 423, exit: 6 },
  unavailable: { status: 503, exit: 7 },
  internal: { status: 500, exit: 1 },
} as const

/** The HTTP status of an error. */
export const statusOf = ({ code, reason }: Pick<ErrorBody, 'code' | 'reason'>): number => {
  const entry: ErrorEntry = errorReasons[reason]
  return entry.status ?? ERROR_CODES[code].status
}

export type ErrorCode = keyof typeof ERROR_CODES

/** What the sentence of a reason needs; never a secret. */
export type FieldValues = Record<string, string | number | string[]>

/** The same for a whole error, which may be about a file with faults. */
export type ReasonValues = Record<string, FieldValues[string] | FileFault[]>

/** What is wrong with a field: a stable reason with its values, and the English sentence that they make. */
export interface FieldError {
  reason: FieldReason
  values: FieldValues
  message: string
}

/** What is wrong, by the dotted path of the field: one error for each cause. */
export type FieldErrors = Record<string, FieldError[]>

/** Sentences by the dotted path of the field: `{ "config.site_url": ["Enter the site URL"] }`. */
export type FieldMessages = Record<string, string[]>

/** The error of a field for a reason and its values. */
export function fieldError<R extends FieldReason>(
  reason: R,
  ...[values]: Parameters<(typeof fieldReasons)[R]>
): FieldError {
  const sentence = fieldReasons[reason] as (input: unknown) => string
  return { reason, values: { ...values }, message: sentence(values) }
}

/** The sentences of field errors; English ones unless another language words them. */
export const messagesOf = (fields: FieldErrors, word = (error: FieldError): string => error.message): FieldMessages =>
  Object.fromEntries(Object.entries(fields).map(([path, errors]) => [path, errors.map((error) => word(error))]))

/**
 * The error as it crosses a host: a code to branch on, a stable reason with its values, the English sentence that they
 * make and, for forms, what is wrong per field.
 */
export interface ErrorBody {
  code: ErrorCode
  /** Tells apart what shares a code, for example the causes behind `locked`. */
  reason: ErrorReason
  values: ReasonValues
  message: string
  fields?: FieldErrors | undefined
}

/** An error for REST and `--json`, where a field has sentences. */
export type PlainErrorBody = Omit<ErrorBody, 'fields'> & { fields?: FieldMessages }

/** An error without the reasons of its fields. */
export const plainError = ({ fields, ...error }: ErrorBody): PlainErrorBody => ({
  ...error,
  ...(fields && { fields: messagesOf(fields) }),
})

export type Reply = { ok: true; value: unknown } | { ok: false; error: ErrorBody }

/** The one error class: made by `appError` where the cause is known, turned into a reply by dispatch. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly reason: ErrorReason
  readonly values: ReasonValues
  readonly fields?: FieldErrors

  /** The error of a reply, with the sentence that came with it; a new one comes of `appError`. */
  constructor({ code, reason, values, message, fields }: ErrorBody) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.reason = reason
    this.values = values
    if (fields) this.fields = fields
  }

  toBody(): ErrorBody {
    const { code, reason, values, message, fields } = this
    return { code, reason, values, message, ...(fields && { fields }) }
  }
}

interface WithFields {
  fields?: FieldErrors
}

/** The values of a reason, where it has any, and what is wrong with fields. */
type ErrorArguments<Values extends unknown[]> = Values extends [] | [never]
  ? [values?: Record<string, never>, more?: WithFields]
  : [values: Values[0], more?: WithFields]

/** The error for a reason: its code follows from the reason, and its message is the English sentence of the values. */
export function appError<R extends ErrorReason>(
  reason: R,
  ...[values = {}, { fields } = {}]: ErrorArguments<Parameters<ErrorSentences[R]>>
): AppError {
  const { code, sentence } = errorReasons[reason]
  const message = (sentence as (input: unknown) => string)(values)
  return new AppError({ code, reason, values: { ...values }, message, fields })
}
