import { closeSync, constants, fchmodSync, fstatSync, lstatSync, openSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { appError } from '../../contract/errors.ts'
import { makePrivateDirectory } from './sync-files.ts'

/** What the program keeps in a data directory, by which it knows one that is its own. */
const PARTS = new Set([
  ...['patchbay.db', 'patchbay.db-wal', 'patchbay.db-shm', 'patchbay.db-journal', 'patchbay.db.incoming'],
  ...['lock.db', 'lock.json', 'commands.json', 'commands.sock', 'open.html', 'reserve', 'settings.json'],
  ...['logs', 'backups', 'quarantine', 'unfinished', 'electron'],
])

/** What systems put into every directory or disk. */
const OF_THE_SYSTEM = new Set(['lost+found', '.DS_Store', 'desktop.ini'])

/**
 * Makes a data directory where there is none, and else looks whether it may be used: one that the program has used before,
 * or an empty one of the caller. The mode of a directory that is there is never changed; where others can look into it,
 * the files of the program in it are made unreadable for them. Throws `unavailable` with the reason `other_files` or
 * `other_owner`, and what the file system throws.
 */
export function enterOwnDirectory(dataDir: string): void {
  const stats = statSync(dataDir, { throwIfNoEntry: false })
  if (!stats) return makePrivateDirectory(dataDir)
  // Whatever else has the name is reported as what it is by those who use it.
  if (!stats.isDirectory()) return makePrivateDirectory(dataDir)
  const names = readdirSync(dataDir)
  if (!names.some((name) => PARTS.has(name))) {
    if (names.some((name) => !OF_THE_SYSTEM.has(name))) throw appError('other_files', { path: dataDir })
    if (process.getuid && stats.uid !== process.getuid()) throw appError('other_owner', { path: dataDir })
  }
  if (process.platform !== 'win32' && (stats.mode & OTHERS) !== 0)
    for (const name of names) if (PARTS.has(name) && name !== 'electron') hide(join(dataDir, name))
}

const OTHERS = 0o077

/** Takes a file, or those in a directory, from everybody but its owner. Links are left alone, with what they lead to. */
function hide(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats?.isDirectory()) for (const name of readdirSync(path)) hide(join(path, name))
  if (!stats?.isFile() || stats.uid !== process.getuid?.()) return
  // A file with a second name may belong elsewhere.
  if ((stats.mode & OTHERS) === 0 || stats.nlink > 1) return
  // What has taken its place since then is not followed.
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    if (fstatSync(descriptor).ino === stats.ino) fchmodSync(descriptor, 0o600)
  } finally {
    closeSync(descriptor)
  }
}
