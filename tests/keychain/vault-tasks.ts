import { randomUUID } from 'node:crypto'
import { AppError } from '../../src/contract/errors.ts'
import { type AppContract, createClient } from '../../src/contract/index.ts'
import { keyStateOf } from '../../src/main/secrets/keys/errors.ts'
import { createKeychain, type KeychainEngine } from '../../src/main/secrets/keychain/keychain.ts'
import { createVault } from '../../src/main/secrets/vault.ts'
import { openStore } from '../../src/main/store/open.ts'
import { workspaces } from '../../src/main/store/schema.ts'
import { encryptContents } from '../helpers/backups/backup-file.ts'
import { projectPath } from '../helpers/paths.ts'
import { ada, addMember, resources } from '../helpers/test-app.ts'
import { errorLog } from '../helpers/error-log.ts'
import { serveApp } from '../helpers/serve-app.ts'

/**
 * What is asked: `prepare` makes a workspace with a key and a spare entry, and closes the database; `rotate` meets the
 * fault with the key open already, `rotateClosed` when it opens it.
 */
export type Task = 'prepare' | 'get' | 'set' | 'delete' | 'rotate' | 'rotateClosed' | 'restore'

/** What comes of it: the outcome (`READY`, or a key state and its reason) and how long it took. */
export interface Answer {
  outcome: string
  milliseconds: number
}

const WORKSPACE = 'w1'
const SPARE_ACCOUNT = 'spare'
const PASSPHRASE = 'correct horse battery staple'
const NOW = '2026-01-02T03:04:05.000Z'

/** The tasks on a database file and a keychain engine. */
export function createTasks(file: string, engine: KeychainEngine): Record<Task, () => Promise<Answer>> {
  const store = openStore({ file, migrationsDir: projectPath('migrations'), now: NOW })
  const keychain = createKeychain(engine)
  const vault = createVault({ store, keychain, clock: () => new Date(NOW), scryptCost: 2 ** 10 })

  const create = async (id: string, passphrase?: string) => {
    const key = await vault.create(id, passphrase === undefined ? {} : { passphrase: Buffer.from(passphrase) })
    const audit = { createdAt: NOW, updatedAt: NOW, createdBy: '', updatedBy: '', createdByName: '', updatedByName: '' }
    store.db.transaction(() => {
      store.db
        .insert(workspaces)
        .values({ id, name: id, nameKey: id, colour: 'blue', ...audit })
        .run()
      addMember(store, id, ada, 'owner')
      key.activate()
    })
  }

  const timed = async (work: () => Promise<{ state: string; reason: string | null } | void>): Promise<Answer> => {
    const start = performance.now()
    const status = await work().catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error
      return { state: String(keyStateOf(error)), reason: error.reason ?? null }
    })
    const outcome = [status?.state ?? 'READY', status?.reason].filter(Boolean).join(' ')
    return { outcome, milliseconds: performance.now() - start }
  }

  return {
    prepare: () =>
      timed(async () => {
        await create(WORKSPACE, PASSPHRASE)
        await keychain.write(SPARE_ACCOUNT, 'spare')
        store.close()
      }),
    get: () => timed(() => vault.open(WORKSPACE)),
    set: () => timed(() => create(randomUUID())),
    delete: () =>
      timed(async () => {
        keychain.retry()
        await keychain.remove(SPARE_ACCOUNT)
      }),
    rotate: async () => {
      await vault.open(WORKSPACE, Buffer.from(PASSPHRASE))
      return timed(async () => {
        const key = await vault.prepareRotation(WORKSPACE, { passphrase: Buffer.from(PASSPHRASE) })
        store.db.transaction(() => key.activate())
      })
    },
    rotateClosed: () =>
      timed(async () => void (await vault.prepareRotation(WORKSPACE, { passphrase: Buffer.from(PASSPHRASE) }))),
    restore: async () => {
      const app = serveApp({
        ...{ store, resources, keychainEngine: engine, clock: () => new Date(NOW), identity: ada },
        log: errorLog(console.error),
      })
      const { workspaceBackups } = createClient<AppContract>(app.dispatch)
      const { upload } = await workspaceBackups.upload({ data: await makeBackup() })
      await workspaceBackups.inspect({ upload, passphrase: PASSPHRASE })
      const parts = [{ from: WORKSPACE, into: WORKSPACE }]
      return timed(async () => void (await workspaceBackups.restore({ upload, parts })))
    },
  }
}

/** A backup with one connector, as base64. */
async function makeBackup(): Promise<string> {
  const by = { createdAt: NOW, createdBy: '', createdByName: '', updatedAt: NOW, updatedByName: '' }
  const connector = {
    ...{ id: randomUUID(), name: 'Blog', catalogKey: 'wordpress', catalogVersion: '1', status: 'inactive' as const },
    ...{ statusMessage: null, statusCause: null, config: {}, tags: [], secretExpiresAt: null, ...by },
    ...{ description: '', colour: null, isPinned: false },
    secrets: { 'auth.username': { value: 'editor', updatedAt: NOW } },
  }
  const contents = [
    { workspace: { id: WORKSPACE, name: 'Backup', colour: 'blue' as const, views: [] }, connectors: [connector] },
  ]
  return (await encryptContents(contents, PASSPHRASE)).toString('base64')
}
