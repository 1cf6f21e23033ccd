import { join } from 'node:path'

/** Where the parts of the store are. */
export interface StorePaths {
  dataDir: string
  database: string
  backups: string
  /** What was replaced, one directory per occasion; nothing here is ever deleted by the program. */
  quarantine: string
}

export const storePaths = (dataDir: string): StorePaths => ({
  dataDir,
  database: join(dataDir, 'patchbay.db'),
  backups: join(dataDir, 'backups'),
  quarantine: join(dataDir, 'quarantine'),
})
