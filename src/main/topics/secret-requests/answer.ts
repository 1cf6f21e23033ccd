import { createHash } from 'node:crypto'
import * as z from 'zod'
import { appError } from '../../../contract/errors.ts'
import { Id } from '../../../contract/common.ts'
import { jsonOf } from '../../../shared/json.ts'
import { MAX_ASKED_VALUE } from '../../../shared/limits.ts'
import { shortCode } from '../../../shared/text/short-code.ts'

/** The newest format that this program reads; the page of a request writes it. */
const VERSION = 1

/** What the page encrypts. */
const Answer = z.strictObject({
  format: z.literal('patchbay-answer'),
  version: z.literal(VERSION),
  request: Id,
  values: z.record(z.string().max(500), z.string().min(1).max(MAX_ASKED_VALUE)),
})

const Start = z.object({ format: z.literal('patchbay-answer'), version: z.number() })

/** The request that an answer names in the open, in a stanza of its age header that no other program minds. */
const REQUEST = /^-> patchbay-request ([0-9a-f-]{36})$/m

/** More than a header with one recipient has. */
const MAX_HEADER = 2048

/** An answer as it came, still encrypted. */
export interface SealedAnswer {
  /** The id of its request. */
  request: string
  bytes: Uint8Array
  /** What the page has shown beside the file. */
  code: string
}

/** A new key for one request: an age identity, and the recipient that answers are encrypted for. */
export async function createRequestKey(): Promise<{ privateKey: string; recipient: string }> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption')
  const privateKey = await generateX25519Identity()
  return { privateKey, recipient: await identityToRecipient(privateKey) }
}

/** The code of a request: of its id and key, so a page with another key has another code. */
export const requestCode = ({ id, recipient }: { id: string; recipient: string }): string =>
  codeOf(`patchbay secret request 1\n${id}\n${recipient}`)

const codeOf = (content: string | Uint8Array) => shortCode(createHash('sha256').update(content).digest())

/** Reads which request a file answers, without opening it. Throws `invalid` where it is no answer. */
export async function readAnswer(text: string): Promise<SealedAnswer> {
  const { armor } = await import('age-encryption')
  let bytes: Uint8Array
  try {
    // Mail programs write other line ends.
    bytes = armor.decode(text.replaceAll('\r\n', '\n').trim())
  } catch {
    throw appError('answer_damaged')
  }
  const [header = ''] = Buffer.from(bytes.subarray(0, MAX_HEADER)).toString('latin1').split('\n---', 1)
  const request = header.startsWith('age-encryption.org/v1\n') ? REQUEST.exec(header)?.[1] : undefined
  if (request === undefined) throw appError('answer_damaged')
  return { request, bytes, code: codeOf(bytes) }
}

/** The values of an answer by their paths. Throws `invalid` where the key does not open it, or what is in it is no answer. */
export async function openAnswer(
  { request, bytes }: SealedAnswer,
  privateKey: string,
): Promise<Record<string, string>> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  decrypter.addIdentity(privateKey)
  let text: string
  try {
    text = await decrypter.decrypt(bytes, 'text')
  } catch {
    throw appError('answer_other_key')
  }
  const value = jsonOf(text)
  const start = Start.safeParse(value)
  if (start.success && start.data.version > VERSION) throw appError('answer_newer')
  const answer = Answer.safeParse(value)
  if (!answer.success || answer.data.request !== request) throw appError('answer_damaged')
  return answer.data.values
}
