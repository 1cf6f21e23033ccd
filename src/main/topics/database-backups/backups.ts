import { join } from 'node:path'
import type { BackupKind, backups, ListedBackup } from '../../../contract/groups/backups.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { Log } from '../../platform/log.ts'
import { listBackups } from '../../store/backup/backup.ts'
import type { StorePaths } from '../../store/files/paths.ts'
import { createKeyLook } from '../../secrets/backup-keys.ts'
import type { Keychain } from '../../secrets/keychain/keychain.ts'
import { readContents } from '../../store/backup/contents.ts'
import { findBackup, restoreBackup, setAside } from '../../store/backup/replace.ts'
import type { Context } from '../../core/context.ts'

interface Deps {
  /** Null for a database in memory. */
  paths: StorePaths | null
  /** The newest version of the data that this program knows. */
  knownVersion: number
  /** Closes the database, runs the work on its files and opens what is there then. */
  replace: <T>(work: () => T, options?: { expectsData?: boolean }) => Promise<T>
  /** Whether the database is open and fine, so starting over would lose it. */
  isOpen: boolean
  /** Makes a backup of the open database, where that works. */
  backUp: (kind: BackupKind) => Promise<void>
  keychain: Keychain
  log: Log
}

/** The program's own backups of the whole database. */
export function createBackups(deps: Deps): GroupHandlers<typeof backups, Context> {
  const { paths, knownVersion, replace, isOpen, backUp, keychain, log } = deps
  const existing = (): StorePaths => {
    if (!paths) throw appError('no_backups')
    return paths
  }

  return {
    list: () => (paths ? lookIntoBackups(paths, keychain) : []),

    restore: async (context, { name }) => {
      const files = existing()
      const which = { name, known: knownVersion }
      // Checked before anything is closed, so a wrong name disturbs nobody.
      findBackup(files, which)
      if (isOpen) await backUp('restore')
      const restored = await replace(() => restoreBackup(files, { ...which, now: context.now }))
      log.write('store.replaced', { reason: 'backup' })
      return restored
    },

    startOver: async (context) => {
      const files = existing()
      if (isOpen) throw appError('database_opens')
      const kept = await replace(() => ({ keptAs: setAside(files, context.now) }), { expectsData: false })
      log.write('store.replaced', { reason: 'empty' })
      return kept
    },
  }
}

/** The backups with what is in them, newest first. Throws `unavailable` where their directory cannot be read. */
export async function lookIntoBackups({ backups: dir }: StorePaths, keychain: Keychain): Promise<ListedBackup[]> {
  const openness = createKeyLook(keychain)
  const listed: ListedBackup[] = []
  for (const backup of listBackups(dir)) {
    const contents = contentsOf(join(dir, backup.name))
    listed.push({ ...backup, contents, keys: contents ? await openness(contents.keys) : 'unknown' })
  }
  return listed
}

/** Null for a backup that cannot be read. */
function contentsOf(file: string) {
  try {
    return readContents(file)
  } catch {
    return null
  }
}
