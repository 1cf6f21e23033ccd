import type { StoreBackup } from '../../../contract/groups/backups.ts'
import type { BackupWeeks } from '../../../shared/limits.ts'

const NEWEST = 5
const DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * The backups to keep, of a list with the newest first: the newest five, and the newest one of each of the last seven
 * days and of so many weeks that have one. Days are counted by their names, so a clock that jumps removes no good backup early.
 */
export function keptBackups<B extends Pick<StoreBackup, 'createdAt'>>(
  backups: readonly B[],
  weeks: BackupWeeks,
): Set<B> {
  return new Set([
    ...backups.slice(0, NEWEST),
    ...firstOfEach(backups, ({ createdAt }) => createdAt.slice(0, 10)).slice(0, DAYS),
    ...firstOfEach(backups, weekOf).slice(0, weeks),
  ])
}

function firstOfEach<B>(backups: readonly B[], nameOf: (backup: B) => string): B[] {
  const firsts = new Map<string, B>()
  for (const backup of backups) if (!firsts.has(nameOf(backup))) firsts.set(nameOf(backup), backup)
  return [...firsts.values()]
}

/** Weeks begin on Monday; the first of January 1970 was a Thursday. */
const weekOf = ({ createdAt }: Pick<StoreBackup, 'createdAt'>): string =>
  String(Math.floor((Date.parse(createdAt) / DAY_MS + 3) / 7))
