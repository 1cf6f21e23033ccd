import { copyFileSync, constants, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { StoreBackup } from '../../../contract/groups/backups.ts'
import { appError } from '../../../contract/errors.ts'
import { fileError } from '../../platform/file-errors.ts'
import { checkBackup, listBackups } from './backup.ts'
import { WITH_COMPANIONS } from '../files/database-files.ts'
import type { StorePaths } from '../files/paths.ts'
import { flush, makePrivateDirectory, renameDurably } from '../../platform/sync-files.ts'

/**
 * Puts a backup in the place of the database, whose files are renamed and kept. The database must be closed.
 * Killed at any point it leaves the old database, the new one, or none and everything in quarantine; the latter is
 * refused as `missing_file` until a restore is asked for again. Throws `not_found` for an unknown name, `unavailable`
 * for a backup that is damaged or newer than this program.
 */
export function restoreBackup(paths: StorePaths, { name, known, now }: { name: string; known: number; now: string }) {
  const backup = findBackup(paths, { name, known })
  const source = join(paths.backups, name)
  const incoming = `${paths.database}.incoming`
  try {
    rmSync(incoming, { force: true })
    copyFileSync(source, incoming, constants.COPYFILE_EXCL)
    flush(incoming)
    checkBackup(incoming)
    const keptAs = setAside(paths, now)
    renameDurably(incoming, paths.database)
    return { backup, keptAs }
  } catch (error) {
    throw fileError('restore', '', error)
  }
}

/** A backup by its name, checked. Throws `not_found`, or `unavailable` where this program cannot open it. */
export function findBackup({ backups }: StorePaths, { name, known }: { name: string; known: number }): StoreBackup {
  const backup = listBackups(backups).find((one) => one.name === name)
  if (!backup) throw appError('no_backup', { name })
  const version = checkBackup(join(backups, name))
  if (version > known) throw appError('newer_database', { what: 'backup', version, known })
  return backup
}

/**
 * Renames the database and what SQLite keeps beside it into a directory of their own; null where there is none.
 * The database goes first: a write-ahead log without its database is never taken for another's, because opening is
 * refused while one lies there alone.
 */
export function setAside({ database, quarantine }: StorePaths, now: string): string | null {
  const present = WITH_COMPANIONS.filter((suffix) => existsSync(database + suffix))
  if (present.length === 0) return null
  try {
    const directory = freshDirectory(quarantine, now)
    for (const suffix of present) renameDurably(database + suffix, join(directory, `patchbay.db${suffix}`))
    return directory
  } catch (error) {
    throw fileError('set_aside', '', error)
  }
}

/** The occasions on which a database was set aside. Throws `unavailable`. */
export function listSetAside({ quarantine }: StorePaths): string[] {
  try {
    return existsSync(quarantine) ? readdirSync(quarantine) : []
  } catch (error) {
    throw fileError('list', quarantine, error)
  }
}

function freshDirectory(quarantine: string, now: string): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-')
  for (let count = 1; ; count += 1) {
    const directory = join(quarantine, count === 1 ? stamp : `${stamp}-${count}`)
    if (existsSync(directory)) continue
    makePrivateDirectory(directory)
    flush(quarantine, 'directory')
    return directory
  }
}
