import { accessSync, constants, lstatSync, statSync } from 'node:fs'
import { appError } from '../../contract/errors.ts'
import { errnoOf, fileError } from './file-errors.ts'

const { R_OK, W_OK, X_OK } = constants

/** Throws `unavailable`: `in_the_way` for a name that something else than a file has, `no_permission` for no access. */
export function checkFile(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (!stats) return
  if (!stats.isFile()) throw inTheWay(path, 'file')
  checkAccess(path, R_OK | W_OK)
}

/** The same for a directory. A link to one is fine: backups may be on another disk. */
export function checkDirectory(path: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })) return
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw inTheWay(path, 'directory')
  checkAccess(path, R_OK | W_OK | X_OK)
}

function checkAccess(path: string, mode: number) {
  try {
    accessSync(path, mode)
  } catch (error) {
    // Another process that ends takes its files with it.
    if (errnoOf(error) !== 'ENOENT') throw fileError('use', path, error)
  }
}

const inTheWay = (path: string, kind: 'file' | 'directory') => appError('in_the_way', { path, kind })
