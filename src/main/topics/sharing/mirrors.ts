import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { appError } from '../../../contract/errors.ts'
import { createMirror, type Mirror } from './git/mirror.ts'

/** Makes the mirror of a repository in a directory. */
export type MakeMirror = (dir: string, remote: string) => Mirror

/** The copies of the repositories of shared workspaces, which are kept below the data directory. */
export function createMirrors(directory: string | null, make: MakeMirror = createMirror) {
  const open = new Map<string, Mirror>()

  const dirOf = (workspaceId: string): string => {
    if (directory === null) throw appError('sharing_needs_directory')
    // An id of elsewhere names no path.
    if (!/^[\w-]+$/.test(workspaceId)) throw appError('no_workspace')
    return join(directory, `${workspaceId}.git`)
  }

  const remove = (workspaceId: string): void => {
    open.get(workspaceId)?.close()
    open.delete(workspaceId)
    rmSync(dirOf(workspaceId), { recursive: true, force: true })
  }

  return {
    of: (workspaceId: string, remote: string): Mirror => {
      const mirror = open.get(workspaceId) ?? make(dirOf(workspaceId), remote)
      open.set(workspaceId, mirror)
      return mirror
    },
    /** A new one; what an attempt that failed has left is removed. */
    begin: async (workspaceId: string, remote: string): Promise<Mirror> => {
      remove(workspaceId)
      const mirror = make(dirOf(workspaceId), remote)
      open.set(workspaceId, mirror)
      await mirror.init()
      return mirror
    },
    remove,
    close: (): void => {
      for (const mirror of open.values()) mirror.close()
      open.clear()
    },
  }
}

export type Mirrors = ReturnType<typeof createMirrors>
