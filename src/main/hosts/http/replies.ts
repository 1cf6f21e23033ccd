import {
  appError,
  type AppError,
  ERROR_CODES,
  type ErrorBody,
  plainError,
  type Reply,
} from '../../../contract/errors.ts'

import { assertNumbersAreKept } from '../../core/plain-json.ts'

/** `{ "error": … }` with the status that belongs to the code. */
export const errorResponse = (error: AppError | ErrorBody): Response =>
  Response.json(
    { error: plainError('toBody' in error ? error.toBody() : error) },
    { status: ERROR_CODES[error.code].status },
  )

/** The bare value, or the error with its status: what REST answers. */
export const restResponse = (reply: Reply): Response =>
  reply.ok ? Response.json(reply.value ?? null) : errorResponse(reply.error)

/** The JSON body of a request; an empty one is an empty object. Throws `invalid`. */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  // It may hold a passphrase or a secret.
  bytes.fill(0)
  if (text === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw appError('bad_body')
  }
  assertNumbersAreKept(text)
  return value
}
