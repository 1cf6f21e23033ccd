import * as z from 'zod'
import { Instant } from '../common.ts'
import { group } from '../define.ts'

/** A snapshot of the whole database that the program has made on its own. */
export const StoreBackup = z.object({
  name: z.string(),
  createdAt: Instant,
  /** Why it was made: once a day, or before a migration. */
  kind: z.enum(['daily', 'migration']),
  /** The version of the data, counted in migrations. */
  version: z.number(),
  /** In bytes. */
  size: z.number(),
})

export type StoreBackup = z.infer<typeof StoreBackup>

/** Where the files that were replaced are kept; null where there were none. */
const keptAs = z.string().nullable()

/** All workspaces are in one database, which is replaced by an owner of one of them. */
export const backups = group({
  list: {
    route: 'GET /backups',
    role: 'anyone',
    needs: 'nothing',
    summary: "The program's own backups of the whole database, newest first",
    input: z.object({}),
    output: z.array(StoreBackup),
  },
  restore: {
    route: 'POST /backups/restore',
    role: 'owner',
    needs: 'nothing',
    summary: 'Restore the whole database from a backup; the present files are renamed and kept',
    input: z.object({ name: z.string().max(200) }),
    output: z.object({ backup: StoreBackup, keptAs }),
  },
  startOver: {
    route: 'POST /backups/start-over',
    role: 'owner',
    needs: 'nothing',
    summary: 'Set a database that cannot be opened aside and start with an empty one',
    input: z.object({}),
    output: z.object({ keptAs }),
  },
})
