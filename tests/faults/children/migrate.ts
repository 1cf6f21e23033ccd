import { join } from 'node:path'
import { makeBackup } from '../../../src/main/store/backup/backup.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { childArguments } from '../child.ts'

/** `killAt` is the number of the statement that the process is killed before; null for none. */
export interface MigrateArguments {
  dataDir: string
  migrationsDir: string
  killAt: number | null
}

const { dataDir, migrationsDir, killAt } = childArguments<MigrateArguments>()
const now = new Date().toISOString()
console.log('ready')
openStore({
  file: join(dataDir, 'patchbay.db'),
  migrationsDir,
  now,
  beforeMigration: (sqlite) => {
    if (killAt === -1) process.kill(process.pid, 'SIGKILL')
    makeBackup(sqlite, { dir: join(dataDir, 'backups'), kind: 'migration', now })
    sqlite.function('before_statement', (number: number) => {
      if (number === killAt) process.kill(process.pid, 'SIGKILL')
      return number
    })
  },
}).close()
console.log('migrated')
