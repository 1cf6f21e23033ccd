import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json' with { type: 'json' }
import type { Resources } from './app.ts'

/** Where the program's own files are, as seen from an entry file in src/main or in out/main. */
export interface ProgramFiles extends Resources {
  rootDir: string
  rendererDir: string
  /** The module that talks to the keychain from a process of its own. */
  keychainProcessUrl: URL
}

export function resourcesBeside(entryUrl: string): ProgramFiles {
  const at = (path: string) => fileURLToPath(new URL(path, entryUrl))
  const isSource = entryUrl.endsWith('.ts')
  return {
    rootDir: at('../../'),
    migrationsDir: at('../../migrations'),
    seedsDir: at('../../seeds'),
    rendererDir: at('../../out/renderer'),
    schemaWorkerUrl: new URL(isSource ? './schemas/worker.ts' : './schema-worker.js', entryUrl),
    storeWorkerUrl: new URL(isSource ? './store/store-worker.ts' : './store-worker.js', entryUrl),
    keychainProcessUrl: new URL(isSource ? './secrets/keychain-process.ts' : './keychain-process.js', entryUrl),
    version: packageJson.version,
  }
}
