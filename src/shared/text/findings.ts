import type { ReasonValues } from '../errors.ts'
import { plural } from '../words.ts'

/** A failure within a finding: its reason and values where they are known, and its English sentence. */
export interface FindingCause {
  reason?: string | null | undefined
  values?: ReasonValues | null | undefined
  message: string
}

/** The sentence of a failure, in the language of who reads the finding. */
export type WordCause = (cause: FindingCause) => string

/** A finding in words: what it is, and what to do where it is not fine. */
export interface FindingWords {
  detail: string
  fix?: string
}

interface PathValue {
  path: string
}

interface CauseValue {
  cause: FindingCause
}

/** The damage of a history, by number and the first ids. */
interface HistoryDamage {
  brokenCount: number
  broken: number[]
  cut: number
  wrongSignatures: number
}

/** What is wrong with a database: what SQLite reports, a reference that leads nowhere, or values that are none of ours. */
export type Damage =
  | { kind: 'report'; words: string }
  | { kind: 'orphan'; table: string; parent: string }
  | { kind: 'unreadable'; table: string; column: string; count: number }

/** How many backups there are of each kind: what of their secrets can be read. */
export type BackupCounts = Partial<Record<'ready' | 'passphrase' | 'unknown' | 'lost' | 'damaged', number>>

interface BackupValues {
  count: number
  newest: string
  counts: BackupCounts
}

/** How many keys are in each state; `passphrase` for those that wait for one. */
interface KeyValues {
  states: Record<string, number>
}

const RESTORE = 'patchbay backup list, then patchbay backup restore NAME'
const MB = 1024 * 1024

const readableSize = (bytes: number): string =>
  bytes < 1000 * MB ? `${(bytes / MB).toFixed(1)} MB` : `${(bytes / MB / 1024).toFixed(1)} GB`

/** The way out of what the store says, by its reason. */
const STORE_FIXES: Readonly<Record<string, string>> = {
  in_use: 'Close the other Patchbay, or go on working there.',
  newer_database: 'Install the newer Patchbay, or restore a backup of this version: patchbay backup list',
  disk_full: 'Free some space; no restart is needed.',
  read_only: 'Make the disk writable; no restart is needed.',
  no_permission: 'Give this account access to the data directory.',
  in_the_way: 'Rename or remove it; no restart is needed.',
  missing_directory: 'Connect the disk, or name another directory with --data-dir.',
}

const BACKUP_COUNTS: Record<keyof BackupCounts, readonly [one: string, many: string]> = {
  ready: ['can be restored with all secrets', 'can be restored with all secrets'],
  passphrase: ['needs a passphrase for its secrets', 'need a passphrase for their secrets'],
  unknown: ['waits for the keychain', 'wait for the keychain'],
  lost: ['has a key that is lost', 'have a key that is lost'],
  damaged: ['cannot be read', 'cannot be read'],
}

const backupsDetail = ({ count, newest, counts }: BackupValues) => {
  const groups = (Object.keys(BACKUP_COUNTS) as (keyof BackupCounts)[]).filter((group) => (counts[group] ?? 0) > 0)
  return `${count}, the newest of ${newest}; ${groups.map((group) => plural(counts[group] ?? 0, ...BACKUP_COUNTS[group])).join(', ')}`
}

/** Damage of a database, in English. */
export const damageWords = (damage: Damage): string => {
  if (damage.kind === 'report') return `SQLite reports: ${damage.words}`
  if (damage.kind === 'orphan') return `a row of ${damage.table} has no ${damage.parent}`
  return `${plural(damage.count, 'row', 'rows')} of ${damage.table} with a ${damage.column} that cannot be read`
}

const keysDetail = ({ states }: KeyValues) =>
  Object.entries(states)
    .map(([state, count]) => `${count} ${state === 'passphrase' ? 'by passphrase' : state}`)
    .join(', ') || 'no workspace of yours'

