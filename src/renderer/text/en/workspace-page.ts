import type { KeyStatus } from '../../../contract/groups/keys.ts'
import { dayText, list } from '../formats.ts'
import { connectors, plural } from './words.ts'

/** Words about everything of a workspace that is no connector. */
export const workspacePageText = {
  workspace: { tab: 'Workspace' },

  workspacePage: {
    facts: (count: number, createdAt: string) => `${connectors(count)} · since ${dayText(createdAt)}`,
    showAll: 'Show all',
    key: 'Key and recovery',
    unlock: 'Unlock…',
    kit: 'Recovery passphrase set',
    kitHint: 'It opens the secrets on another computer.',
    noKit: 'No recovery kit yet',
    noKitHint: 'Without one, the secrets are lost together with this computer.',
    openKit: 'Recovery kit…',
    protectedBy: ({ slots, keychainName }: KeyStatus) =>
      `Protected by ${list(slots.map((slot) => ({ keychain: keychainName, passphrase: 'a passphrase', person: 'your own key' })[slot]))}`,
    rotateHint: 'A new key encrypts every secret again, for example after somebody has left.',
    openKey: 'Key…',
    backupAndTrash: 'Backup, code and trash',
    backup: 'Backups',
    backupHint: 'One file with the connectors and their secrets, under a passphrase of its own.',
    trash: (count: number) => `Trash: ${plural(count, 'connector', 'connectors')}`,
    lastDeleted: (name: string) => `${name} was deleted`,
    trashEmpty: 'Deleted connectors wait here until somebody empties it.',
  },
}
