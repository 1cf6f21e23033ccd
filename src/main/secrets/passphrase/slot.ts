import { createSecretKey, type KeyObject, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import * as z from 'zod'
import { appError, type AppError, fieldError } from '../../../contract/errors.ts'
import type { Passphrase } from '../../../contract/passphrase.ts'
import { MIN_PASSPHRASE } from '../../../shared/limits.ts'
import { type DataKey, importKey } from '../keys/data-key.ts'
import { type Binding, seal, unseal } from '../keys/envelope.ts'
import { cryptoError } from '../keys/errors.ts'
import { normalisePassphrase, textOf } from './spellings.ts'

const SCRYPT_BLOCK = 8
const SALT_BYTES = 16
const MIN_DIFFERENT = 5

/** What is read back may come from a hostile file, so its work is bounded: at most 256 MiB. */
const SlotParams = z.strictObject({
  kdf: z.literal('scrypt'),
  salt: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  N: z
    .int()
    .min(2 ** 10)
    .max(2 ** 18)
    .refine((cost) => Number.isInteger(Math.log2(cost))),
  r: z.literal(SCRYPT_BLOCK),
  p: z.literal(1),
  /** An envelope of the data key under the key that scrypt makes. */
  wrapped: z.string().max(1000),
})

type Kdf = Omit<z.infer<typeof SlotParams>, 'wrapped'>

/** Refuses a passphrase that is too easy to guess: `invalid` on the field `passphrase`. */
export function checkPassphrase(passphrase: Passphrase): void {
  const { length, different } = charactersOf(passphrase)
  const problem =
    length < MIN_PASSPHRASE
      ? fieldError('min_length', { limit: MIN_PASSPHRASE })
      : different < MIN_DIFFERENT
        ? fieldError('few_characters', { limit: MIN_DIFFERENT })
        : null
  if (problem) throw appError('weak_passphrase', {}, { fields: { passphrase: [problem] } })
}

/** How many characters a passphrase has, and how many of them differ. */
function charactersOf(passphrase: Passphrase): { length: number; different: number } {
  const normal = normalisePassphrase(passphrase)
  const isAscii = normal.every((byte) => byte < 0x80)
  const characters = isAscii ? normal : [...textOf(normal)]
  const different = new Set<unknown>(characters).size
  normal.fill(0)
  return { length: characters.length, different }
}

/** The one answer to a passphrase that does not fit, whatever the cause. */
export const wrongPassphrase = (opens: 'workspace' | 'person' = 'workspace'): AppError =>
  appError('wrong_passphrase', { opens }, { fields: { passphrase: [fieldError('wrong_passphrase', { opens })] } })

/** Wraps a data key with a passphrase: the parameters of a passphrase slot. */
export async function wrapWithPassphrase(dataKey: DataKey, passphrase: Passphrase, cost: number) {
  const exported = dataKey.key.export()
  const text = exported.toString('base64url')
  exported.fill(0)
  return sealWithPassphrase(binding(dataKey), dataKey.version, text, passphrase, cost)
}

/** A text in an envelope under a passphrase, with what it takes to open it again. */
export async function sealWithPassphrase(
  bound: Binding,
  version: number,
  text: string,
  passphrase: Passphrase,
  cost: number,
): Promise<z.infer<typeof SlotParams>> {
  const salt = randomBytes(SALT_BYTES).toString('base64url')
  const kdf: Kdf = { kdf: 'scrypt', salt, N: cost, r: SCRYPT_BLOCK, p: 1 }
  return { ...kdf, wrapped: seal(await deriveKey(passphrase, kdf), version, bound, text) }
}

/** The text; null where the passphrase is another one, or the parameters belong elsewhere or are damaged. */
export async function openWithPassphrase(
  bound: Binding,
  params: unknown,
  passphrase: Passphrase,
): Promise<string | null> {
  const slot = SlotParams.safeParse(params)
  if (!slot.success) return null
  const { wrapped, ...kdf } = slot.data
  const opened = unseal(await deriveKey(passphrase, kdf), bound, wrapped)
  return typeof opened?.value === 'string' ? opened.value : null
}

/** The data key inside a passphrase slot; null when the passphrase is not the slot's or the slot is not this key's. */
export async function unwrapWithPassphrase(
  which: Omit<DataKey, 'key'>,
  params: unknown,
  passphrase: Passphrase,
): Promise<KeyObject | null> {
  const text = await openWithPassphrase(binding(which), params, passphrase)
  return text === null ? null : importKey(text)
}

async function deriveKey(passphrase: Passphrase, { salt, N }: Kdf): Promise<KeyObject> {
  const normal = normalisePassphrase(passphrase)
  try {
    const derived = await stretchPassphrase(normal, Buffer.from(salt, 'base64url'), N)
    const key = createSecretKey(derived)
    derived.fill(0)
    return key
  } finally {
    normal.fill(0)
  }
}

/**
 * Makes 32 bytes of a passphrase as it is with scrypt (r 8, p 1), off the main thread; `cost` is its N, each of which
 * needs 1 KiB of memory. Throws `unavailable` where this system cannot do that, which says nothing about the passphrase.
 */
export async function stretchPassphrase(passphrase: Uint8Array, salt: Buffer, cost: number): Promise<Buffer> {
  try {
    const memory = { maxmem: 256 * cost * SCRYPT_BLOCK }
    return await scryptAsync(passphrase, salt, 32, { N: cost, r: SCRYPT_BLOCK, p: 1, ...memory })
  } catch (error) {
    throw cryptoError('passphrase', error)
  }
}

const scryptAsync = promisify<Uint8Array, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
)

const binding = ({ workspaceId, keyId, version }: Omit<DataKey, 'key'>): Binding => [
  'slot',
  1,
  workspaceId,
  keyId,
  version,
]
