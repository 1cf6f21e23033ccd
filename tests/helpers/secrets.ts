import type { KeyStatus } from '../../src/contract/groups/keys.ts'
import { createKeychain, type KeychainEngine } from '../../src/main/secrets/keychain/keychain.ts'
import { createVault } from '../../src/main/secrets/vault.ts'
import type { StoredSecret } from '../../src/main/store/schema.ts'
import { openTestStore, type TestApp } from './test-app.ts'

export const byText = (a: string, b: string): number => (a < b ? -1 : 1)

/** Every secret of a workspace, sorted, in a database file, read as no call of the program does. Throws when one does not open. */
export async function readSecrets(file: string, engine: KeychainEngine, workspaceId: string): Promise<string[]> {
  const store = openTestStore(file)
  const vault = createVault({ store, keychain: createKeychain(engine), clock: () => new Date() })
  try {
    const key = await vault.use(workspaceId)
    const rows = store.sqlite.prepare('SELECT id, auth FROM connectors WHERE tenant_id = ?').all(workspaceId) as {
      id: string
      auth: string
    }[]
    const secrets = rows.flatMap(({ id, auth }) =>
      Object.entries(JSON.parse(auth) as Record<string, StoredSecret>).map(([path, { value }]) =>
        String(key.decrypt({ connectorId: id, path }, value)),
      ),
    )
    return secrets.toSorted(byText)
  } finally {
    vault.close()
    store.close()
  }
}

/** Waits until a workspace's key is as wanted: read again whenever the program announces a change. */
export function waitForKey(
  { api, app }: Pick<TestApp, 'api' | 'app'>,
  workspaceId: string,
  isWanted: (key: KeyStatus) => boolean,
): Promise<KeyStatus> {
  const { promise, resolve, reject } = Promise.withResolvers<KeyStatus>()
  const check = () =>
    void api.session.workspace({ workspaceId }).then(({ key }) => {
      if (isWanted(key)) resolve(key)
    }, reject)
  const stop = app.changes.on(check)
  check()
  return promise.finally(stop)
}
