import type { FieldChange } from '../../contract/groups/activity.ts'
import type { BackupKind } from '../../contract/groups/backups.ts'
import type { Changes } from '../core/changes.ts'
import type { Commit } from '../store/commit.ts'
import type { Log } from '../platform/log.ts'
import type { Resources } from '../platform/resources.ts'
import type { Validator } from '../schemas/validate/validator.ts'
import type { Vault } from '../secrets/vault.ts'
import type { Context } from '../core/context.ts'
import type { Store } from '../store/open.ts'

/** One thing that somebody did. Nothing in it is a secret. */
export interface ActivityEntry {
  workspaceId: string | null
  action: string
  subjectId?: string
  subjectName?: string
  /** Counts, and what else helps to understand it. */
  detail?: Record<string, unknown>
  /** What changed, field by field. */
  fields?: FieldChange[]
  /** The config of a connector after it, without what may be a secret. */
  config?: Record<string, unknown>
}

/** What every part of the open program works with. */
export interface Core {
  store: Store
  vault: Vault
  validator: Validator
  changes: Changes
  /** The only way to change the data. */
  commit: Commit
  /**
   * Writes the history; called inside the transaction of the change that it records. Several entries are of one workspace,
   * and one signature covers them. A token that the call was made with is named.
   */
  record: (context: Pick<Context, 'actor' | 'now' | 'grant'>, entries: ActivityEntry | readonly ActivityEntry[]) => void
  /** Backs the database up before risky work, unless nothing has changed since the newest backup. Never throws. */
  backUp: (kind: BackupKind) => Promise<void>
  log: Log
  resources: Resources
  /** The N of scrypt for what a new passphrase protects. */
  scryptCost: number
}
