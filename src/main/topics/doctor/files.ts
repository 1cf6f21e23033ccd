import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ListedBackup } from '../../../contract/groups/backups.ts'
import { AppError } from '../../../contract/errors.ts'
import type { BackupCounts, FindingCause } from '../../../shared/text/findings.ts'
import { checkDirectory, checkFile } from '../../platform/check-file.ts'
import { sizeOf } from '../../store/files/database-files.ts'
import { findDataPlace } from '../../platform/data-place.ts'
import { listSetAside } from '../../store/backup/replace.ts'
import type { Context } from '../../core/context.ts'
import { causeOf, type DoctorDeps, type Line } from './look.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** More than this many days without a backup is worth a word. */
const BACKUP_DAYS = 7
const LEAST_ROOM_BYTES = 200 * 1024 * 1024

export function directory({ paths }: DoctorDeps): Line {
  const base = { id: 'directory' as const }
  if (!paths) return { ...base, state: 'ok', reason: 'in_memory', values: undefined }
  const values = { path: paths.dataDir }
  const stats = statSync(paths.dataDir, { throwIfNoEntry: false })
  if (!stats) return { ...base, state: 'problem', reason: 'directory_missing', values }
  const isOpen = process.platform !== 'win32' && (stats.mode & 0o077) !== 0
  if (isOpen) return { ...base, state: 'warning', reason: 'directory_open', values }
  const place = findDataPlace(paths.dataDir)
  return place
    ? { ...base, state: 'warning', reason: `directory_${place}`, values }
    : { ...base, state: 'ok', reason: 'directory', values }
}

export async function backups(
  { paths, backupProblem, listBackups }: DoctorDeps,
  { now }: Context,
): Promise<Line | null> {
  if (!paths) return null
  const base = { id: 'backups' as const }
  const listed = await attempt(listBackups)
  if (!Array.isArray(listed)) return { ...base, state: 'problem', ...listed }
  const problem = backupProblem()
  if (problem)
    return { ...base, state: 'warning', reason: 'backup_failed', values: { cause: causeOf(problem.toBody()) } }
  const [newest] = listed
  if (!newest) return { ...base, state: 'ok', reason: 'no_backups', values: undefined }
  const values = { count: listed.length, newest: newest.createdAt, counts: countsOf(listed) }
  if (values.counts.damaged || values.counts.lost)
    return { ...base, state: 'warning', reason: 'backups_doubtful', values }
  const days = (Date.parse(now) - Date.parse(newest.createdAt)) / DAY_MS
  return days > BACKUP_DAYS
    ? { ...base, state: 'warning', reason: 'backups_old', values }
    : { ...base, state: 'ok', reason: 'backups', values }
}

function countsOf(listed: readonly ListedBackup[]): BackupCounts {
  const groups = Object.groupBy(listed, ({ contents, keys }) => (contents ? keys : 'damaged'))
  return Object.fromEntries(Object.entries(groups).map(([group, same]) => [group, same.length]))
}

export async function quarantine({ paths }: DoctorDeps): Promise<Line | null> {
  if (!paths) return null
  const kept = await attempt(() => listSetAside(paths))
  if (!Array.isArray(kept)) return { id: 'quarantine', state: 'problem', ...kept }
  if (kept.length === 0) return null
  return {
    ...{ id: 'quarantine', state: 'warning', reason: 'set_aside' },
    values: { count: kept.length, path: paths.quarantine },
  }
}

export async function log({ paths }: DoctorDeps): Promise<Line | null> {
  if (!paths) return null
  const directory = join(paths.dataDir, 'logs')
  const checked = await attempt(() => {
    checkDirectory(directory)
    checkFile(join(directory, 'patchbay.log'))
    return []
  })
  return Array.isArray(checked) ? null : { id: 'log', state: 'warning', ...checked }
}

export function room({ paths }: DoctorDeps): Line | null {
  if (!paths || !statSync(paths.dataDir, { throwIfNoEntry: false })) return null
  const { bavail, bsize } = statfsSync(paths.dataDir)
  const bytes = bavail * bsize
  const needed = Math.max(LEAST_ROOM_BYTES, 2 * sizeOf(paths.database))
  return bytes < needed
    ? { id: 'room', state: 'warning', reason: 'little_room', values: { bytes, needed } }
    : { id: 'room', state: 'ok', reason: 'room', values: { bytes } }
}

/** The list, or why there is none. */
async function attempt<T>(
  look: () => T[] | Promise<T[]>,
): Promise<T[] | { reason: 'unreadable'; values: { cause: FindingCause } }> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { reason: 'unreadable', values: { cause: causeOf(error.toBody()) } }
  }
}
