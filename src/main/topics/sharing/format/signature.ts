import { createHash } from 'node:crypto'
import { isSignatureOf } from '../../../secrets/person/keys.ts'

/** What commits are signed for, so no other signature of a key passes as one. */
const NAMESPACE = 'git'
const START = '-----BEGIN SSH SIGNATURE-----\n'
const END = '-----END SSH SIGNATURE-----\n'
const KEY_BYTES = 32
const SIGNATURE_BYTES = 64

/** A text as the SSH protocol has it: its length in four bytes, and its bytes (RFC 4251, section 5). */
function field(bytes: Buffer | string): Buffer {
  const body = Buffer.from(bytes as string)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, body])
}

const keyBytes = (key: Buffer) => Buffer.concat([field('ssh-ed25519'), field(key)])

/** A public key, base64url of 32 bytes, as one line of OpenSSH. */
export const toSshKey = (ed25519: string): string =>
  `ssh-ed25519 ${keyBytes(Buffer.from(ed25519, 'base64url')).toString('base64')}`

/** What is signed in place of a message, by PROTOCOL.sshsig of OpenSSH. */
const signedBytes = (message: Buffer, namespace: string) =>
  Buffer.concat([
    Buffer.from('SSHSIG'),
    ...[namespace, '', 'sha512'].map(field),
    field(createHash('sha512').update(message).digest()),
  ])

/** All of a signature around the two parts that differ. */
const signatureBytes = (key: Buffer, signature: Buffer, namespace: string) =>
  Buffer.concat([
    Buffer.from('SSHSIG'),
    Buffer.from([0, 0, 0, 1]),
    field(keyBytes(key)),
    ...[namespace, '', 'sha512'].map(field),
    field(Buffer.concat([field('ssh-ed25519'), field(signature)])),
  ])

/** An SSH signature of a message, as `ssh-keygen -Y sign` makes one. `sign` is Ed25519. */
export function sshSignature(
  message: Buffer,
  ed25519: string,
  sign: (bytes: Uint8Array) => Buffer,
  namespace = NAMESPACE,
): string {
  const bytes = signatureBytes(Buffer.from(ed25519, 'base64url'), sign(signedBytes(message, namespace)), namespace)
  return `${START}${bytes.toString('base64').replaceAll(/.{1,70}/g, '$&\n')}${END}`
}

/**
 * The public key, base64url, that made a signature of a message; null where it is none. A signature has one spelling: what
 * it would have to be is built and compared.
 */
export function sshSigner(armoured: string, message: Buffer): string | null {
  if (!armoured.startsWith(START) || !armoured.endsWith(END)) return null
  const text = armoured.slice(START.length, -END.length).replaceAll('\n', '')
  const bytes = Buffer.from(text, 'base64')
  const empty = signatureBytes(Buffer.alloc(KEY_BYTES), Buffer.alloc(SIGNATURE_BYTES), NAMESPACE)
  if (bytes.length !== empty.length || bytes.toString('base64') !== text) return null
  const keyAt = 'SSHSIG'.length + 4 + 4 + keyBytes(Buffer.alloc(0)).length
  const key = bytes.subarray(keyAt, keyAt + KEY_BYTES)
  const signature = bytes.subarray(-SIGNATURE_BYTES)
  if (!signatureBytes(key, signature, NAMESPACE).equals(bytes)) return null
  const ed25519 = key.toString('base64url')
  return isSignatureOf(ed25519, signedBytes(message, NAMESPACE), signature) ? ed25519 : null
}
