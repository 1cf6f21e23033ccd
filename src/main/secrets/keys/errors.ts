import { AppError } from '../../../contract/errors.ts'
import type { KeyState } from '../../../contract/groups/keys.ts'
import { errnoOf } from '../../platform/file-errors.ts'

interface Cause {
  state: Exclude<KeyState, 'CLOSED' | 'READY'>
  /** What is wrong and the way out, in neutral sentences. */
  message: (keychainName: string, hasPassphrase: boolean, words: string) => string
}

/** In the order in which they cost least. */
const ways = (hasPassphrase: boolean) =>
  `Retry, ${hasPassphrase ? 'enter the recovery passphrase, ' : ''}restore a backup, or enter the secrets again.`

/** Every cause for which a key cannot be used, by its stable word, with the key state that it leads to. */
const CAUSES = {
  locked: {
    state: 'LOCKED',
    message: (name) => `${name} is locked. Unlock the keyring, then retry.`,
  },
  no_keyring: {
    state: 'LOCKED',
    message: (name) => `${name} has no keyring that is open. Create or unlock the login keyring, then retry.`,
  },
  locked_by_hand: {
    state: 'LOCKED',
    message: () => 'This workspace is locked. Open its key to continue.',
  },
  passphrase_needed: {
    state: 'LOCKED',
    message: () => 'This workspace is protected by a passphrase. Enter it to open the workspace.',
  },
  no_dbus: {
    state: 'UNAVAILABLE',
    message: (name) =>
      `${name} cannot be reached because no D-Bus session is running. Start Patchbay from a desktop session or with dbus-run-session.`,
  },
  no_service: {
    state: 'UNAVAILABLE',
    message: (name) =>
      `No program provides the ${name}. Install and start gnome-keyring, KWallet or KeePassXC, then retry.`,
  },
  service_stopped: {
    state: 'UNAVAILABLE',
    message: (name) => `${name} stopped before it answered. Retry.`,
  },
  service_restarted: {
    state: 'UNAVAILABLE',
    message: (name) => `${name} was restarted after Patchbay had connected to it. Restart Patchbay.`,
  },
  timeout: {
    state: 'UNAVAILABLE',
    message: (name) =>
      `${name} has not answered yet. If it asks for something, answer there, then retry: Patchbay still waits for it. If it hangs, restart it.`,
  },
  no_session: {
    state: 'UNAVAILABLE',
    message: (name) =>
      `${name} refused to open a session. KWallet needs the OpenSSL part of QCA. Install it, log in again, then retry.`,
  },
  not_kept: {
    state: 'UNAVAILABLE',
    message: (name) => `${name} did not keep what Patchbay stored in it. Check its settings, then retry.`,
  },
  module_missing: {
    state: 'UNAVAILABLE',
    message: (name) =>
      `The module for the ${name} does not load. On Linux it needs libsecret (Debian: libsecret-1-0); otherwise reinstall Patchbay.`,
  },
  no_keychain: {
    state: 'UNAVAILABLE',
    message: (name) => `${name} is not set up for this account. Set it up, then retry.`,
  },
  unknown: {
    state: 'UNAVAILABLE',
    message: (name, _, words) =>
      `${name} refused${words === '' ? ' for an unknown reason' : `: “${words}”`}. Check that it works in other programs, then retry.`,
  },
  denied: {
    state: 'DENIED',
    message: (name) => `${name} denied access. Allow Patchbay there, then retry.`,
  },
  lost: {
    state: 'LOST',
    message: (name, hasPassphrase) => `${name} has no key for this workspace. ${ways(hasPassphrase)}`,
  },
  no_key: {
    state: 'LOST',
    message: () => 'This workspace has no key. Restore a backup, or enter the secrets again.',
  },
  wrong_key: {
    state: 'WRONG_KEY',
    message: (name, hasPassphrase) => `The key in ${name} does not belong to this workspace. ${ways(hasPassphrase)}`,
  },
  damaged_entry: {
    state: 'WRONG_KEY',
    message: (name, hasPassphrase) => `The entry of this workspace in ${name} is damaged. ${ways(hasPassphrase)}`,
  },
  no_person_key: {
    state: 'LOST',
    message: () => 'You have no key of your own yet. Show your identity, which makes one.',
  },
  person_passphrase_needed: {
    state: 'LOCKED',
    message: () => 'Your own key is protected by a passphrase. Enter it to open what your key opens.',
  },
  person_key_lost: {
    state: 'LOST',
    message: (name) => `${name} does not have your own key. Show your identity, which makes a new one.`,
  },
} as const satisfies Record<string, Cause>

export type KeyReason = keyof typeof CAUSES

export const isKeyReason = (reason: string | undefined): reason is KeyReason =>
  reason !== undefined && Object.hasOwn(CAUSES, reason)

/** The error that says why a key cannot be used. `words` are the keychain's own, for a reason that is not known. */
export function keyError(reason: KeyReason, keychainName: string, words = ''): AppError {
  const { message }: Cause = CAUSES[reason]
  return new AppError('locked', message(keychainName, false, words), { reason })
}

/** The same error with one more way out at the end of its message; any other error as it is. */
export const withWayOut = (error: unknown, wayOut: string): unknown =>
  error instanceof AppError && keyStateOf(error)
    ? new AppError('locked', `${error.message} ${wayOut}`, error.reason === undefined ? {} : { reason: error.reason })
    : error

/** The same error for a workspace that its recovery passphrase opens too; any other error as it is. */
export function withPassphrase(error: unknown, keychainName: string): unknown {
  const reason = error instanceof AppError ? error.reason : undefined
  if (!isKeyReason(reason) || !keyStateOf(error)) return error
  const { state, message }: Cause = CAUSES[reason]
  return state === 'LOST' || state === 'WRONG_KEY'
    ? new AppError('locked', message(keychainName, true, ''), { reason })
    : withWayOut(error, 'Or enter the recovery passphrase.')
}

/** The key state behind an error of `keyError`; null for any other error. */
export function keyStateOf(error: unknown): Cause['state'] | null {
  const reason = error instanceof AppError && error.code === 'locked' ? error.reason : undefined
  return isKeyReason(reason) ? CAUSES[reason].state : null
}

/** One secret that cannot be read although the key is ready; the others are not affected. */
export const rowError = (reason: 'row_tampered' | 'old_key_missing'): AppError =>
  new AppError('locked', 'A secret of this connector cannot be read. Enter it again.', { reason })

/** What Node's errors call an algorithm that the system's crypto library does not have. */
const MISSING = new Set([
  ...['ERR_CRYPTO_UNKNOWN_CIPHER', 'ERR_CRYPTO_INVALID_DIGEST', 'ERR_CRYPTO_SCRYPT_NOT_SUPPORTED'],
  ...['ERR_OSSL_EVP_UNSUPPORTED', 'ERR_OSSL_UNSUPPORTED'],
])

/** `<what>: <cause>` as an `unavailable` error for cryptography that did not run; an AppError stays what it is. */
export function cryptoError(what: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = errnoOf(error) || (error instanceof Error ? error.name : 'an unknown error')
  return MISSING.has(code)
    ? new AppError('unavailable', `${what}: the encryption of this system lacks an algorithm that it needs (${code})`, {
        reason: 'algorithm_missing',
      })
    : new AppError(
        'unavailable',
        `${what}: the encryption of this system failed (${code}); free some memory and try again`,
        {
          reason: 'crypto_failed',
        },
      )
}
