import { AppError, ERROR_CODES } from '../../contract/errors.ts'

/** What a log line may hold. There is no free text: every field has a narrow form of its own. */
export interface LogFields {
  workspaceId?: string
  connectorId?: string
  /** `group.name` of the contract. */
  procedure?: string
  host?: string
  /** A key state. */
  state?: string
  /** A stable word for a cause. */
  reason?: string
  version?: string
  count?: number
  milliseconds?: number
  /** Anything that was thrown: reduced to its kind and its place in the program, without its message. */
  error?: unknown
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const WORD = /^[a-z]{1,20}(_[a-z]{1,20}){0,4}$/
const SHORT_NUMBER = /^\d{1,5}(\.\d{1,5}){2}$/
const PROCEDURE = /^[a-z]{1,20}([A-Z][a-z]{1,20}){0,3}\.[a-z]{1,20}([A-Z][a-z]{1,20}){0,3}$/

const isCount = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e12
const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value)

const ALLOWED: Record<Exclude<keyof LogFields, 'error'>, (value: unknown) => boolean> = {
  workspaceId: matches(UUID),
  connectorId: matches(UUID),
  procedure: matches(PROCEDURE),
  host: matches(/^(electron|http|cli)$/),
  state: matches(/^(CLOSED|READY|LOCKED|UNAVAILABLE|DENIED|LOST|WRONG_KEY)$/),
  reason: matches(WORD),
  version: matches(SHORT_NUMBER),
  count: isCount,
  milliseconds: isCount,
}

const REDACTED = '[redacted]'

/**
 * The fields as they may be written: a value of another form than its field's is replaced, and a field that is not
 * known is left out, so a mistake of a caller cannot print a secret.
 */
export function redactFields(fields: LogFields): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, isAllowed] of Object.entries(ALLOWED)) {
    const value: unknown = fields[name as keyof LogFields]
    if (value !== undefined) result[name] = isAllowed(value) ? value : REDACTED
  }
  if (fields.error !== undefined) result['error'] = describeError(fields.error)
  return result
}

/** What the log may hold of an error: messages may quote what was stored or typed, so they are left out. */
function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const { code } = error as { code?: unknown }
  return {
    kind: matches(/^[A-Z][A-Za-z]{1,30}Error$/)(error.name) ? error.name : 'Error',
    ...(isKnownCode(code) && { code }),
    // The reasons of our own errors are words of the program; other errors may have anything there.
    ...(error instanceof AppError && matches(WORD)(error.reason) && { reason: error.reason }),
    frames: framesOf(error),
    ...(error.cause !== undefined && depth < 3 && { cause: describeError(error.cause, depth + 1) }),
  }
}

const isKnownCode = (code: unknown): boolean =>
  typeof code === 'string' &&
  (Object.hasOwn(ERROR_CODES, code) || /^(SQLITE|ERR)(_[A-Z]{2,12}){1,6}$|^E[A-Z]{3,12}$/.test(code))

const MAX_FRAMES = 20
const FRAME =
  /^ {4}at (?:(?:async |new )?[\w$.<>[\] ]{1,100} \()?(?:file:\/\/|node:|app:\/\/|\/|[A-Z]:\\)[^()\n]{1,300}:\d+:\d+\)?$/

/** The lines of the stack that name a place in the program, after the message, whatever that looks like. */
function framesOf({ stack = '', message }: Error): string[] {
  const end = message === '' ? 0 : stack.indexOf(message)
  // A stack that does not begin with the present message may hold an earlier one, which looks the same as frames.
  if (end < 0) return []
  const lines = stack.slice(end + message.length).split('\n')
  return lines
    .filter((line) => FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim())
}
