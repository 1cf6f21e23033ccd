import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ListedBackup } from '../../../contract/groups/backups.ts'
import { AppError } from '../../../contract/errors.ts'
import type { StoreReason } from '../../../contract/store-reasons.ts'
import { checkDirectory, checkFile } from '../../platform/check-file.ts'
import { sizeOf } from '../../store/files/database-files.ts'
import { findDataPlace, PLACES } from '../../platform/data-place.ts'
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
  if (open)
    return {
      ...base,
      state: 'warning',
      detail: `${detail} can be read by other accounts`,
      fix: 'chmod 700 the directory.',
    }
  const place = findDataPlace(paths.dataDir)
  if (!place) return { ...base, state: 'ok', detail }
  const { detail: fault, fix } = PLACES[place]
  return { ...base, state: 'warning', detail: `${detail} ${fault}`, fix }
}

export async function backups(
  { paths, backupProblem, listBackups }: DoctorDeps,
  { now }: Context,
): Promise<Line | null> {
  if (!paths) return null
  const base = { id: 'backups', title: 'Backups' }
  const listed = await attempt(listBackups)
  if (!Array.isArray(listed)) return { ...base, ...listed }
  const failed = backupProblem()
  if (failed)
    return {
      ...base,
      state: 'warning',
      detail: `the last one failed: ${withoutHome(failed)}`,
      fix: 'Free some space, or see Integrity.',
    }
  const [newest] = listed
  if (!newest) return { ...base, state: 'ok', detail: 'none yet; Patchbay makes one when it ends' }
  const detail = `${listed.length}, the newest of ${newest.createdAt}; ${readability(listed)}`
  if (listed.some(({ contents, keys }) => !contents || keys === 'lost'))
    return {
      ...base,
      state: 'warning',
      detail,
      fix: 'Do not rely on those backups: patchbay backup list names them. A backup file of your own (patchbay backup create) needs no keychain.',
    }
  const days = (Date.parse(now) - Date.parse(newest.createdAt)) / DAY_MS
  return days > BACKUP_DAYS
    ? { ...base, state: 'warning', detail, fix: 'Start Patchbay and end it again; it makes one if something changed.' }
    : { ...base, state: 'ok', detail }
}

const READABILITY: Record<ListedBackup['keys'] | 'damaged', string> = {
  ready: 'can be restored with all secrets',
  passphrase: 'need a passphrase for their secrets',
  unknown: 'wait for the keychain',
  lost: 'have a key that is lost',
  damaged: 'cannot be read',
}

function readability(listed: readonly ListedBackup[]): string {
  const groups = Object.groupBy(listed, ({ contents, keys }) => (contents ? keys : 'damaged'))
  return Object.entries(READABILITY)
    .flatMap(([group, words]) => {
      const count = groups[group as keyof typeof READABILITY]?.length ?? 0
      return count > 0 ? `${count} ${words}` : []
    })
    .join(', ')
}

export async function quarantine({ paths }: DoctorDeps): Promise<Line | null> {
  if (!paths) return null
  const base = { id: 'quarantine', title: 'Set aside' }
  const kept = await attempt(() => listSetAside(paths))
  if (!Array.isArray(kept)) return { ...base, ...kept }
  if (kept.length === 0) return null
  return {
    ...base,
    state: 'warning',
    detail: `${kept.length} in ${withoutHome(paths.quarantine)}`,
    fix: 'Delete them once you no longer need them; they hold encrypted secrets.',
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
async function attempt<T>(look: () => T[] | Promise<T[]>): Promise<T[] | Pick<Line, 'state' | 'detail' | 'fix'>> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return {
      state: 'problem',
      detail: withoutHome(error.message),
      fix: FIXES[error.reason as StoreReason] ?? 'Look at what is there.',
    }
  }
}
