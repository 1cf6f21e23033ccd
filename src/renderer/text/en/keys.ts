import type { KeyState } from '../../../contract/groups/keys.ts'

const keyStates: Record<KeyState, { chip: string; title: string; body: string }> = {
  CLOSED: {
    chip: 'Not opened yet',
    title: 'The key has not been needed yet',
    body: 'It is opened when a secret is saved for the first time after the start.',
  },
  READY: {
    chip: 'Ready',
    title: 'The key is ready',
    body: 'Secrets are encrypted on this computer before they are stored and are never shown again.',
  },
  LOCKED: {
    chip: 'Locked',
    title: 'The key is locked',
    body: 'Everything but saving new secrets works. Unlock it to save secrets.',
  },
  UNAVAILABLE: {
    chip: 'No keychain',
    title: 'The keychain does not answer',
    body: 'Everything but saving new secrets works until it answers again.',
  },
  DENIED: {
    chip: 'Refused',
    title: 'The keychain refused access',
    body: 'Allow Patchbay to use its entry in the keychain, then try again.',
  },
  LOST: {
    chip: 'Key not found',
    title: 'The key is not in the keychain',
    body: 'Stored secrets cannot be used without it. Try again, or use the passphrase of this workspace.',
  },
  WRONG_KEY: {
    chip: 'Wrong key',
    title: 'The keychain holds another key',
    body: 'The entry in the keychain does not belong to this workspace. Try again, or use its passphrase.',
  },
}

/** Titles for causes that share a state. */
const keyReasons: Partial<Record<string, string>> = {
  no_keyring: 'No keyring is open',
  passphrase_needed: 'The passphrase is needed',
  no_dbus: 'There is no D-Bus session',
  no_service: 'No keychain service is running',
  service_stopped: 'The keychain service has stopped',
  service_restarted: 'The keychain service was restarted',
  not_kept: 'The keychain keeps nothing',
  module_missing: 'The keychain module does not load',
  no_keychain: 'There is no keychain',
  unknown: 'The keychain refused to work',
  damaged_entry: 'The entry in the keychain is damaged',
}

/** Words about the key of a workspace. */
export const keysText = {
  keys: {
    chip: (protection: string, state: string) => `Key: ${protection}, ${state}`,
    states: keyStates,
    closedByPassphrase: {
      title: 'The key is not open yet',
      body: 'Everything but saving new secrets works. Enter the passphrase to save secrets.',
    },
    reasons: keyReasons,
    unknown: 'Key',
    title: 'Workspace key',
    protectedBy: 'Protected by',
    passphraseSlot: 'Passphrase',
    open: 'Open key',
    unlock: 'Unlock',
    passphrase: 'Passphrase of this workspace',
    opened: 'The key is open',
    failed: 'The key could not be opened',
  },
}
