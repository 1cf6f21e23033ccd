import { randomUUID } from 'node:crypto'
import type { AppError } from '../../../../src/contract/errors.ts'
import { createKeychain } from '../../../../src/main/secrets/keychain/keychain.ts'
import { createVault, type Vault } from '../../../../src/main/secrets/vault.ts'
import { openStore, type Store } from '../../../../src/main/store/open.ts'
import { workspaces } from '../../../../src/main/store/schema.ts'
import { createMemoryKeychain, type MemoryKeychain } from '../../../helpers/keychains/memory-keychain.ts'
import { projectPath } from '../../../helpers/paths.ts'

export const PASSPHRASE = 'correct horse battery staple'

/** A vault on a real database and a keychain in memory. */
export interface VaultBench {
  store: Store
  engine: MemoryKeychain
  readonly vault: Vault
  /** A new workspace with its key; returns its id. */
  createWorkspace(passphrase?: string): Promise<string>
  /** What the next start of the program would see: the same database and keychain, a new vault. */
  restart(): void
  /** Everything that the database holds, as text. */
  databaseText(): string
  close(): void
}

const NOW = '2026-01-02T03:04:05.000Z'

export function createVaultBench(): VaultBench {
  const store = openStore({ file: ':memory:', migrationsDir: projectPath('migrations'), now: NOW })
  const engine = createMemoryKeychain()
  const start = () =>
    createVault({
      store,
      keychain: createKeychain(engine, { timeoutMs: 100 }),
      clock: () => new Date(NOW),
      // The cheapest that a slot may have: these tests are not about the cost.
      scryptCost: 2 ** 10,
    })
  let vault = start()

  return {
    store,
    engine,
    get vault() {
      return vault
    },
    createWorkspace: async (passphrase) => {
      const id = randomUUID()
      const key = await vault.create(id, passphrase === undefined ? {} : { passphrase: Buffer.from(passphrase) })
      const by = { createdBy: 'a', updatedBy: 'a', createdByName: 'A', updatedByName: 'A' }
      store.db.transaction(() => {
        store.db
          .insert(workspaces)
          .values({ id, name: id, nameKey: id, colour: 'blue', createdAt: NOW, updatedAt: NOW, ...by })
          .run()
        key.activate()
      })
      return id
    },
    restart: () => {
      vault.close()
      engine.calls = []
      vault = start()
    },
    databaseText: () => store.sqlite.serialize().toString('latin1'),
    close: () => {
      vault.close()
      store.close()
    },
  }
}

/** The error of work that fails; undefined when it does not. */
export const failure = (work: Promise<unknown>): Promise<AppError | undefined> =>
  work.then(
    () => undefined,
    (error: AppError) => error,
  )