/** What the doctor can find, in English. */
export const findingReasons = {
  program: ({ version, runtime, platform }: { version: string; runtime: string; platform: string }) => ({
    detail: `Patchbay ${version}, ${runtime}, ${platform}`,
  }),
  updates_unverified: ({ since }: { since: string }) => ({
    detail: `could not be verified since ${since}; there may be a newer version`,
    fix: 'Choose Help > Check for updates, or look for a newer version where you got Patchbay.',
  }),
  in_memory: () => ({ detail: 'in memory' }),
  directory: ({ path }: PathValue) => ({ detail: path }),
  directory_missing: ({ path }: PathValue) => ({
    detail: `${path} does not exist`,
    fix: 'Name another with --data-dir.',
  }),
  directory_open: ({ path }: PathValue) => ({
    detail: `${path} can be read by other accounts`,
    fix: 'chmod 700 the directory.',
  }),
  directory_network: ({ path }: PathValue) => ({
    detail: `${path} is on the disk of another computer, whose locks cannot be relied on`,
    fix: 'Move the directory to a disk of this computer, or name another with --data-dir.',
  }),
  directory_synced: ({ path }: PathValue) => ({
    detail: `${path} is synchronised with other places, which can damage a database that is open`,
    fix: 'Move the directory out of the synchronised folder, and copy backup files there instead (patchbay backup create).',
  }),
  database: ({ bytes }: { bytes: number }) => ({ detail: `open, ${readableSize(bytes)}` }),
  database_closed: ({ cause }: CauseValue, word: WordCause) => ({
    detail: `${cause.reason ?? 'unavailable'}: ${word(cause)}`,
    fix: STORE_FIXES[cause.reason ?? ''] ?? RESTORE,
  }),
  whole: () => ({ detail: 'every page, index, reference and row was read' }),
  damaged: ({ damage }: { damage: Damage[] }) => ({ detail: damage.map(damageWords).join('; '), fix: RESTORE }),
  history: ({ rows, unsigned, formerKeys }: { rows: number; unsigned: number; formerKeys: number }) => ({
    detail: [
      `${plural(rows, 'row', 'rows')}, all as they were written`,
      unsigned > 0 && `${plural(unsigned, 'row is', 'rows are')} not signed yet`,
      formerKeys > 0 && `${plural(formerKeys, 'signature', 'signatures')} of a key that its person has replaced`,
    ]
      .filter((part) => part !== false)
      .join('; '),
  }),
  history_changed: ({ brokenCount, broken, cut, wrongSignatures }: HistoryDamage) => ({
    detail: [
      brokenCount > 0 &&
        `${plural(brokenCount, 'row', 'rows')} changed, or missing before them: ${broken.join(', ')}${brokenCount > broken.length ? ', …' : ''}`,
      cut > 0 && `${plural(cut, 'history', 'histories')} with rows missing or added at the end`,
      wrongSignatures > 0 && `${plural(wrongSignatures, 'signature', 'signatures')} that nobody of this data made`,
    ]
      .filter((part) => part !== false)
      .join('; '),
    fix: 'Something else than Patchbay has written to the database. Compare with a backup: patchbay backup list',
  }),
  migrations: ({ stored, known }: { stored: number; known: number }) => ({ detail: `version ${stored} of ${known}` }),
  stranger: () => ({
    detail: 'the data belongs to other people; none of its workspaces is open to this account',
    fix: 'Join with an invitation or a recovery passphrase: patchbay member join. Or restore a backup: patchbay backup restore FILE',
  }),
  keychain: ({ keychain }: { keychain: string }) => ({ detail: `${keychain} stores and returns entries` }),
  keychain_unusable: ({ keychain, cause }: { keychain: string; cause: FindingCause | null }, word: WordCause) => ({
    detail: `${keychain} is not usable`,
    fix: cause ? word(cause) : 'Use a passphrase.',
  }),
  keys: (values: KeyValues) => ({ detail: keysDetail(values) }),
  keys_closed: ({ cause, ...values }: KeyValues & { cause: FindingCause | null }, word: WordCause) => ({
    detail: keysDetail(values),
    fix: cause ? word(cause) : 'Retry.',
  }),
  no_backups: () => ({ detail: 'none yet; Patchbay makes one when it ends' }),
  backup_failed: ({ cause }: CauseValue, word: WordCause) => ({
    detail: `the last one failed: ${word(cause)}`,
    fix: 'Free some space, or see Integrity.',
  }),
  backups: (values: BackupValues) => ({ detail: backupsDetail(values) }),
  backups_doubtful: (values: BackupValues) => ({
    detail: backupsDetail(values),
    fix: 'Do not rely on those backups: patchbay backup list names them. A backup file of your own (patchbay backup create) needs no keychain.',
  }),
  backups_old: (values: BackupValues) => ({
    detail: backupsDetail(values),
    fix: 'Start Patchbay and end it again; it makes one if something changed.',
  }),
  set_aside: ({ count, path }: PathValue & { count: number }) => ({
    detail: `${count} in ${path}`,
    fix: 'Delete them once you no longer need them; they hold encrypted secrets.',
  }),
  unreadable: ({ cause }: CauseValue, word: WordCause) => ({
    detail: word(cause),
    fix: STORE_FIXES[cause.reason ?? ''] ?? 'Look at what is there.',
  }),
  no_access: ({ cause }: CauseValue, word: WordCause) => ({
    detail: word(cause),
    fix: 'Run doctor under the account that the data belong to.',
  }),
  room: ({ bytes }: { bytes: number }) => ({ detail: readableSize(bytes) }),
  little_room: ({ bytes, needed }: { bytes: number; needed: number }) => ({
    detail: readableSize(bytes),
    fix: `Keep at least ${readableSize(needed)} free so that backups can be made.`,
  }),
}

export type FindingReason = keyof typeof findingReasons

/** The words of one language for every finding. */
export type FindingSentences = {
  [Reason in FindingReason]: (...input: Parameters<(typeof findingReasons)[Reason]>) => FindingWords
}

/** What each finding is about, in English. */
export const findingTitles = {
  access: 'Access',
  program: 'Program',
  updates: 'Updates',
  directory: 'Data directory',
  database: 'Database',
  integrity: 'Integrity',
  activity: 'Activity',
  migrations: 'Migrations',
  account: 'Account',
  keychain: 'Keychain',
  keys: 'Keys',
  backups: 'Backups',
  quarantine: 'Set aside',
  log: 'Log',
  room: 'Free space',
}

export type FindingId = keyof typeof findingTitles
