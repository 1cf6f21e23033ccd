import { randomBytes } from 'node:crypto'
import type { Identity, Recipient, Stanza } from 'age-encryption'
import type { Passphrase } from '../../../contract/passphrase.ts'
import { SCRYPT_COST } from '../../../shared/limits.ts'
import { stretchPassphrase } from './slot.ts'
import { asTyped, spellingsOf } from './spellings.ts'

/** A file may come from anybody, so the work it asks for is bounded: 256 MiB. `age` itself writes 18. */
const MAX_WORK_FACTOR = 18
const SALT_BYTES = 16
const TAG_BYTES = 16
const NONCE_BYTES = 12
const FILE_KEY_BYTES = 16
const LABEL = 'age-encryption.org/v1/scrypt'

/** Why a file's key was not opened. */
export type PassphraseProblem = 'no_passphrase_file' | 'work_too_high' | 'wrong_passphrase'

/**
 * The passphrase recipient of age v1 (https://age-encryption.org/v1) on Node's own scrypt, which works off the main
 * thread, where the one of age-encryption would hold up everything for seconds. Takes the passphrase as it was typed,
 * without the line end of a paste, as `age` itself does. `cost` is the N of scrypt.
 */
export const agePassphraseRecipient = (
  passphrase: Passphrase,
  newStanza: typeof Stanza,
  cost = SCRYPT_COST,
): Recipient => ({
  wrapFileKey: async (fileKey) => {
    const salt = randomBytes(SALT_BYTES)
    const factor = Math.log2(cost)
    const body = await withCipher(asTyped(passphrase), salt, factor, (cipher) => cipher.encrypt(fileKey))
    return [new newStanza(['scrypt', toBase64(salt), String(factor)], body)]
  },
})

/** The matching identity. Where it does not open the file it throws the error that `refuse` makes of the problem. */
export const agePassphraseIdentity = (
  passphrase: Passphrase,
  toError: (problem: PassphraseProblem) => Error,
): Identity => ({
  unwrapFileKey: async (stanzas) => {
    const [stanza, ...others] = stanzas
    const [kind, salt = '', factor = ''] = stanza?.args ?? []
    const isOurs = kind === 'scrypt' && others.length === 0 && /^[A-Za-z0-9+/]{22}$/.test(salt)
    if (!stanza || !isOurs || !/^[1-9]\d{0,3}$/.test(factor) || stanza.body.length !== FILE_KEY_BYTES + TAG_BYTES)
      throw toError('no_passphrase_file')
    if (Number(factor) > MAX_WORK_FACTOR) throw toError('work_too_high')
    const spellings = spellingsOf(passphrase)
    try {
      for (const spelling of spellings) {
        const fileKey = await withCipher(spelling, Buffer.from(salt, 'base64'), Number(factor), (cipher) => {
          try {
            return cipher.decrypt(stanza.body)
          } catch (error) {
            if (error instanceof Error && error.message === WRONG_TAG) return null
            throw error
          }
        })
        if (fileKey) return fileKey
      }
    } finally {
      for (const spelling of spellings) spelling.fill(0)
    }
    throw toError('wrong_passphrase')
  },
})

/** What the cipher says of a text that another key has encrypted. */
const WRONG_TAG = 'invalid tag'

/**
 * Hands over the cipher of age v1, ChaCha20-Poly1305 with a nonce of zeros, under the key that the passphrase makes. It is
 * the one that age-encryption itself uses, because `createCipheriv` of Electron, whose crypto is BoringSSL, has none.
 */
async function withCipher<T>(
  passphrase: Uint8Array,
  salt: Buffer,
  factor: number,
  use: (cipher: Cipher) => T,
): Promise<T> {
  const { chacha20poly1305 } = await import('@noble/ciphers/chacha.js')
  const key = await stretchPassphrase(passphrase, Buffer.concat([Buffer.from(LABEL), salt]), 2 ** factor)
  try {
    return use(chacha20poly1305(key, new Uint8Array(NONCE_BYTES)))
  } finally {
    key.fill(0)
  }
}

interface Cipher {
  encrypt(text: Uint8Array): Uint8Array
  /** Throws where another key has encrypted the text, or it was changed. */
  decrypt(text: Uint8Array): Uint8Array
}

const toBase64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
