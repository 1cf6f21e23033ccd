import { diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'
import type { Recipient, Stanza } from 'age-encryption'
import { importPublic, publicText } from './keys.ts'

const INFO = 'age-encryption.org/v1/X25519'
const NONCE_BYTES = 12
const BODY_BYTES = 32

/**
 * The X25519 recipient of age v1 (https://age-encryption.org/v1) on Node's own X25519, for a public key as it is and not as
 * the Bech32 text that the one of age-encryption takes. Wrapping throws where the public key is none.
 */
export const agePersonRecipient = (x25519: string, newStanza: typeof Stanza): Recipient => ({
  wrapFileKey: async (fileKey) => {
    const { chacha20poly1305 } = await import('@noble/ciphers/chacha.js')
    const moment = generateKeyPairSync('x25519')
    const from = publicText(moment.publicKey)
    const key = wrappingKey(moment.privateKey, importPublic('X25519', x25519), from, x25519)
    const body = chacha20poly1305(key, new Uint8Array(NONCE_BYTES)).encrypt(fileKey)
    return [new newStanza(['X25519', toBase64(from)], body)]
  },
})

/** The file key in a stanza for a person; null where it is for somebody else. */
export async function unwrapFileKey(
  { args: [kind, share = ''], body }: Stanza,
  own: { privateKey: KeyObject; x25519: string },
): Promise<Uint8Array | null> {
  if (kind !== 'X25519' || body.length !== BODY_BYTES) return null
  const { chacha20poly1305 } = await import('@noble/ciphers/chacha.js')
  const from = Buffer.from(share, 'base64').toString('base64url')
  try {
    const key = wrappingKey(own.privateKey, importPublic('X25519', from), from, own.x25519)
    return chacha20poly1305(key, new Uint8Array(NONCE_BYTES)).decrypt(body)
  } catch {
    return null
  }
}

function wrappingKey(privateKey: KeyObject, publicKey: KeyObject, from: string, to: string): Uint8Array {
  const secret = diffieHellman({ privateKey, publicKey })
  const salt = Buffer.concat([Buffer.from(from, 'base64url'), Buffer.from(to, 'base64url')])
  const key = new Uint8Array(hkdfSync('sha256', secret, salt, INFO, 32))
  secret.fill(0)
  return key
}

const toBase64 = (base64url: string) => Buffer.from(base64url, 'base64url').toString('base64').replace(/=+$/, '')
