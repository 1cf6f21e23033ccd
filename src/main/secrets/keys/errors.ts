import { appError, AppError, type FieldValues } from '../../../contract/errors.ts'
import type { KeyCondition, KeyState } from '../../../contract/groups/keys.ts'
import type { ErrorReason } from '../../../shared/reasons/error-reasons.ts'
import { errnoOf } from '../../platform/file-errors.ts'

type TroubledState = Exclude<KeyState, 'CLOSED' | 'READY'>

/** Every reason for which a key cannot be used, with the key state that it leads to. */
const STATES = {
  locked: 'LOCKED',
  no_keyring: 'LOCKED',
  locked_by_hand: 'LOCKED',
  locked_unused: 'LOCKED',
  not_answered: 'LOCKED',
  passphrase_needed: 'LOCKED',
  no_dbus: 'UNAVAILABLE',
  no_service: 'UNAVAILABLE',
  service_stopped: 'UNAVAILABLE',
  service_restarted: 'UNAVAILABLE',
  timeout: 'UNAVAILABLE',
  no_session: 'UNAVAILABLE',
  not_kept: 'UNAVAILABLE',
  module_missing: 'UNAVAILABLE',
  no_keychain: 'UNAVAILABLE',
  unknown: 'UNAVAILABLE',
  denied: 'DENIED',
  lost: 'LOST',
  no_key: 'LOST',
  wrong_key: 'WRONG_KEY',
  damaged_entry: 'WRONG_KEY',
  no_person_key: 'LOST',
  person_passphrase_needed: 'LOCKED',
  person_key_lost: 'LOST',
} as const satisfies Partial<Record<ErrorReason, TroubledState>>

export type KeyReason = keyof typeof STATES

/** What is locked in these ways waits for a person, whatever the keychain would answer. */
const WAITS_FOR_PERSON = ['locked_by_hand', 'locked_unused'] as const satisfies KeyReason[]

export type LockReason = (typeof WAITS_FOR_PERSON)[number]

export const waitsForPerson = (reason: string | null | undefined): reason is LockReason =>
  WAITS_FOR_PERSON.some((each) => each === reason)

/** What a recovery passphrase can do about a key: open the workspace, protect a new one, or nothing. */
type PassphraseUse = 'opens' | 'protects' | 'protects_person' | 'none'

export const isKeyReason = (reason: string | undefined): reason is KeyReason =>
  reason !== undefined && Object.hasOwn(STATES, reason)

/** The error that says why a key cannot be used. `words` are the keychain's own, for a reason that is not known. */
export const keyError = (
  reason: KeyReason,
  keychain: string,
  { words = '', passphrase = 'none' }: { words?: string; passphrase?: PassphraseUse } = {},
): AppError =>
  reason === 'unknown' ? appError(reason, { keychain, passphrase, words }) : appError(reason, { keychain, passphrase })

/** The same error of a key with what a passphrase can do about it; any other error as it is. */
export function withPassphrase(error: unknown, passphrase: PassphraseUse): unknown {
  if (!(error instanceof AppError) || !isKeyReason(error.reason) || error.code !== 'locked') return error
  const { keychain = '', words = '' } = error.values as { keychain?: string; words?: string }
  return keyError(error.reason, keychain, { words, passphrase })
}

/** The key state behind an error of `keyError`; null for any other error. */
export function keyStateOf(error: unknown): TroubledState | null {
  const reason = error instanceof AppError && error.code === 'locked' ? error.reason : undefined
  return isKeyReason(reason) ? STATES[reason] : null
}

/** Why a key or keychain cannot be used: what its sentence is made of, and the sentence; null where nothing is wrong. */
export type Trouble = Pick<KeyCondition, 'reason' | 'values' | 'message'>

export const toTrouble = (error: AppError | null): Trouble => ({
  reason: error?.reason ?? null,
  // Only the error of a file has faults among its values.
  values: (error?.values as FieldValues | undefined) ?? null,
  message: error?.message ?? null,
})

/** One secret that cannot be read although the key is ready; the others are not affected. */
export const rowError = (reason: 'row_tampered' | 'old_key_missing'): AppError => appError(reason)

/** What Node's errors call an algorithm that the system's crypto library does not have. */
const MISSING = new Set([
  ...['ERR_CRYPTO_UNKNOWN_CIPHER', 'ERR_CRYPTO_INVALID_DIGEST', 'ERR_CRYPTO_SCRYPT_NOT_SUPPORTED'],
  ...['ERR_OSSL_EVP_UNSUPPORTED', 'ERR_OSSL_UNSUPPORTED'],
])

/** An `unavailable` error for cryptography that did not run; an AppError stays what it is. */
export function cryptoError(work: 'backup' | 'passphrase', error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = errnoOf(error) || (error instanceof Error ? error.name : 'an unknown error')
  return appError(MISSING.has(code) ? 'algorithm_missing' : 'crypto_failed', { work, error: code })
}
