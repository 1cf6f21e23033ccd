import type { ListedBackup } from '../../../contract/groups/backups.ts'
import type { Finding } from '../../../contract/groups/doctor.ts'
import type { AppError, ErrorBody } from '../../../contract/errors.ts'
import type { Warning } from '../../../contract/groups/session.ts'
import type { KeyCondition } from '../../../contract/groups/keys.ts'
import type { Damage, FindingCause, FindingId, FindingReason, findingReasons } from '../../../shared/text/findings.ts'
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
  findDamage: () => Promise<Damage[]>
  /** Computes the hashes of all histories again; null where the database is not open. */
  checkHistories: (() => Promise<HistoryCheck>) | null
  /** Why the last backup of the database was not made. */
  backupProblem: () => AppError | null
  /** The program's own backups, newest first. Throws `unavailable` where they cannot be listed. */
  listBackups: () => Promise<ListedBackup[]>
  /** The program that provides the keychain, with its version; null where that cannot be seen. */
  findKeychainProgram: () => Promise<string | null>
  probeKeychain: () => Promise<
    Pick<FindingCause, 'reason' | 'values'> & { usable: boolean; keychainName: string; message: string | null }
  >
  /** Whether there are workspaces, and the account that asks is in none of them. */
  isStranger: (context: Context) => boolean
  /** The state of the key of every workspace of the person who asks. */
  keyStates: (context: Context) => Promise<KeyCondition[]>
}

/** What one look has found. */
export type Line = {
  [Reason in FindingReason]: {
    id: FindingId
    state: Finding['state']
    reason: Reason
    values: Parameters<(typeof findingReasons)[Reason]>[0]
  }
}[FindingReason]

/** One look; null where there is nothing to say. */
export type Look = (deps: DoctorDeps, context: Context) => Line | null | Promise<Line | null>

/** A path in a report that is pasted elsewhere should not name the person. */
const withoutHome = (text: string) => {
  const home = homeDirectory()
  return home === null ? text : text.replaceAll(home, '~')
}

/** The values of a finding without the directory of the person in any of them. */
export const valuesWithoutHome = (values: object | undefined): Record<string, unknown> =>
  JSON.parse(JSON.stringify(values ?? {}), (_key, value: unknown) =>
    typeof value === 'string' ? withoutHome(value) : value,
  ) as Record<string, unknown>

/** What is known of a failure. */
export const causeOf = ({ reason, values, message }: FindingCause): FindingCause => ({ reason, values, message })
