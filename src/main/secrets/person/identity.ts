import { createHash } from 'node:crypto'
import { Name } from '../../../contract/common.ts'
import type { PublicKeys } from './keys.ts'

/** What somebody hands out to be invited by others. It holds no secret. */
export interface PersonIdentity extends PublicKeys {
  name: string
}

const START = 'patchbay1:'
const KEY_BYTES = 32
const CHECK_BYTES = 4
const MAX_LENGTH = 2000

/**
 * An identity as one line: `patchbay1:` and the base64url of the X25519 key, the Ed25519 key, the first 4 bytes of the SHA-256
 * of both and the name, and the name.
 */
export function formatIdentity({ name, x25519, ed25519 }: PersonIdentity): string {
  const keys = Buffer.concat([Buffer.from(x25519, 'base64url'), Buffer.from(ed25519, 'base64url')])
  const text = Buffer.from(name)
  return START + Buffer.concat([keys, checkOf(keys, text), text]).toString('base64url')
}

/** The identity in a line, which a mail may have broken; null where it is damaged or none. */
export function parseIdentity(line: string): PersonIdentity | null {
  const text = line.slice(0, MAX_LENGTH).replaceAll(/\s/g, '')
  if (!text.startsWith(START)) return null
  const bytes = Buffer.from(text.slice(START.length), 'base64url')
  const keys = bytes.subarray(0, 2 * KEY_BYTES)
  const check = bytes.subarray(2 * KEY_BYTES, 2 * KEY_BYTES + CHECK_BYTES)
  const nameBytes = bytes.subarray(2 * KEY_BYTES + CHECK_BYTES)
  if (keys.length < 2 * KEY_BYTES || !checkOf(keys, nameBytes).equals(check)) return null
  const name = Name.safeParse(nameBytes.toString())
  if (!name.success) return null
  return {
    name: name.data,
    x25519: keys.subarray(0, KEY_BYTES).toString('base64url'),
    ed25519: keys.subarray(KEY_BYTES).toString('base64url'),
  }
}

const checkOf = (keys: Buffer, name: Buffer): Buffer =>
  createHash('sha256').update(keys).update(name).digest().subarray(0, CHECK_BYTES)
