import type { ErrorEntry } from './error-reason.ts'

/** Why a backup of workspaces is not made, opened or restored. */
export const backupReasons = {
  foreign_backup: { code: 'invalid', sentence: () => 'This file is not a Patchbay backup' },
  no_passphrase_file_backup: {
    code: 'invalid',
    sentence: () => 'This file is not a Patchbay backup: it is not protected by a passphrase alone',
  },
  work_too_high_backup: {
    code: 'invalid',
    sentence: () => 'This file asks for more work than any Patchbay backup, so it was not opened',
  },
  damaged_backup: { code: 'invalid', sentence: () => 'This backup is damaged. Nothing was restored' },
  newer_backup: {
    code: 'invalid',
    sentence: () => 'This backup was made by a newer Patchbay; update this one to restore it',
  },
  large_backup: {
    code: 'invalid',
    sentence: ({ limit }: { limit: number }) => `A backup may have at most ${limit} MiB`,
  },
  same_target: {
    code: 'invalid',
    sentence: () =>
      'Two workspaces of a backup cannot be restored into the same one at once. Restore one after the other',
  },
  no_workspace_in_backup: { code: 'not_found', sentence: () => 'There is no such workspace in this backup' },
  no_upload: { code: 'not_found', sentence: () => 'There is no such upload. Upload the backup again' },
  upload_complete: { code: 'conflict', sentence: () => 'This upload is complete. Start a new one' },
  backup_not_open: { code: 'conflict', sentence: () => 'Open the backup with its passphrase first' },
  entries_missing: {
    code: 'conflict',
    sentence: ({ keys }: { keys: string[] }) =>
      `Nothing was restored because the catalog has no entry ${keys.join(', ')}. Import ${keys.length === 1 ? 'it' : 'them'} first`,
  },
  changed_during_restore: {
    code: 'conflict',
    sentence: () => 'The connectors changed during the restore. Nothing was restored. Try again',
  },
  cancelled: { code: 'conflict', sentence: () => 'Cancelled; nothing was changed' },
} satisfies Record<string, ErrorEntry>
