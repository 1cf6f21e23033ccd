import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppApi, type AppContract, createClient } from '../../src/contract/index.ts'
import type { App } from '../../src/main/app/app.ts'
import type { Identity } from '../../src/main/core/ports.ts'
import type { Network } from '../../src/main/topics/connection-tests/network.ts'
import type { MakeMirror } from '../../src/main/topics/sharing/mirrors.ts'
import type { UnattendedWork } from '../../src/main/topics/connection-tests/schedule.ts'
import { resourcesBeside } from '../../src/main/platform/resources.ts'
import type { KeychainEngine } from '../../src/main/secrets/keychain/keychain.ts'
import type { MemberRole } from '../../src/contract/groups/workspaces.ts'
import type { HostPorts } from '../../src/main/core/context.ts'
import { createValidator } from '../../src/main/schemas/validate/validator.ts'
import { openStore, type Store } from '../../src/main/store/open.ts'
import { createCatalogRows } from '../../src/main/topics/catalog/rows.ts'
import { seedCatalog } from '../../src/main/topics/catalog/seed.ts'
import { createMemoryKeychain } from './keychains/memory-keychain.ts'
import { errorLog } from './error-log.ts'
import { serveApp } from './serve-app.ts'

/** The program's files as seen from its sources. */
export const resources = resourcesBeside(new URL('../../src/main/cli.ts', import.meta.url).href)

/**
 * What makes a program cheap to open in tests of something else: one worker for all programs of a test process,
 * passphrases that take a hundredth of the usual work (a slot names its cost, so the same code opens it), and locks that
 * do not collect the memory of all tests of the process.
 */
export const cheap = {
  validator: createValidator({ workerUrl: resources.schemaWorkerUrl }),
  scryptCost: 2 ** 10,
  collect: () => Promise.resolve(),
}

export const ada: Identity = { id: 'ada', name: 'Ada' }
export const ben: Identity = { id: 'ben', name: 'Ben' }

/** A directory that is removed with `using`. */
export function temporaryDirectory(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'patchbay-test-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

const START = '2026-03-01T09:00:00.000Z'

/** A clock that stands still until a test moves it. */
export function createTestClock(start = START) {
  let now = new Date(start)
  const clock = () => now
  return Object.assign(clock, { set: (instant: string) => void (now = new Date(instant)) })
}

export const openTestStore = (file: string | Buffer = ':memory:'): Store =>
  openStore({ file, migrationsDir: resources.migrationsDir, now: START })

/** The bytes of a database with the built-in catalog, which every program would else make in the same way. */
let seeded: Buffer | undefined

function openSeededStore(): Store {
  if (seeded === undefined) {
    const store = openTestStore()
    seedCatalog(store, createCatalogRows(store), { dir: join(resources.seedsDir, 'catalog'), now: START })
    seeded = store.sqlite.serialize()
    store.close()
  }
  return openTestStore(seeded)
}

export type TestClock = ReturnType<typeof createTestClock>

export interface TestApp {
  app: App
  api: AppApi
  store: Store
  keychain: KeychainEngine
  /** Errors that dispatch reported as unexpected; a test that expects none checks that this is empty. */
  reported: unknown[]
  clock: TestClock
  /** The same store as somebody else sees it. */
  as(identity: Identity): AppApi
}

/** Makes somebody new a person whose id is the account's. */
export function addPerson({ sqlite }: Store, { id, name }: Identity): void {
  sqlite
    .prepare("INSERT OR IGNORE INTO persons (id, name, account, created_at) VALUES (@id, @name, @id, '2026-03-01')")
    .run({ id, name })
}

/** Gives somebody a role in a workspace, as joining would. */
export function addMember(store: Store, workspaceId: string, account: Identity, role: MemberRole): void {
  addPerson(store, account)
  store.sqlite
    .prepare("INSERT INTO members SELECT ?, id, ?, '2026-03-01' FROM persons WHERE account = ?")
    .run(workspaceId, role, account.id)
}

/** No host is found, so no test reaches the network unless it brings one. */
export const noNetwork: Network = {
  lookup: () => Promise.reject(Object.assign(new Error('No network'), { code: 'ENOTFOUND' })),
  proxyFor: () => null,
  extraCa: () => null,
  timeLimit: 5000,
}

/** The whole program on a database in memory, with a keychain, a clock and an identity of the test's own. */
export function createTestApp(
  options: {
    store?: Store
    keychain?: KeychainEngine
    identity?: Identity
    host?: HostPorts
    network?: Network
    signInLimit?: number
    unattended?: UnattendedWork
    clock?: TestClock
    sharedDirectory?: string
    makeMirror?: MakeMirror
  } = {},
): TestApp {
  const store = options.store ?? openSeededStore()
  const keychain = options.keychain ?? createMemoryKeychain()
  const clock = options.clock ?? createTestClock()
  const reported: unknown[] = []
  const create = (identity: Identity) =>
    serveApp({
      store,
      resources,
      ...cheap,
      keychainEngine: keychain,
      clock,
      identity,
      network: options.network ?? noNetwork,
      ...(options.signInLimit !== undefined && { signInLimit: options.signInLimit }),
      ...(options.unattended && { unattended: options.unattended }),
      ...(options.sharedDirectory !== undefined && { sharedDirectory: options.sharedDirectory }),
      ...(options.makeMirror && { makeMirror: options.makeMirror }),
      log: errorLog((error) => void reported.push(error)),
    })
  const app = create(options.identity ?? ada)
  const apiOf = ({ dispatch }: App) =>
    createClient<AppContract>((name, input) => dispatch(name, input, options.host ?? {}))
  return { app, api: apiOf(app), store, keychain, reported, clock, as: (identity) => apiOf(create(identity)) }
}
