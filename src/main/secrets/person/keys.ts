import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import * as z from 'zod'
import { type DataKey, importKey } from '../keys/data-key.ts'
import { type Binding, seal, unseal } from '../keys/envelope.ts'

/** The private halves: X25519 (RFC 7748) unwraps data keys, Ed25519 (RFC 8032) signs. */
export interface PrivateKeys {
  x25519: KeyObject
  ed25519: KeyObject
}

/** The public halves, each base64url of 32 bytes. */
export interface PublicKeys {
  x25519: string
  ed25519: string
}

type Curve = 'X25519' | 'Ed25519'

const START = 'pbperson1:'
const SLOT_INFO = 'patchbay person slot 1'
const PUBLIC_KEY = /^[A-Za-z0-9_-]{43}$/

/** What is read back may come from a hostile file. */
const PersonSlotParams = z.strictObject({
  /** The public key that the slot was made for, so one for an older key of the person is recognised. */
  to: z.string().regex(PUBLIC_KEY),
  /** The public key of the moment. */
  from: z.string().regex(PUBLIC_KEY),
  /** An envelope of the data key under the key that both make. */
  wrapped: z.string().max(1000),
})

export type PersonSlotParams = z.infer<typeof PersonSlotParams>

export const generatePersonKeys = (): PrivateKeys => ({
  x25519: generateKeyPairSync('x25519').privateKey,
  ed25519: generateKeyPairSync('ed25519').privateKey,
})

export const publicKeysOf = ({ x25519, ed25519 }: PrivateKeys): PublicKeys => ({
  x25519: publicText(createPublicKey(x25519)),
  ed25519: publicText(createPublicKey(ed25519)),
})

/** The text that the private halves are stored as, in a keychain or inside a passphrase slot. */
export const toPersonText = ({ x25519, ed25519 }: PrivateKeys): string =>
  `${START}${privateText(x25519)}.${privateText(ed25519)}`

/** The private halves in such a text; null where it is damaged or does not belong to these public keys. */
export function fromPersonText(text: string, publicKeys: PublicKeys): PrivateKeys | null {
  const [x25519, ed25519, ...others] = text.startsWith(START) ? text.slice(START.length).split('.') : []
  if (!x25519 || !ed25519 || others.length > 0) return null
  try {
    const keys = {
      x25519: importPrivate('X25519', x25519, publicKeys.x25519),
      ed25519: importPrivate('Ed25519', ed25519, publicKeys.ed25519),
    }
    const actual = publicKeysOf(keys)
    return actual.x25519 === publicKeys.x25519 && actual.ed25519 === publicKeys.ed25519 ? keys : null
  } catch {
    return null
  }
}

/** The Ed25519 signature of bytes: 64 bytes. */
export const signBytes = ({ ed25519 }: PrivateKeys, bytes: Uint8Array): Buffer => sign(null, bytes, ed25519)

/** The keys that signatures are checked with, as thousands of commits bear the same few names. */
const signingKeys = new Map<string, KeyObject>()
const MOST_SIGNING_KEYS = 100

function signingKey(ed25519: string): KeyObject {
  const known = signingKeys.get(ed25519)
  if (known) return known
  const key = importPublic('Ed25519', ed25519)
  if (signingKeys.size >= MOST_SIGNING_KEYS) signingKeys.clear()
  signingKeys.set(ed25519, key)
  return key
}

/** Whether bytes were signed with the private half of this Ed25519 key. */
export function isSignatureOf(ed25519: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(null, bytes, signingKey(ed25519), signature)
  } catch {
    return false
  }
}

/**
 * The parameters of a person's slot: the data key under a key that X25519 with a key of the moment and HKDF-SHA256 make,
 * bound to the workspace, the key and the person's public key. Throws where the public key is not one of X25519.
 */
export function wrapForPerson(dataKey: DataKey, person: { x25519: string }): PersonSlotParams {
  const moment = generateKeyPairSync('x25519')
  const from = publicText(moment.publicKey)
  const wrappingKey = sharedKey(moment.privateKey, importPublic('X25519', person.x25519), [from, person.x25519])
  const exported = dataKey.key.export()
  const wrapped = seal(wrappingKey, dataKey.version, bindingOf(dataKey, person.x25519), exported.toString('base64url'))
  exported.fill(0)
  return { to: person.x25519, from, wrapped }
}

/** The data key inside a person's slot; null where the slot is not this person's, not this key's, or damaged. */
export function unwrapForPerson(
  which: Omit<DataKey, 'key'>,
  params: unknown,
  { x25519 }: PrivateKeys,
): KeyObject | null {
  const slot = PersonSlotParams.safeParse(params)
  if (!slot.success) return null
  try {
    const wrappingKey = sharedKey(x25519, importPublic('X25519', slot.data.from), [slot.data.from, slot.data.to])
    const opened = unseal(wrappingKey, bindingOf(which, slot.data.to), slot.data.wrapped)
    return typeof opened?.value === 'string' ? importKey(opened.value) : null
  } catch {
    // A public key of few possible secrets is refused by X25519 itself.
    return null
  }
}

function sharedKey(privateKey: KeyObject, publicKey: KeyObject, salt: readonly string[]): KeyObject {
  const secret = diffieHellman({ privateKey, publicKey })
  const derived = Buffer.from(hkdfSync('sha256', secret, Buffer.from(salt.join('.')), SLOT_INFO, 32))
  const key = createSecretKey(derived)
  secret.fill(0)
  derived.fill(0)
  return key
}

const bindingOf = ({ workspaceId, keyId, version }: Omit<DataKey, 'key'>, to: string): Binding => [
  'person slot',
  1,
  workspaceId,
  keyId,
  version,
  to,
]

/** The key object of a public key. Throws where the text is none. */
export const importPublic = (crv: Curve, x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv, x }, format: 'jwk' })

const importPrivate = (crv: Curve, d: string, x: string): KeyObject =>
  createPrivateKey({ key: { kty: 'OKP', crv, d, x }, format: 'jwk' })

export const publicText = (key: KeyObject): string => key.export({ format: 'jwk' }).x ?? ''
const privateText = (key: KeyObject): string => key.export({ format: 'jwk' }).d ?? ''
