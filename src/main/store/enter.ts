import { accessSync, chmodSync, constants, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { checkDirectory, checkFile } from '../platform/check-file.ts'
import { fileError } from '../platform/file-errors.ts'
import { removeUnfinishedFiles } from '../platform/unfinished-files.ts'
import { removeUnfinishedBackup } from './backup/backup.ts'
import { WITH_COMPANIONS } from './files/database-files.ts'
import { acquireLock, type Lock } from './files/lock.ts'
import type { StorePaths } from './files/paths.ts'
import { enterOwnDirectory } from '../platform/own-directory.ts'

/**
 * Makes a data directory this process's own: private, locked, and without what an interrupted run has left.
 * Throws `unavailable` with a StoreReason.
 */
export function enterDataDirectory(paths: StorePaths, host: string): Lock {
  const { dataDir, backups } = paths
  try {
    enterOwnDirectory(dataDir)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw fileError('data_directory', dataDir, error)
  }
  mendCompanions(paths)
  checkParts(paths)
  const lock = acquireLock(dataDir, { host, pid: process.pid })
  removeUnfinishedBackup(backups)
  removeUnfinishedFiles(dataDir)
  return lock
}

/** SQLite gives its log the mode of the database, so one that was read-only for a while leaves a log that stays so. */
function mendCompanions({ database }: StorePaths): void {
  if (process.platform === 'win32') return
  for (const suffix of WITH_COMPANIONS.filter((suffix) => suffix !== '')) {
    const stats = lstatSync(database + suffix, { throwIfNoEntry: false })
    if (stats?.isFile() && stats.uid === process.getuid?.() && (stats.mode & 0o600) !== 0o600)
      chmodSync(database + suffix, 0o600)
  }
}

/**
 * Looks whether everything that the program keeps in a data directory can be there. Throws `unavailable`: `in_the_way`
 * where a name is taken by something of another kind, `no_permission` where it cannot be used. What is found is left
 * as it is, because only people know whether they need it. The database itself is looked at when it is opened.
 */
function checkParts({ dataDir, database, backups, quarantine }: StorePaths): void {
  // A link is no file here: SQLite keeps its log beside what a link names, where another data directory could use it too.
  const files = ['lock.db', 'lock.json'].map((name) => join(dataDir, name))
  const companions = [...WITH_COMPANIONS.filter((suffix) => suffix !== ''), '.incoming']
  for (const file of [...files, ...companions.map((suffix) => database + suffix)]) checkFile(file)
  for (const directory of [backups, quarantine, join(dataDir, 'unfinished')]) checkDirectory(directory)
}
