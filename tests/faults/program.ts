import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type AppApi, type AppContract, createClient } from '../../src/contract/index.ts'
import type { App } from '../../src/main/app/app.ts'
import { openApp, type OpenOptions } from '../../src/main/app/open-app.ts'
import { createKeychain } from '../../src/main/secrets/keychain/keychain.ts'
import { createVault } from '../../src/main/secrets/vault.ts'
import type { Store } from '../../src/main/store/open.ts'
import { createFileKeychain } from '../helpers/keychains/file-keychain.ts'
import { ada, resources } from '../helpers/test-app.ts'
import { BUNDLE_VARIABLE } from './bundle-variable.ts'
import { errorLog } from '../helpers/error-log.ts'

export interface Place {
  dataDir: string
  keychainDir: string
}

export const placeIn = (directory: string): Place => ({
  dataDir: join(directory, 'data'),
  keychainDir: join(directory, 'keychain'),
})

export interface FaultProgram {
  app: App
  api: AppApi
  /** Errors that nobody expected. */
  reported: unknown[]
}

/** The real program on a data directory, with a keychain that outlives the process. */
export function openProgram(place: Place, more: Partial<OpenOptions> = {}): FaultProgram {
  const reported: unknown[] = []
  const app = openApp({
    dataDir: place.dataDir,
    host: 'cli',
    resources: withBundle(),
    keychainEngine: createFileKeychain(place.keychainDir),
    clock: () => new Date(),
    identity: ada,
    log: errorLog((error) => void reported.push(error)),
    ...more,
  })
  return { app, api: createClient<AppContract>(app.dispatch), reported }
}

/** The program's files, with its workers from the bundle where there is one. */
function withBundle(): typeof resources {
  const bundle = process.env[BUNDLE_VARIABLE]
  if (!bundle) return resources
  const worker = (name: string) => pathToFileURL(join(bundle, `${name}.js`))
  return { ...resources, schemaWorkerUrl: worker('schema-worker'), storeWorkerUrl: worker('store-worker') }
}

/** A vault on an open store, to read secrets as no call of the program does. */
export const openVault = (store: Store, { keychainDir }: Pick<Place, 'keychainDir'>) =>
  createVault({ store, keychain: createKeychain(createFileKeychain(keychainDir)), clock: () => new Date() })
