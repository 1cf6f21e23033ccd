import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
/** How many nonces are made at once. */
const NONCES = 256
const TAG_BYTES = 16
const LENGTH_BYTES = 4
/** Plaintexts are padded to steps of this many bytes, so an envelope tells little about its secret's length. */
const STEP_BYTES = 256

/** What an envelope is bound to; it opens nowhere else. */
export type Binding = readonly (string | number)[]

/**
 * Encrypts a JSON value: `enc1:<key version>:<base64url of nonce, ciphertext and tag>`, AES-256-GCM with a random
 * 96-bit nonce (NIST SP 800-38D) and the binding as additional authenticated data.
 */
export function seal(key: KeyObject, version: number, binding: Binding, value: unknown): string {
  const nonce = nextNonce()
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(additionalData(binding))
  const plaintext = pad(value)
  const body = [nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]
  plaintext.fill(0)
  return `enc1:${version}:${Buffer.concat(body).toString('base64url')}`
}

/** Nonces that are not used yet; they are no secrets, and asking the system for each takes as long as encrypting. */
let nonces = Buffer.alloc(0)

function nextNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(NONCE_BYTES * NONCES)
  const nonce = nonces.subarray(0, NONCE_BYTES)
  nonces = nonces.subarray(NONCE_BYTES)
  return nonce
}

/** The JSON value inside an envelope; null when it is not this key's, was moved, or was changed in any bit. */
export function unseal(key: KeyObject, binding: Binding, envelope: string): { value: unknown } | null {
  const body = parse(envelope)?.body
  if (!body) return null
  // Without authTagLength Node accepts tags of 4 bytes.
  const decipher = createDecipheriv(CIPHER, key, body.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(additionalData(binding))
  decipher.setAuthTag(body.subarray(-TAG_BYTES))
  const plaintext = decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES))
  try {
    decipher.final()
    return unpad(plaintext)
  } catch {
    return null
  } finally {
    plaintext.fill(0)
  }
}

/** The key version that an envelope names; null when it is not an envelope. */
export const envelopeVersion = (envelope: string): number | null => parse(envelope)?.version ?? null

/** Whether a text has the form of an envelope, so a key might open it. */
export const isEnvelope = (text: string): boolean => parse(text) !== null

/** Strict: one spelling per envelope, so a changed text never passes as the same bytes. */
function parse(envelope: string): { version: number; body: Buffer } | null {
  const [, version, text] = /^enc1:([1-9][0-9]{0,8}):([A-Za-z0-9_-]+)$/.exec(envelope) ?? []
  if (version === undefined || text === undefined) return null
  const body = Buffer.from(text, 'base64url')
  const padded = body.length - NONCE_BYTES - TAG_BYTES
  if (padded <= 0 || padded % STEP_BYTES !== 0 || body.toString('base64url') !== text) return null
  return { version: Number(version), body }
}

const additionalData = (binding: Binding) => Buffer.from(JSON.stringify(binding))

function pad(value: unknown): Buffer {
  const json = JSON.stringify(value)
  const length = Buffer.byteLength(json)
  const padded = Buffer.alloc(paddedLength(length))
  padded.writeUInt32BE(length)
  padded.write(json, LENGTH_BYTES)
  return padded
}

function unpad(padded: Buffer): { value: unknown } | null {
  const length = padded.readUInt32BE()
  if (padded.length !== paddedLength(length)) return null
  if (padded.subarray(LENGTH_BYTES + length).some((byte) => byte !== 0)) return null
  return { value: JSON.parse(padded.toString('utf8', LENGTH_BYTES, LENGTH_BYTES + length)) as unknown }
}

const paddedLength = (length: number) => Math.ceil((LENGTH_BYTES + length) / STEP_BYTES) * STEP_BYTES
