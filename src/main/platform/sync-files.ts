import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { errnoOf } from './file-errors.ts'

/** Puts what was written to a file or directory on the disk. Windows cannot open a directory and needs no such step. */
export function flush(path: string, kind: 'file' | 'directory' = 'file'): void {
  if (kind === 'directory' && process.platform === 'win32') return
  const descriptor = openSync(path, kind === 'file' ? 'r+' : 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Renames so that it lasts: the new name is on the disk when this returns. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to)
  flush(dirname(to), 'directory')
  if (dirname(from) !== dirname(to)) flush(dirname(from), 'directory')
}

/**
 * Makes a directory that only its owner can read, with those above it. Node's own recursive way says ENOENT whatever
 * the cause is.
 */
export function makePrivateDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    const code = errnoOf(error)
    if (code === 'ENOENT' && dirname(path) !== path) {
      makePrivateDirectory(dirname(path))
      mkdirSync(path, { mode: 0o700 })
    } else if (!isDirectory(path)) throw error
  }
}

const isDirectory = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
