import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { VERSION } from './version.ts'

/** Where the program's own files are. */
export interface Resources {
  migrationsDir: string
  seedsDir: string
  /** The module that validates in a worker thread. */
  schemaWorkerUrl: URL
  /** The module that checks and copies the database in a worker thread. */
  storeWorkerUrl: URL
  /** The built script of the page that asks somebody else for a secret. */
  answerPageFile: string
  version: string
}

/** Where the program's own files are, as seen from an entry file in src/main or in out/main. */
export interface ProgramFiles extends Resources {
  rootDir: string
  rendererDir: string
  /** The module that talks to the keychain from a process of its own. */
  keychainProcessUrl: URL
}

export function resourcesBeside(entryUrl: string): ProgramFiles {
  const directory = dirname(fileURLToPath(entryUrl))
  const at = (path: string) => join(directory, '../..', path)
  const isSource = entryUrl.endsWith('.ts')
  return {
    rootDir: at('.'),
    migrationsDir: at('migrations'),
    seedsDir: at('seeds'),
    rendererDir: at('out/renderer'),
    schemaWorkerUrl: new URL(isSource ? './schemas/validate/worker.ts' : './schema-worker.js', entryUrl),
    storeWorkerUrl: new URL(isSource ? './store/backup/worker.ts' : './store-worker.js', entryUrl),
    keychainProcessUrl: new URL(isSource ? './secrets/keychain/process.ts' : './keychain-process.js', entryUrl),
    answerPageFile: at('out/main/answer-page.js'),
    version: VERSION,
  }
}
