import { openSync, closeSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupKind, StoreBackup } from '../../../contract/groups/backups.ts'
import { BACKUP_KINDS, BACKUP_WEEKS, type BackupWeeks } from '../../../shared/limits.ts'
import { appError, AppError } from '../../../contract/errors.ts'
import { errnoOf, fileError } from '../../platform/file-errors.ts'
import { APPLICATION_ID, findDamage, sizeOf } from '../files/database-files.ts'
import { sqliteCodeOf, toStoreError } from '../files/sqlite-errors.ts'
import { keptBackups } from './ladder.ts'
import { flush, makePrivateDirectory, renameDurably } from '../../platform/sync-files.ts'

const UNFINISHED = '.unfinished.db'
/** Number, instant and version, so the order of backups never depends on a clock: `0007_20260301T090000Z_v1_daily.db`. */
const NAME = new RegExp(`^(\\d{4,9})_(\\d{8}T\\d{6}Z)_v(\\d{1,6})_(${BACKUP_KINDS.join('|')})\\.db$`)

export interface BackupOptions {
  /** The directory of the backups; made when missing. */
  dir: string
  kind: BackupKind
  /** ISO 8601. */
  now: string
  /** For how many weeks one of each is kept; the usual number unless given. */
  weeks?: BackupWeeks
}

/** The backups in a directory, newest first. Files with other names are left alone. Throws `unavailable`. */
export const listBackups = (dir: string): StoreBackup[] => numbered(dir).map((each) => describe(dir, each))

/** The newest backup in a directory, undefined where there is none; the others are not looked at. Throws `unavailable`. */
export function newestBackup(dir: string): StoreBackup | undefined {
  const [newest] = numbered(dir)
  return newest && describe(dir, newest)
}

const describe = (dir: string, { name, match }: ReturnType<typeof numbered>[number]): StoreBackup => ({
  name,
  createdAt: toInstant(match[2] ?? ''),
  kind: match[4] as BackupKind,
  version: Number(match[3]),
  size: sizeOf(join(dir, name)),
})

/**
 * Copies an open database with `VACUUM INTO`, opens and checks the copy, and only then gives it its name and removes
 * those that the ladder does not keep. Returns the name. Throws `unavailable`; whatever was there before is still there then.
 */
export function makeBackup(
  sqlite: Database.Database,
  { dir, kind, now, weeks = BACKUP_WEEKS[0] }: BackupOptions,
): string {
  const unfinished = join(dir, UNFINISHED)
  try {
    makePrivateDirectory(dir)
    rmSync(unfinished, { force: true })
    assertRoom(sqlite.name, dir)
    // VACUUM INTO accepts an empty file, whose mode is then ours to choose.
    closeSync(openSync(unfinished, 'wx', 0o600))
    sqlite.prepare('VACUUM INTO ?').run(unfinished)
    flush(unfinished)
    const version = checkBackup(unfinished)
    const present = numbered(dir)
    const number = String((present[0]?.number ?? 0) + 1).padStart(4, '0')
    const name = `${number}_${toStamp(now)}_v${version}_${kind}.db`
    renameDurably(unfinished, join(dir, name))
    const all = listBackups(dir)
    const kept = keptBackups(all, weeks)
    for (const old of all) if (!kept.has(old)) rmSync(join(dir, old.name), { force: true })
    return name
  } catch (error) {
    removeQuietly(unfinished)
    throw failure(error, sqlite.name, dir)
  }
}

/** Opens a backup and reads all of it; answers its version. Throws `unavailable` with the reason `unusable_backup`. */
export function checkBackup(file: string): number {
  try {
    const sqlite = new Database(file, { readonly: true, fileMustExist: true })
    try {
      if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID)
        throw appError('unusable_backup', { fault: 'foreign' })
      if (findDamage(sqlite, 1).length > 0) throw appError('unusable_backup', { fault: 'damaged' })
      return sqlite.pragma('user_version', { simple: true }) as number
    } finally {
      sqlite.close()
    }
  } catch (error) {
    throw error instanceof AppError ? error : appError('unusable_backup', { fault: 'unreadable' })
  }
}

function failure(error: unknown, file: string, dir: string): AppError {
  const cause = toStoreError(error, file)
  if (cause instanceof AppError) return cause
  if (errnoOf(error) !== '' && sqliteCodeOf(error) === '') return fileError('back_up', dir, error)
  return appError('backup_failed')
}

/** Removes what an interrupted backup has left. */
export const removeUnfinishedBackup = (dir: string): void => removeQuietly(join(dir, UNFINISHED))

function removeQuietly(file: string) {
  try {
    rmSync(file, { force: true })
    rmSync(`${file}-journal`, { force: true })
  } catch {
    // The next backup tries again.
  }
}

/** A backup must not take the room that the database itself needs. */
function assertRoom(source: string, dir: string) {
  const { bavail, bsize } = statfsSync(dir)
  if (bavail * bsize < 2 * sizeOf(source)) throw appError('disk_full', { work: 'back_up', path: dir, cause: 'ENOSPC' })
}

function numbered(dir: string) {
  return namesIn(dir)
    .flatMap((name) => {
      const match = NAME.exec(name)
      return match ? [{ name, match, number: Number(match[1]) }] : []
    })
    .sort((a, b) => b.number - a.number)
}

function namesIn(dir: string): string[] {
  try {
    return statSync(dir, { throwIfNoEntry: false }) ? readdirSync(dir) : []
  } catch (error) {
    throw fileError('list_backups', dir, error)
  }
}

const toStamp = (instant: string) => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')

const toInstant = (stamp: string) =>
  stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6.000Z')
