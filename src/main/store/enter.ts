import { accessSync, chmodSync, constants } from 'node:fs'
import { fileError } from '../file-errors.ts'
import { removeUnfinishedFiles } from '../unfinished-files.ts'
import { removeUnfinishedBackup } from './backup.ts'
import { acquireLock, type Lock } from './lock.ts'
import { checkParts } from './parts.ts'
import type { StorePaths } from './replace.ts'
import { makePrivateDirectory } from './sync-files.ts'

/**
 * Makes a data directory this process's own: private, locked, and without what an interrupted run has left.
 * Throws `unavailable` with a StoreReason.
 */
export function enterDataDirectory(paths: StorePaths, host: string): Lock {
  const { dataDir, backups } = paths
  try {
    makePrivateDirectory(dataDir)
    // Also where the directory was there before.
    chmodSync(dataDir, 0o700)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw fileError(`The data directory ${dataDir} cannot be used`, error)
  }
  checkParts(paths)
  const lock = acquireLock(dataDir, { host, pid: process.pid })
  removeUnfinishedBackup(backups)
  removeUnfinishedFiles(dataDir)
  return lock
}
