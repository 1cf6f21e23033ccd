import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import { appError } from '../../contract/errors.ts'
import { errnoOf } from './file-errors.ts'

/** Remembers files that are being written outside the data directory so that the next start removes what a kill left. */
export interface UnfinishedFiles {
  /**
   * A name for a temporary file in a directory, noted until `forget`. Throws `invalid` with the reason `in_data_directory`, so
   * no file of a person takes the place of the database or of a backup.
   */
  reserve(directory: string): { path: string; forget(): void }
}

const nameOf = (id: string) => `.patchbay-${id}.tmp`

/** A name that nothing remembers, for a file that is written without a data directory. */
export const NOT_REMEMBERED: UnfinishedFiles = {
  reserve: (directory) => ({ path: join(directory, nameOf(randomUUID())), forget: () => undefined }),
}

export function createUnfinishedFiles(dataDir: string): UnfinishedFiles {
  const notes = join(dataDir, 'unfinished')
  return {
    reserve: (directory) => {
      if (isWithin(directory, dataDir)) throw appError('in_data_directory', { path: directory })
      const id = randomUUID()
      const path = join(directory, nameOf(id))
      const note = join(notes, id)
      try {
        mkdirSync(notes, { recursive: true, mode: 0o700 })
        writeFileSync(note, path, { mode: 0o600, flush: true })
      } catch {
        // A full disk in the data directory is no reason to refuse an export to another disk.
      }
      return { path, forget: () => rmSync(note, { force: true }) }
    },
  }
}

/** Whether a directory is another one or below it, whatever links lead there; one that does not exist is not. */
function isWithin(directory: string, other: string): boolean {
  try {
    const path = relative(realpathSync.native(other), realpathSync.native(directory))
    return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
  } catch {
    return false
  }
}

/** Removes the temporary files of an earlier run; what cannot be reached now is tried again at the next start. */
export function removeUnfinishedFiles(dataDir: string): void {
  const notes = join(dataDir, 'unfinished')
  for (const id of list(notes)) {
    const note = join(notes, id)
    try {
      const path = readFileSync(note, 'utf8')
      // Only a name that this note has reserved, so a forged note removes nothing else.
      if (basename(path) === nameOf(id)) rmSync(path, { force: true })
      rmSync(note, { force: true })
    } catch {
      // A disk that is not connected now.
    }
  }
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}
