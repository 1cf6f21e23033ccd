import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../contract/errors.ts'
import type { StoreReason } from '../../../contract/store-reasons.ts'
import { checkDirectory, checkFile } from '../../platform/check-file.ts'
import { listBackups } from '../../store/backup/backup.ts'
import { sizeOf } from '../../store/files/database-files.ts'
import { listSetAside } from '../../store/backup/replace.ts'
import type { Context } from '../../core/context.ts'
import { FIXES, type Line, readable, type DoctorDeps, withoutHome } from './look.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** More than this many days without a backup is worth a word. */
const BACKUP_DAYS = 7
const LEAST_ROOM_BYTES = 200 * 1024 * 1024

export function directory({ paths }: DoctorDeps): Line {
  const base = { id: 'directory', title: 'Data directory' }
  if (!paths) return { ...base, state: 'ok', detail: 'in memory' }
  const detail = withoutHome(paths.dataDir)
  const stats = statSync(paths.dataDir, { throwIfNoEntry: false })
  if (!stats)
    return { ...base, state: 'problem', detail: `${detail} does not exist`, fix: 'Name another with --data-dir.' }
  const open = process.platform !== 'win32' && (stats.mode & 0o077) !== 0
  return open
    ? { ...base, state: 'warning', detail: `${detail} can be read by other accounts`, fix: 'chmod 700 the directory.' }
    : { ...base, state: 'ok', detail }
}

export function backups({ paths, backupProblem }: DoctorDeps, { now }: Context): Line | null {
  if (!paths) return null
  const base = { id: 'backups', title: 'Backups' }
  const listed = attempt(() => listBackups(paths.backups))
  if (!Array.isArray(listed)) return { ...base, ...listed }
  const [newest, ...others] = listed
  const failed = backupProblem()
  if (failed)
    return {
      ...base,
      state: 'warning',
      detail: `the last one failed: ${withoutHome(failed)}`,
      fix: 'Free some space, or see Integrity.',
    }
  if (!newest) return { ...base, state: 'ok', detail: 'none yet; the first change of each day makes one' }
  const detail = `${others.length + 1}, the newest of ${newest.createdAt}`
  const days = (Date.parse(now) - Date.parse(newest.createdAt)) / DAY_MS
  return days > BACKUP_DAYS
    ? { ...base, state: 'warning', detail, fix: 'Keep Patchbay open for a few seconds to make one.' }
    : { ...base, state: 'ok', detail }
}

export function quarantine({ paths }: DoctorDeps): Line | null {
  if (!paths) return null
  const base = { id: 'quarantine', title: 'Set aside' }
  const kept = attempt(() => listSetAside(paths))
  if (!Array.isArray(kept)) return { ...base, ...kept }
  if (kept.length === 0) return null
  return {
    ...base,
    state: 'warning',
    detail: `${kept.length} in ${withoutHome(paths.quarantine)}`,
    fix: 'Delete them once you no longer need them; they hold encrypted secrets.',
  }
}

export function log({ paths }: DoctorDeps): Line | null {
  if (!paths) return null
  const directory = join(paths.dataDir, 'logs')
  const checked = attempt(() => {
    checkDirectory(directory)
    checkFile(join(directory, 'patchbay.log'))
    return []
  })
  return Array.isArray(checked) ? null : { id: 'log', title: 'Log', ...checked, state: 'warning' }
}

export function room({ paths }: DoctorDeps): Line | null {
  if (!paths || !statSync(paths.dataDir, { throwIfNoEntry: false })) return null
  const { bavail, bsize } = statfsSync(paths.dataDir)
  const free = bavail * bsize
  const base = { id: 'room', title: 'Free space', detail: readable(free) }
  const needed = Math.max(LEAST_ROOM_BYTES, 2 * sizeOf(paths.database))
  return free < needed
    ? { ...base, state: 'warning', fix: `Keep at least ${readable(needed)} free so that backups can be made.` }
    : { ...base, state: 'ok' }
}

/** The list, or a problem in the words of the place that found it. */
function attempt<T>(list: () => T[]): T[] | Pick<Line, 'state' | 'detail' | 'fix'> {
  try {
    return list()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return {
      state: 'problem',
      detail: withoutHome(error.message),
      fix: FIXES[error.reason as StoreReason] ?? 'Look at what is there.',
    }
  }
}
