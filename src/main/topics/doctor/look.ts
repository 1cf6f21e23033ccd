import type { ListedBackup } from '../../../contract/groups/backups.ts'
import type { Finding } from '../../../contract/groups/doctor.ts'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { Warning } from '../../../contract/groups/session.ts'
import type { KeyCondition } from '../../../contract/groups/keys.ts'
import type { StoreReason } from '../../../contract/store-reasons.ts'
import { homeDirectory } from '../../platform/usual-directory.ts'
import type { StorePaths } from '../../store/files/paths.ts'
import type { Context } from '../../core/context.ts'
import type { HistoryCheck } from '../activity/verify.ts'

/** What the doctor can look at. */
export interface DoctorDeps {
  /** Null for a database in memory. */
  paths: StorePaths | null
  version: string
  /** Why the database is not open; null when it is. */
  problem: ErrorBody | null
  /** What a person should know at every start. */
  warnings: () => Warning[]
  /** The version of the open data and the newest one that the program knows. */
  dataVersion: { stored: number | null; known: number }
  /** What is wrong with the database. Throws where it cannot be read. */
  findDamage: () => Promise<string[]>
  /** Computes the hashes of all histories again; null where the database is not open. */
  checkHistories: (() => Promise<HistoryCheck>) | null
  /** Why the last backup of the database was not made. */
  backupProblem: () => string | null
  /** The program's own backups, newest first. Throws `unavailable` where they cannot be listed. */
  listBackups: () => Promise<ListedBackup[]>
  /** The program that provides the keychain, with its version; null where that cannot be seen. */
  findKeychainProgram: () => Promise<string | null>
  probeKeychain: () => Promise<{ usable: boolean; keychainName: string; message: string | null }>
  /** Whether there are workspaces, and the account that asks is in none of them. */
  isStranger: (context: Context) => boolean
  /** The state of the key of every workspace of the person who asks. */
  keyStates: (context: Context) => Promise<KeyCondition[]>
}

/** What one look has found. */
export type Line = Omit<Finding, 'fix'> & { fix?: string }

/** One look; null where there is nothing to say. */
export type Look = (deps: DoctorDeps, context: Context) => Line | null | Promise<Line | null>

/** The way out of what the store says. */
export const FIXES: Partial<Record<StoreReason, string>> = {
  in_use: 'Close the other Patchbay, or go on working there.',
  newer_database: 'Install the newer Patchbay, or restore a backup of this version: patchbay backup list',
  disk_full: 'Free some space; no restart is needed.',
  read_only: 'Make the disk writable; no restart is needed.',
  no_permission: 'Give this account access to the data directory.',
  in_the_way: 'Rename or remove it; no restart is needed.',
  missing_directory: 'Connect the disk, or name another directory with --data-dir.',
}

const MB = 1024 * 1024

export const readable = (bytes: number) =>
  bytes < 1000 * MB ? `${(bytes / MB).toFixed(1)} MB` : `${(bytes / MB / 1024).toFixed(1)} GB`

/** A path in a report that is pasted elsewhere should not name the person. */
export const withoutHome = (text: string) => {
  const home = homeDirectory()
  return home === null ? text : text.replaceAll(home, '~')
}
