import type { ErrorBody } from '../../contract/errors.ts'
import type { Warning } from '../../contract/groups/session.ts'
import type { Changes } from '../core/changes.ts'
import type { Clock, Identity } from '../core/ports.ts'
import type { Log } from '../platform/log.ts'
import type { Resources } from '../platform/resources.ts'
import type { SettingsFile } from '../platform/settings.ts'
import type { UnfinishedFiles } from '../platform/unfinished-files.ts'
import type { Validator } from '../schemas/validate/validator.ts'
import type { KeychainEngine } from '../secrets/keychain/keychain.ts'
import type { BackupSchedule } from '../store/backup/schedule.ts'
import type { RunStoreTask } from '../store/backup/tasks.ts'
import type { StorePaths } from '../store/files/paths.ts'
import type { Store } from '../store/open.ts'
import type { Network, SystemProxy } from '../topics/connection-tests/network.ts'
import type { UnattendedWork } from '../topics/connection-tests/schedule.ts'
import type { MakeMirror } from '../topics/sharing/mirrors.ts'
import type { Replace } from './lifecycle.ts'

/** What the program is made of and with. */
export interface AppOptions {
  store: Store
  resources: Resources
  keychainEngine: KeychainEngine
  clock: Clock
  /** The account that opens the data; the first one to do so is the founder. */
  identity: Identity
  log: Log
  /** Who hears of changes; the app's own unless given. */
  changes?: Changes
  /** What is set; in memory unless given. */
  settings?: SettingsFile
  /** What a person should know at every start; nothing unless given. */
  warnings?: () => Warning[]
  /** How connection tests reach services; as this computer does unless given. */
  network?: Network
  /** The proxy of the system; that of the usual variables unless given. */
  systemProxy?: SystemProxy
  /** What the program does while nobody asks it to, as one does that stays open; nothing unless given. */
  unattended?: UnattendedWork
  /** Called at the end for each kept file of publish targets that could not be written; nobody unless given. */
  onUnwritten?: (problem: ErrorBody) => void
  /** Milliseconds that somebody has to sign in to a service; ten minutes unless given. */
  signInLimit?: number
  /** Where shared workspaces keep copies of their repositories; in the data directory unless given. */
  sharedDirectory?: string
  /** How repositories are reached; by git unless given. */
  makeMirror?: MakeMirror
  /** Checks values and entries; unless given, one that is closed with the program. */
  validator?: Validator
  /** The N of scrypt for what a new passphrase protects; the usual one unless given. */
  scryptCost?: number
  /** Frees the memory of forgotten secrets; all of the process unless given. */
  collect?: () => Promise<void>
  /** Absent for a database in memory. */
  files?: StoreFiles
}

/** What belongs to a database that is kept in a file. */
interface StoreFiles {
  paths: StorePaths
  runTask: RunStoreTask
  replace: Replace
  schedule: BackupSchedule
  /** Where half-written files outside the data directory are noted. */
  unfinished: UnfinishedFiles
}
