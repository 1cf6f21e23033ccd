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

export type ErrorCode = keyof typeof ERROR_CODES

/** Messages per field, keyed by a dotted path: `{ "config.site_url": ["is required"] }`. */
export type FieldErrors = Record<string, string[]>

/** The error as it crosses a host: a code to branch on, a sentence to show and, for forms, messages per field. */
export interface ErrorBody {
  code: ErrorCode
  message: string
  fields?: FieldErrors
  /** Tells apart what shares a code, for example the key state behind `locked`. */
  reason?: string
}

export type Reply = { ok: true; value: unknown } | { ok: false; error: ErrorBody }

/** The one error class: thrown where the cause is known, turned into a reply by dispatch. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields?: FieldErrors
  readonly reason?: string

  constructor(code: ErrorCode, message: string, more: { fields?: FieldErrors; reason?: string } = {}) {
    super(message)
    this.name = 'AppError'
    this.code = code
    if (more.fields) this.fields = more.fields
    if (more.reason) this.reason = more.reason
  }

  toBody(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      ...(this.fields && { fields: this.fields }),
      ...(this.reason && { reason: this.reason }),
    }
  }
}
