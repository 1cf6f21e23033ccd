import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** What is published about a version: its files with their checksums, until when that counts, and the signature. */
export type Published = object & { signature?: unknown; validUntil?: unknown }

/** What a signature is for, so one over anything else is never taken for it. */
const PURPOSE = 'A version of Patchbay\n'

/**
 * How many days a signed statement counts. Somebody who holds back newer ones can show an old one for
 * no longer than this, and the publisher must renew it in less.
 */
const VALID_DAYS = 90

const DAY_MS = 24 * 60 * 60 * 1000

/** The end of a statement that is signed, or of a package that is built, at an instant: ISO 8601 in UTC. */
export const validUntil = (from: Date): string => new Date(from.getTime() + VALID_DAYS * DAY_MS).toISOString()

/** Signs everything that is published about a version. */
export const signatureOf = (published: Published, privateKey: KeyObject): string =>
  sign(null, signedContent(published), privateKey).toString('base64')

/** Whether everything that is published about a version was signed with this key (Ed25519, as base64 of its SPKI form). */
export function isSignedFor(publicKey: string, published: Published): boolean {
  if (typeof published.signature !== 'string') return false
  const signature = Buffer.from(published.signature, 'base64')
  // One signature has one text, where base64 would allow several.
  if (signature.toString('base64') !== published.signature) return false
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return verify(null, signedContent(published), key, signature)
}

/** The end of a signed statement as an instant, ISO 8601 in UTC; null for one without an end, which counts as not signed. */
export function endOf({ validUntil: end }: Published): string | null {
  const time = typeof end === 'string' ? Date.parse(end) : Number.NaN
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** All fields but the signature, written in the same way whatever their order. */
function signedContent({ signature: _, ...content }: Published): Buffer {
  const ordered = (_name: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  return Buffer.from(PURPOSE + JSON.stringify(content, ordered))
}
