import { accessSync, constants, lstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { fileError } from '../file-errors.ts'
import { WITH_COMPANIONS } from './database-files.ts'
import type { StorePaths } from './replace.ts'

const { R_OK, W_OK, X_OK } = constants

/**
 * Looks whether everything that the program keeps in a data directory can be there. Throws `unavailable`: `in_the_way`
 * where a name is taken by something of another kind, `no_permission` where it cannot be used. What is found is left
 * as it is, because only people know whether they need it. The database itself is looked at when it is opened.
 */
export function checkParts({ dataDir, database, backups, quarantine }: StorePaths): void {
  // A link is no file here: SQLite keeps its log beside what a link names, where another data directory could use it too.
  const files = ['lock.db', 'lock.json'].map((name) => join(dataDir, name))
  const companions = [...WITH_COMPANIONS.filter((suffix) => suffix !== ''), '.incoming']
  for (const file of [...files, ...companions.map((suffix) => database + suffix)]) checkFile(file)
  for (const directory of [backups, quarantine, join(dataDir, 'unfinished')]) checkDirectory(directory)
}

export function checkFile(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) return
  if (!found.isFile()) throw inTheWay(path, 'file')
  checkAccess(path, R_OK | W_OK)
}

/** A link to a directory is fine: backups may be on another disk. */
export function checkDirectory(path: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })) return
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw inTheWay(path, 'directory')
  checkAccess(path, R_OK | W_OK | X_OK)
}

function checkAccess(path: string, mode: number) {
  try {
    accessSync(path, mode)
  } catch (error) {
    throw fileError(`${path} cannot be used`, error)
  }
}

const inTheWay = (path: string, kind: 'file' | 'directory') =>
  new AppError(
    'unavailable',
    `${path} is in the way, because Patchbay keeps a ${kind} there; rename it and try again`,
    {
      reason: 'in_the_way',
    },
  )
