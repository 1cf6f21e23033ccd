import type { KeyState, KeyStatus } from '../../../contract/groups/keys.ts'

const keyStates: Record<KeyState, { chip: string; title: string; body: string }> = {
  CLOSED: {
    chip: 'Open',
    title: 'The key opens when it is needed',
    body: 'Patchbay opens it when you first save a secret.',
  },
  READY: {
    chip: 'Open',
    title: 'The key is ready',
    body: 'Secrets are encrypted before they are stored and are never shown again.',
  },
  LOCKED: {
    chip: 'Locked',
    title: 'The key is locked',
    body: 'Unlock it to save secrets. Everything else works.',
  },
  UNAVAILABLE: {
    chip: 'No keychain',
    title: 'The keychain does not answer',
    body: 'Until it answers again you cannot save secrets. Everything else works.',
  },
  DENIED: {
    chip: 'Refused',
    title: 'The keychain refused access',
    body: 'Allow Patchbay to use its entry in the keychain, then try again.',
  },
  LOST: {
    chip: 'Key not found',
    title: 'The key is not in the keychain',
    body: 'Patchbay cannot use the stored secrets without it. Try again, or enter the passphrase of this workspace.',
  },
  WRONG_KEY: {
    chip: 'Wrong key',
    title: 'The keychain holds another key',
    body: 'The entry in the keychain does not belong to this workspace. Try again, or enter the passphrase of the workspace.',
  },
}

/** Titles for causes that share a state. */
const keyReasons: Partial<Record<string, string>> = {
  locked_by_hand: 'The workspace is locked',
  locked_unused: 'Locked after a time without use',
  no_keyring: 'The keyring is locked',
  passphrase_needed: 'The passphrase is needed',
  no_dbus: 'There is no D-Bus session',
  no_service: 'No keychain service is running',
  service_stopped: 'The keychain service has stopped',
  service_restarted: 'The keychain service was restarted',
  not_kept: 'The keychain does not store anything',
  module_missing: 'The keychain module could not be loaded',
  no_keychain: 'There is no keychain',
  not_answered: 'The keychain was not answered',
  unknown: 'The keychain reported an error',
  damaged_entry: 'The entry in the keychain is damaged',
}

const closedByPassphrase: { chip: string; title: string; body: string } = {
  chip: 'Locked',
  title: 'The key is locked',
  body: 'Enter the passphrase to save secrets. Everything else works.',
}

/** Words about the key of a workspace. */
export const keysText = {
  keys: {
    chip: (state: string, protection: string) => `Key: ${state}, ${protection}`,
    states: keyStates,
    /** A key that a person has to open with its passphrase has words of its own while it is closed. */
    wordsOf: ({ state, isUsable }: Pick<KeyStatus, 'state' | 'isUsable'>) =>
      state === 'CLOSED' && !isUsable ? closedByPassphrase : keyStates[state],
    reasons: keyReasons,
    /** A locked workspace where the system asks who sits there. */
    confirm: 'Open the key, and confirm that it is you.',
    unknown: 'Key',
    title: 'Workspace key',
    protectedBy: 'Protected by',
    slots: { passphrase: 'Passphrase', person: 'Your own key' },
    open: 'Open key',
    unlock: 'Unlock',
    passphrase: 'Passphrase of this workspace',
    opened: 'Key opened',
    failed: 'The key could not be opened',
    asking: (program: string) => `${program} is asking`,
    askingBody: 'Answer there. Patchbay waits.',
  },
}
