import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openAtomicFile } from '../../src/main/platform/atomic-file.ts'
import { createKeychain } from '../../src/main/secrets/keychain/keychain.ts'
import { createVault } from '../../src/main/secrets/vault.ts'
import { createTestApp, openTestStore, type TestApp, temporaryDirectory } from '../helpers/test-app.ts'
import { fillWorkspace } from './fill.ts'
import type { Figure } from './measure.ts'

const CONNECTORS = 5000
const PIECE = 512 * 1024
const SETTLE_MS = 20
const LONGEST_HOLD_MS = 100
const NS_PER_MS = 1e6
const passphrase = 'a passphrase for the bench'

/** How long the event loop is held while a workspace of 5,000 connectors is backed up and restored. */
export async function benchBackup(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const out = join(directory.path, 'acme.age')
  const store = openTestStore(join(directory.path, 'patchbay.db'))
  const program = createTestApp({ store, host: { openExport: () => openAtomicFile(out) } })
  const { app, api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  fillWorkspace(store, workspaceId, CONNECTORS)
  await addSecrets(program, workspaceId)

  const figures: Figure[] = []
  const hold = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const start = performance.now()
    delay.enable()
    await wait(SETTLE_MS)
    const value = await run()
    const seconds = (performance.now() - start) / 1000
    // A hold is only counted once the loop turns again.
    await wait(SETTLE_MS)
    delay.disable()
    const longestHold = delay.max / NS_PER_MS
    figures.push({
      what: `${what} 5,000 connectors: event loop held`,
      measured: `${longestHold.toFixed(0)} ms at most, in ${seconds.toFixed(1)} s`,
      target: `<= ${LONGEST_HOLD_MS} ms`,
      met: longestHold <= LONGEST_HOLD_MS,
    })
    return value
  }

  await hold('back up', () =>
    api.workspaceBackups.create({
      ...{ workspaceIds: [workspaceId], passphrase },
      proof: { [workspaceId]: 'Acme' },
    }),
  )
  const upload = await hold('hand over the backup of', () => handOver(readFileSync(out)))
  await hold('open the backup of', () => api.workspaceBackups.inspect({ upload, passphrase }))
  const from = workspaceId
  await hold('preview the restore of', () => api.workspaceBackups.preview({ upload, from, into: workspaceId }))
  const inNew = [{ from, name: 'Restored' }]
  await hold('restore in a new workspace', () => api.workspaceBackups.restore({ upload, parts: inNew }))
  store.sqlite.exec("UPDATE connectors SET tags = '[]'")
  const again = await handOver(readFileSync(out))
  await api.workspaceBackups.inspect({ upload: again, passphrase })
  const over = [{ from, into: workspaceId, take: 'theirs' as const }]
  await hold('restore over', () => api.workspaceBackups.restore({ upload: again, parts: over }))
  await app.close()
  return figures

  async function handOver(bytes: Buffer): Promise<string> {
    let id: string | undefined
    for (let at = 0; at < bytes.length; at += PIECE) {
      const data = bytes.subarray(at, at + PIECE).toString('base64')
      id = (await api.workspaceBackups.upload({ ...(id !== undefined && { upload: id }), data })).upload
    }
    return id ?? ''
  }
}

/** Gives every connector of a workspace the secrets that a real one has. */
async function addSecrets({ store, keychain, clock }: TestApp, workspaceId: string) {
  const vault = createVault({ store, keychain: createKeychain(keychain), clock })
  const key = await vault.use(workspaceId)
  const ids = store.sqlite.prepare('SELECT id FROM connectors').pluck().all() as string[]
  const put = store.sqlite.prepare('UPDATE connectors SET auth = ? WHERE id = ?')
  const seal = (connectorId: string, path: string) => ({
    value: key.encrypt({ connectorId, path }, `secret of ${connectorId}`),
    updatedAt: '2026-03-01T09:00:00.000Z',
  })
  store.sqlite.transaction(() => {
    for (const id of ids) {
      const secrets = ['auth.username', 'auth.application_password'].map((path) => [path, seal(id, path)] as const)
      put.run(JSON.stringify(Object.fromEntries(secrets)), id)
    }
  })()
}
