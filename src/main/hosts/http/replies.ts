import { type IncomingMessage, STATUS_CODES } from 'node:http'
import { appError, type AppError, type ErrorBody, plainError, type Reply, statusOf } from '../../../contract/errors.ts'
import type { Place } from '../../../shared/path.ts'
import { parseJsonBytes } from '../../core/json-bytes.ts'
import { assertNumbersAreKept } from '../../core/plain-json.ts'
import { MAX_MESSAGE } from '../limits.ts'

/**
 * Problem details (RFC 9457) with code, reason, values and the sentences of fields as further members; `error` has the same
 * as the command line prints it.
 */
export function errorResponse(
  failure: AppError | ErrorBody,
  headers: Record<string, string> = {},
  more = {},
): Response {
  const error = plainError('toBody' in failure ? failure.toBody() : failure)
  const { code, reason, values, message: detail, fields } = error
  const status = statusOf(failure)
  const problem = { type: 'about:blank', title: STATUS_CODES[status], status, detail, code, reason, values }
  return Response.json(
    { ...problem, ...(fields && { fields }), ...more, error },
    { status, headers: { ...headers, 'Content-Type': 'application/problem+json' } },
  )
}

/** The bare value, or the error with its status: what REST answers. */
export const restResponse = (reply: Reply): Response =>
  reply.ok ? Response.json(reply.value ?? null) : errorResponse(reply.error)

/**
 * Uses the JSON body of a request, in which the passphrases at these places are bytes until the work is done; an empty one
 * is an empty object. Throws `invalid`.
 */
export async function withJson<T>(
  incoming: IncomingMessage,
  places: readonly Place[],
  work: (value: unknown) => Promise<T>,
): Promise<T> {
  const { value, passphrases, text } = await parseBody(incoming, places)
  try {
    assertNumbersAreKept(text)
    return await work(value)
  } finally {
    for (const bytes of passphrases) bytes.fill(0)
  }
}

async function parseBody(incoming: IncomingMessage, places: readonly Place[]) {
  const body = await readBody(incoming)
  try {
    return body.length === 0 ? { value: {}, passphrases: [], text: '' } : parseJsonBytes(body, places)
  } catch (error) {
    throw error instanceof SyntaxError ? appError('bad_body') : error
  } finally {
    // It may hold a passphrase or a secret.
    body.fill(0)
  }
}

/** The bytes of a body, of which no other copy stays. Throws `invalid` for one that is too large. */
async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const tooLarge = () => appError('large_request')
  if (Number(incoming.headers['content-length'] ?? 0) > MAX_MESSAGE) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > MAX_MESSAGE) throw tooLarge()
    }
    return Buffer.concat(chunks)
  } finally {
    for (const chunk of chunks) chunk.fill(0)
  }
}
