import { closeSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'

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

/** Makes a directory that only its owner can read. */
export function makePrivateDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
}
