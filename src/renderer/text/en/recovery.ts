import type { BackupKind, ListedBackup } from '../../../contract/groups/backups.ts'
import { moment, number } from '../formats.ts'
import { plural } from './words.ts'

/** Texts about data that cannot be opened, its backups, and the trash. */
export const recoveryText = {
  recovery: {
    open: 'Restore all data from a backup…',
    dialogTitle: 'Restore all data',
    dialogHint: 'Patchbay makes these backups automatically. Each one holds all workspaces as they were at that time.',
    titles: {
      restore: 'The data cannot be opened',
      update: 'The data needs a newer Patchbay',
      elsewhere: 'The data directory cannot be used',
      retry: 'The data cannot be used at the moment',
    },
    safe: {
      restore: 'Your file stays untouched until you choose what to do.',
      update: 'Your file stays untouched. Install the newest Patchbay, then start it again.',
      elsewhere:
        'Nothing was changed. Make the directory available, then retry, or start Patchbay with another data directory.',
      retry: 'Your file stays untouched. Fix the cause, then retry; you do not need to restart.',
    },
    missingFile: 'Nothing is written until you choose what to do. If the file is elsewhere, put it back and retry.',
    restoreTitle: 'Restore a backup',
    restoreHint: 'The backup replaces the current file, which is moved aside and never deleted.',
    list: 'Backups',
    listFailed: 'The backups could not be listed',
    noBackups: 'There are no backups yet. Patchbay makes one when you quit, and at the end of each day.',
    kinds: {
      daily: 'End of work',
      migration: 'Before an update',
      import: 'Before an import',
      restore: 'Before a restore',
      rotation: 'Before a key rotation',
      rotated: 'After a key rotation',
    } satisfies Record<BackupKind, string>,
    holds: ({ workspaces, connectors }: { workspaces: number; connectors: number }) =>
      `${plural(workspaces, 'workspace', 'workspaces')}, ${plural(connectors, 'connector', 'connectors')}`,
    damaged: 'This backup cannot be read',
    keys: {
      ready: null,
      passphrase: 'Its secrets need a passphrase',
      lost: 'One of its keys is lost: its secrets would have to be entered again',
      unknown: 'The keychain does not say whether its secrets can be read',
    } satisfies Record<ListedBackup['keys'], string | null>,
    moment,
    size: (bytes: number) =>
      bytes < 1024 * 1024 ? `${number(Math.ceil(bytes / 1024))} KB` : `${number(Math.ceil(bytes / 1024 / 1024))} MB`,
    restore: 'Restore',
    restoreNamed: (instant: string) => `Restore the backup of ${moment(instant)}`,
    confirmTitle: (instant: string) => `Restore the backup of ${moment(instant)}?`,
    damagedWarning: 'Changes made after the backup are lost. The damaged file is moved aside and never deleted.',
    replaceWarning:
      'All workspaces return to that state for everybody. The current data is moved aside and never deleted.',
    restored: 'The backup was restored',
    restoreFailed: 'The backup was not restored',
    keptAs: (path: string) => `The previous data is kept in ${path}`,
    startOverTitle: 'Start with an empty database',
    startOverHint:
      'The last resort: it has no workspaces and no connectors. The current file is moved aside and never deleted.',
    startOverWord: 'empty',
    startOverConfirm: 'Type “empty” to confirm',
    startOver: 'Start empty',
    startedOver: 'Patchbay started with an empty database',
    startOverFailed: 'The empty database could not be created',
  },

  trash: {
    open: 'Trash…',
    title: 'Trash',
    hint: 'Deleted connectors stay here with their secrets until the trash is emptied.',
    empty: 'The trash is empty',
    list: 'Deleted connectors',
    listFailed: 'The trash could not be listed',
    deletedBy: (name: string) => `by ${name}`,
    restore: 'Restore',
    restoreNamed: (name: string) => `Restore ${name}`,
    restoreAll: 'Restore all',
    restoreFailed: 'Nothing was restored',
    emptyAll: 'Empty trash…',
    confirmTitle: (count: number) => `Delete ${count === 1 ? '1 connector' : `${count} connectors`} for good?`,
    confirmBody: 'This also deletes their config and secrets. Earlier backups still contain them.',
    confirm: 'Delete for good',
    emptied: 'Trash emptied',
    emptyFailed: 'The trash was not emptied',
  },
}
