import { showUnseen } from '../../../shared/names.ts'
import type { KeyReason } from '../keys/errors.ts'

const MAX_WORDS = 200

/**
 * What the keychains of the three systems say, and what it means. Engines only hand on a text, which may also be
 * translated; what is not recognised is `unknown`.
 */
const MESSAGES: [RegExp, KeyReason][] = [
  // Linux: libsecret, GDBus and gnome-keyring.
  [/autolaunch D-Bus|could not connect|spawning command line .*dbus-launch|DBUS_SESSION_BUS_ADDRESS/i, 'no_dbus'],
  // Only a unique name (":1.7") is gone for good: libsecret keeps talking to the service that it met first.
  [/name :\d+\.\d+ was not provided|session wrapping the secret does not exist/i, 'service_restarted'],
  [/not provided by any \.service files|ServiceUnknown|NameHasNoOwner|Spawn\./i, 'no_service'],
  [/Error\.NoSession|Algorithm .* is not supported|communicate with the secret storage/i, 'no_session'],
  [/without replying|NoReply|connection is closed/i, 'service_stopped'],
  [/timeout was reached|timed out/i, 'timeout'],
  [/locked collection|IsLocked|is locked|prompt was dismissed/i, 'locked'],
  [/object does not exist at path .*collection/i, 'no_keyring'],
  // macOS: the texts of SecCopyErrorMessageString.
  [/user interaction is not allowed/i, 'locked'],
  [/default keychain could not be found|no keychain is available|keychain could not be found/i, 'no_keychain'],
  [/user name or passphrase you entered is not correct|write permissions|user cancell?ed/i, 'denied'],
  // Windows: the texts of FormatMessage.
  [/logon session does not exist/i, 'no_keychain'],
  // Any of them.
  [/access ?(is )?denied|AccessDenied|permission denied|not authorized/i, 'denied'],
]

/** What an engine says, on one line that shows what nobody would see. */
export const wordsOf = (error: unknown): string =>
  showUnseen((error instanceof Error ? error.message : String(error)).trim()).slice(0, MAX_WORDS)

/** The reason behind an engine's error. */
export function reasonOf(error: unknown): KeyReason {
  const text = error instanceof Error ? error.message : String(error)
  return MESSAGES.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown'
}
