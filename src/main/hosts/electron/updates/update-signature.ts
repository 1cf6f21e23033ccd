import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** What is published about a version: its files with their checksums, and the signature over all of that. */
export type Published = object & { signature?: unknown }

/** What a signature is for, so one over anything else is never taken for it. */
const PURPOSE = 'A version of Patchbay\n'

/** Signs everything that is published about a version. */
export const signatureOf = (published: Published, privateKey: KeyObject): string =>
  sign(null, signedContent(published), privateKey).toString('base64')

/** Whether everything that is published about a version was signed with this key (Ed25519, as base64 of its SPKI form). */
export function isSignedFor(publicKey: string, published: Published): boolean {
  if (typeof published.signature !== 'string') return false
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return verify(null, signedContent(published), key, Buffer.from(published.signature, 'base64'))
}

/** All fields but the signature, written in the same way whatever their order. */
function signedContent({ signature: _, ...content }: Published): Buffer {
  const ordered = (_name: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  return Buffer.from(PURPOSE + JSON.stringify(content, ordered))
}
