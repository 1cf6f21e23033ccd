import * as z from 'zod'
import { BACKUP_KINDS } from '../../shared/limits.ts'
import { Instant } from '../common.ts'
import { group } from '../define.ts'

/**
 * Why a backup was made: `daily` for what was there at the end of a day or of the program; before the data gets a
 * newer version, before an import, a restore or a rotation of a key; `rotated` once every secret is under the new key.
 */
export const BackupKind = z.enum(BACKUP_KINDS)

export type BackupKind = z.infer<typeof BackupKind>

/** A snapshot of the whole database that the program has made. */
export const StoreBackup = z.object({
  name: z.string(),
  createdAt: Instant,
  kind: BackupKind,
  /** The version of the data, counted in migrations. */
  version: z.number(),
  /** In bytes. */
  size: z.number(),
})

export type StoreBackup = z.infer<typeof StoreBackup>

/** What a look into a backup shows. */
export const ListedBackup = StoreBackup.extend({
  /** Null where it cannot be read. */
  contents: z.object({ workspaces: z.number(), connectors: z.number() }).nullable(),
  /**
   * Whether its secrets can be read here: `ready` for all of them, `passphrase` once passphrases are entered, `lost` where
   * a workspace has lost its key, `unknown` where the keychain or the backup does not answer.
   */
  keys: z.enum(['ready', 'passphrase', 'lost', 'unknown']),
})

export type ListedBackup = z.infer<typeof ListedBackup>

/** Where the files that were replaced are kept; null where there were none. */
const keptAs = z.string().nullable()

/** All workspaces are in one database, which only the person who created the data directory replaces. */
export const backups = group({
  list: {
    route: 'GET /backups',
    role: 'anyone',
    needs: 'nothing',
    summary: "The program's own backups of the whole database, newest first",
    input: z.object({}),
    output: z.array(ListedBackup),
  },
  restore: {
    route: 'POST /backups/restore',
    role: 'founder',
    needs: 'nothing',
    summary: 'Restore the whole database from a backup; the present files are renamed and kept',
    input: z.object({ name: z.string().max(200) }),
    output: z.object({ backup: StoreBackup, keptAs }),
  },
  startOver: {
    route: 'POST /backups/start-over',
    role: 'founder',
    needs: 'nothing',
    summary: 'Set a database that cannot be opened aside and start with an empty one',
    input: z.object({}),
    output: z.object({ keptAs }),
  },
})
