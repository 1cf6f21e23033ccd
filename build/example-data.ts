import { createClient } from '../src/contract/client.ts'
import type { AppContract } from '../src/contract/index.ts'
import { openApp } from '../src/main/app/open-app.ts'
import { systemIdentity } from '../src/main/core/identity.ts'
import { resourcesBeside } from '../src/main/platform/resources.ts'
import { createMemoryKeychain } from '../tests/helpers/keychains/memory-keychain.ts'
import { wordpress } from '../tests/helpers/samples.ts'

/**
 * Makes a data directory with a workspace that has a connector, which this account can list. Its keys are gone
 * afterwards: a build leaves nothing in the keychain of the system.
 */
export async function writeExampleData(dataDir: string): Promise<void> {
  const app = openApp({
    ...{ dataDir, host: 'build', keychainEngine: createMemoryKeychain() },
    resources: resourcesBeside(new URL('../src/main/cli.ts', import.meta.url).href),
    clock: () => new Date(),
    identity: systemIdentity(),
  })
  try {
    const api = createClient<AppContract>((name, input) => app.dispatch(name, input))
    const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
    await api.connectors.install({ workspaceId, ...wordpress })
  } finally {
    await app.close()
  }
}

if (import.meta.main) await writeExampleData(process.argv[2] ?? '')
