import type { ErrorReason } from '../shared/reasons/error-reasons.ts'

/**
 * Why the data cannot be opened, read or written: the `reason` of an `unavailable` error, with what a person can do
 * about it. `restore` offers the backups, `retry` tries again, `elsewhere` asks for another data directory, `update`
 * for a newer program.
 */
export const STORE_REASONS = {
  in_use: 'retry',
  busy: 'retry',
  disk_full: 'retry',
  read_only: 'retry',
  no_permission: 'retry',
  io_error: 'retry',
  in_the_way: 'retry',
  moved_database: 'retry',
  missing_directory: 'elsewhere',
  bad_path: 'elsewhere',
  no_home: 'elsewhere',
  other_files: 'elsewhere',
  other_owner: 'elsewhere',
  newer_database: 'update',
  foreign_migrations: 'restore',
  foreign_file: 'restore',
  damaged_file: 'restore',
  missing_file: 'restore',
  migration_failed: 'restore',
  backup_failed: 'retry',
  unusable_backup: 'retry',
  work_running: 'retry',
  restoring: 'retry',
} as const satisfies Partial<Record<ErrorReason, 'restore' | 'retry' | 'elsewhere' | 'update'>>

export type StoreReason = keyof typeof STORE_REASONS

/** Whether an error means that the data as a whole cannot be used, which a screen shows over the full window. */
export const isStoreReason = (reason: string | undefined): reason is StoreReason =>
  reason !== undefined && Object.hasOwn(STORE_REASONS, reason)
