import type { ErrorEntry } from './error-reason.ts'

/** What the sentences about a key need. */
interface KeyValues {
  /** The keychain's name on this system, for example Secret Service. */
  keychain: string
  /** What a passphrase can do here: open the workspace, protect a new one or a person's key, or nothing. */
  passphrase: 'opens' | 'protects' | 'protects_person' | 'none'
}

/** In the order in which they cost least. */
const ways = ({ passphrase }: KeyValues) =>
  `Retry, ${passphrase === 'opens' ? 'enter the recovery passphrase, ' : ''}restore a backup, or enter the secrets again.`

const PASSPHRASE = {
  opens: ' Or enter the recovery passphrase.',
  protects: ' Or protect the workspace with a passphrase.',
  protects_person: ' Or protect your own key with a passphrase.',
  none: '',
}

const locked = <Sentence extends (values: never) => string>(sentence: Sentence) => ({
  code: 'locked' as const,
  sentence,
})

/** A key that a passphrase would replace, which the end of its sentence says. */
const unopened = (sentence: (values: KeyValues) => string) =>
  locked((values: KeyValues) => `${sentence(values)}${PASSPHRASE[values.passphrase]}`)

/** A key whose ways out include the passphrase that opens it. */
const unusable = (sentence: (values: KeyValues) => string) =>
  locked((values: KeyValues) => {
    const end = values.passphrase === 'opens' ? '' : PASSPHRASE[values.passphrase]
    return `${sentence(values)} ${ways(values)}${end}`
  })

/** A locked workspace does not open from its keychain where it has a passphrase. */
const wayIn = ({ passphrase }: KeyValues) =>
  passphrase === 'opens' ? 'Enter its recovery passphrase to open it.' : 'Open its key to continue.'

const CRYPTO_WORK = { backup: 'This backup could not be read', passphrase: 'The passphrase was not tried' }

/** Cryptography that did not run: what for, and the name of its error. */
interface CryptoValues {
  work: keyof typeof CRYPTO_WORK
  error: string
}

/** Why a key cannot be used, or cannot be changed. Those of a keychain are in the order of the states of a key. */
export const keyReasons = {
  locked: unopened(({ keychain }) => `${keychain} is locked. Unlock the keyring, then retry.`),
  no_keyring: unopened(
    ({ keychain }) => `${keychain} has no keyring that is open. Create or unlock the login keyring, then retry.`,
  ),
  locked_by_hand: locked((values: KeyValues) => `This workspace is locked. ${wayIn(values)}`),
  locked_unused: locked((values: KeyValues) => `This workspace was locked after a time without use. ${wayIn(values)}`),
  passphrase_needed: unopened(() => 'This workspace is protected by a passphrase. Enter it to open the workspace.'),
  no_dbus: unopened(
    ({ keychain }) =>
      `${keychain} cannot be reached because no D-Bus session is running. Start Patchbay from a desktop session or with dbus-run-session.`,
  ),
  no_service: unopened(
    ({ keychain }) =>
      `No program provides the ${keychain}. Install and start gnome-keyring, KWallet or KeePassXC, then retry.`,
  ),
  service_stopped: unopened(({ keychain }) => `${keychain} stopped before it answered. Retry.`),
  service_restarted: unopened(
    ({ keychain }) => `${keychain} was restarted after Patchbay had connected to it. Restart Patchbay.`,
  ),
  timeout: unopened(
    ({ keychain }) =>
      `${keychain} did not answer. If it asks for something, answer there, then retry. If it hangs, restart it.`,
  ),
  not_answered: unopened(
    ({ keychain }) => `${keychain} asked for something and was not answered. Retry, and answer it there.`,
  ),
  no_session: unopened(
    ({ keychain }) =>
      `${keychain} refused to open a session. KWallet needs the OpenSSL part of QCA. Install it, log in again, then retry.`,
  ),
  not_kept: unopened(
    ({ keychain }) => `${keychain} did not keep what Patchbay stored in it. Check its settings, then retry.`,
  ),
  module_missing: unopened(
    ({ keychain }) =>
      `The module for the ${keychain} does not load. On Linux it needs libsecret (Debian: libsecret-1-0); otherwise reinstall Patchbay.`,
  ),
  no_keychain: unopened(({ keychain }) => `${keychain} is not set up for this account. Set it up, then retry.`),
  /** `words` are the keychain's own, empty where it has none. */
  unknown: locked(({ keychain, passphrase, words }: KeyValues & { words: string }) => {
    const why = words === '' ? ' for an unknown reason' : `: “${words}”`
    return `${keychain} refused${why}. Check that it works in other programs, then retry.${PASSPHRASE[passphrase]}`
  }),
  denied: unopened(({ keychain }) => `${keychain} denied access. Allow Patchbay there, then retry.`),
  lost: unusable(({ keychain }) => `${keychain} has no key for this workspace.`),
  no_key: unopened(() => 'This workspace has no key. Restore a backup, or enter the secrets again.'),
  wrong_key: unusable(({ keychain }) => `The key in ${keychain} does not belong to this workspace.`),
  damaged_entry: unusable(({ keychain }) => `The entry of this workspace in ${keychain} is damaged.`),

  no_person_key: unopened(() => 'You have no key of your own yet. Show your identity, which makes one.'),
  person_passphrase_needed: unopened(
    () => 'Your own key is protected by a passphrase. Enter it to open what your key opens.',
  ),
  person_key_lost: unopened(
    ({ keychain }) => `${keychain} does not have your own key. Show your identity, which makes a new one.`,
  ),

  closed: locked(() => 'The key of this workspace is closed. Open it and try again.'),
  row_tampered: locked(() => 'A secret of this connector cannot be read. Enter it again.'),
  old_key_missing: locked(() => 'A secret of this connector cannot be read. Enter it again.'),

  weak_passphrase: { code: 'invalid', sentence: () => 'The passphrase is too easy to guess' },
  wrong_passphrase: {
    code: 'invalid',
    sentence: ({ opens }: { opens: 'workspace' | 'backup' | 'person' | 'invitation' }) =>
      `The passphrase does not open ${opens === 'person' ? 'your own key' : `this ${opens}`}`,
  },
  proof_needed: { code: 'invalid', sentence: () => 'Secrets would be written to a file. Confirm that it is you' },
  not_confirmed: { code: 'forbidden', sentence: () => 'Nothing was written, because you were not confirmed' },
  stays_locked: {
    code: 'forbidden',
    sentence: () => 'The workspace stays locked, because you were not confirmed',
  },
  key_exists: { code: 'conflict', sentence: () => 'This workspace has a key' },
  key_not_lost: {
    code: 'conflict',
    sentence: () => 'The key of this workspace is not lost. Starting over would lose its secrets',
  },
  rotation_running: { code: 'conflict', sentence: () => 'The key of this workspace is already being rotated' },
  rotated: {
    code: 'conflict',
    sentence: () => 'The key of this workspace has been rotated. Set the passphrase again.',
  },
  last_way_in: { code: 'conflict', sentence: () => 'The passphrase is the only way to open this workspace' },
  algorithm_missing: {
    code: 'unavailable',
    sentence: ({ work, error }: CryptoValues) =>
      `${CRYPTO_WORK[work]}: the encryption of this system lacks an algorithm that it needs (${error})`,
  },
  crypto_failed: {
    code: 'unavailable',
    sentence: ({ work, error }: CryptoValues) =>
      `${CRYPTO_WORK[work]}: the encryption of this system failed (${error}); free some memory and try again`,
  },
} satisfies Record<string, ErrorEntry>
