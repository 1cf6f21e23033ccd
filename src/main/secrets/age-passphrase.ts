import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Identity, Recipient, Stanza } from 'age-encryption'
import { normalisePassphrase } from './passphrase-slot.ts'

/** The same work as for a passphrase slot: 128 MiB and about half a second. */
const WORK_FACTOR = 17
/** A file may come from anybody, so that the work it asks for is bounded: 256 MiB. `age` itself writes 18. */
const MAX_WORK_FACTOR = 18
const BLOCK = 8
const SALT_BYTES = 16
const TAG_BYTES = 16
const FILE_KEY_BYTES = 16
/** The scrypt recipient of age v1 (https://age-encryption.org/v1): ChaCha20-Poly1305 with a nonce of zeros. */
const CIPHER = 'chacha20-poly1305'
const LABEL = 'age-encryption.org/v1/scrypt'

/** Why a file's key was not opened. */
export type PassphraseProblem = 'no_passphrase_file' | 'work_too_high' | 'wrong_passphrase'

/**
 * The passphrase recipient of age v1 on Node's own scrypt, which works off the main thread, where the one of
 * age-encryption would hold up everything for seconds.
 */
export const agePassphraseRecipient = (passphrase: string, newStanza: typeof Stanza): Recipient => ({
  wrapFileKey: async (fileKey) => {
    const salt = randomBytes(SALT_BYTES)
    const key = await deriveKey(passphrase, salt, WORK_FACTOR)
    const cipher = createCipheriv(CIPHER, key, Buffer.alloc(12), { authTagLength: TAG_BYTES })
    const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
    key.fill(0)
    return [new newStanza(['scrypt', toBase64(salt), String(WORK_FACTOR)], new Uint8Array(body))]
  },
})

/** The matching identity. It answers null where it does not open the file, after telling why. */
export const agePassphraseIdentity = (passphrase: string, tell: (problem: PassphraseProblem) => void): Identity => ({
  unwrapFileKey: async (stanzas) => {
    const [stanza, ...others] = stanzas
    const [kind, salt = '', factor = ''] = stanza?.args ?? []
    const isOurs = kind === 'scrypt' && others.length === 0 && /^[A-Za-z0-9+/]{22}$/.test(salt)
    if (!stanza || !isOurs || !/^[1-9]\d{0,3}$/.test(factor) || stanza.body.length !== FILE_KEY_BYTES + TAG_BYTES) {
      tell('no_passphrase_file')
      return null
    }
    if (Number(factor) > MAX_WORK_FACTOR) {
      tell('work_too_high')
      return null
    }
    const key = await deriveKey(passphrase, Buffer.from(salt, 'base64'), Number(factor))
    const decipher = createDecipheriv(CIPHER, key, Buffer.alloc(12), { authTagLength: TAG_BYTES })
    decipher.setAuthTag(stanza.body.subarray(FILE_KEY_BYTES))
    try {
      return new Uint8Array(Buffer.concat([decipher.update(stanza.body.subarray(0, FILE_KEY_BYTES)), decipher.final()]))
    } catch {
      tell('wrong_passphrase')
      return null
    } finally {
      key.fill(0)
    }
  },
})

async function deriveKey(passphrase: string, salt: Buffer, workFactor: number): Promise<Buffer> {
  const N = 2 ** workFactor
  const secret = Buffer.from(normalisePassphrase(passphrase))
  const key = await scryptAsync(secret, Buffer.concat([Buffer.from(LABEL), salt]), 32, {
    N,
    r: BLOCK,
    p: 1,
    maxmem: 256 * N * BLOCK,
  })
  secret.fill(0)
  return key
}

const scryptAsync = promisify<Buffer, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
)

const toBase64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
