import { join } from 'node:path'
import type { ErrorBody } from '../contract/errors.ts'
import { contract } from '../contract/index.ts'
import { createChanges, type Changes } from './changes.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import type { Clock, Identity } from './ports.ts'
import type { Replace } from './program.ts'
import type { Resources } from './resources.ts'
import { createValidator } from './schemas/validator.ts'
import { createKeychain, type KeychainEngine } from './secrets/keychain.ts'
import { createVault } from './secrets/vault.ts'
import { createActivity } from './services/activity.ts'
import { createBackups } from './services/backups.ts'
import { createCatalog } from './services/catalog.ts'
import { createCatalogRows } from './services/catalog-rows.ts'
import { seedCatalog, type SeedResult } from './services/catalog-seed.ts'
import { createConnectorChecks } from './services/connector-checks.ts'
import { createConnectorInput } from './services/connector-input.ts'
import { createConnectorRows } from './services/connector-rows.ts'
import { createConnectors } from './services/connectors.ts'
import { createDoctor } from './services/doctor.ts'
import { createKeys } from './services/keys.ts'
import { createPeopleRows } from './services/people-rows.ts'
import { createRotation } from './services/rotation.ts'
import { createSecretHealth } from './services/secret-health.ts'
import { createSecretRotation } from './services/secret-rotation.ts'
import { createSession } from './services/session.ts'
import { createTargets } from './services/targets.ts'
import { createTrash } from './services/trash.ts'
import { createUpgrades } from './services/upgrades.ts'
import { createWorkspaceBackups } from './services/workspace-backups.ts'
import { createWorkspaceRows } from './services/workspace-rows.ts'
import { createWorkspaces } from './services/workspaces.ts'
import { findDamage } from './store/database-files.ts'
import type { Store } from './store/open.ts'
import type { StorePaths } from './store/paths.ts'
import type { RunStoreTask } from './store/store-tasks.ts'
import { NOT_REMEMBERED, type UnfinishedFiles } from './unfinished-files.ts'

export interface AppOptions {
  store: Store
  resources: Resources
  keychainEngine: KeychainEngine
  clock: Clock
  identity: Identity
  /** Told of errors that nobody expected. */
  report: (procedure: string, error: unknown) => void
  /** Who hears of changes; the app's own unless given. */
  changes?: Changes
  /** Absent for a database in memory. */
  files?: StoreFiles
}

/** What belongs to a database that is kept in a file. */
export interface StoreFiles {
  paths: StorePaths
  runTask: RunStoreTask
  replace: Replace
  /** Why the last daily backup was not made. */
  backupProblem: () => string | null
}

export interface App {
  dispatch: Dispatch
  changes: Changes
  /** Remembers what is written outside the data directory, for `openAtomicFile`. */
  unfinished: UnfinishedFiles
  /** Why the database is not open; null when it is. */
  problem: ErrorBody | null
  /** What seeding the catalog did at this start. */
  seeded: SeedResult
  close(): Promise<void>
}

/** Wires the program on an open store, which it closes in the end: the only place that knows every part. */
export function createApp(options: AppOptions): App {
  const { store, resources, keychainEngine, clock, identity, report, files } = options
  const entries = createCatalogRows(store)
  const seeded = seedCatalog(store, entries, {
    dir: join(resources.seedsDir, 'catalog'),
    now: clock().toISOString(),
  })
  const changes = options.changes ?? createChanges()
  const record = createActivity(store)
  const vault = createVault({
    store,
    keychain: createKeychain(keychainEngine),
    clock,
    onOpened: (workspaceId) => rotation.resume(workspaceId),
  })
  const rows = createConnectorRows(store)
  const health = createSecretHealth(vault)
  const rotation = createRotation({ store, vault, rows, health, changes, record, report })
  const validator = createValidator({ workerUrl: resources.schemaWorkerUrl })
  const input = createConnectorInput(validator)
  const checks = createConnectorChecks(store)
  const upgrades = createUpgrades({ checks, rows: entries, input, changes, report })
  const catalog = createCatalog({ store, rows: entries, validator, changes, record, upgrades })
  const people = createPeopleRows(store)
  const workspaceRows = createWorkspaceRows(store)
  const workspaces = createWorkspaces({ store, rows: workspaceRows, people, vault, changes, record })
  const connectors = createConnectors({
    store,
    vault,
    rows,
    health,
    changes,
    record,
    catalog: entries,
    upgrades,
    input,
    samplesFile: join(resources.seedsDir, 'samples.json'),
  })
  const workspaceBackups = createWorkspaceBackups({
    store,
    vault,
    rows,
    health,
    catalog: entries,
    workspaces,
    access: people,
    validator,
    changes,
    record,
    upgrades,
    version: resources.version,
  })
  const version = store.sqlite.pragma('user_version', { simple: true }) as number
  const backups = createBackups({
    paths: files?.paths ?? null,
    knownVersion: version,
    replace: files?.replace ?? ((work) => Promise.resolve(work())),
    mayReplace: ({ actor }) => people.highestRole(actor.id) === 'owner' || workspaceRows.areNone(),
    isOpen: true,
  })
  const doctor = createDoctor({
    paths: files?.paths ?? null,
    version: resources.version,
    problem: null,
    dataVersion: { stored: version, known: version },
    findDamage: async () =>
      files ? (await files.runTask({ file: files.paths.database })).damage : findDamage(store.sqlite),
    backupProblem: files?.backupProblem ?? (() => null),
    probeKeychain: vault.probe,
    keyStates: async (context) => {
      const mine = await workspaces.handlers.list(context, {})
      return Promise.all(mine.map(({ id }) => vault.open(id)))
    },
  })
  const dispatch = createDispatch({
    contract,
    file: store.sqlite.name,
    handlers: {
      session: createSession({ vault, rotation, version: resources.version }).handlers,
      keys: createKeys({ store, vault, rotation, changes, record }).handlers,
      workspaces: workspaces.handlers,
      catalog: catalog.handlers,
      connectors: connectors.handlers,
      trash: createTrash({ store, rows, changes, record }).handlers,
      secrets: createSecretRotation({ vault, rows, update: connectors.handlers.update }).handlers,
      targets: createTargets(store, record).handlers,
      backups: backups.handlers,
      workspaceBackups: workspaceBackups.handlers,
      doctor: doctor.handlers,
    },
    access: people,
    identity,
    clock,
    report,
  })
  return {
    dispatch,
    changes,
    seeded,
    unfinished: NOT_REMEMBERED,
    problem: null,
    close: async () => {
      await Promise.all([rotation.close(), upgrades.close()])
      workspaceBackups.close()
      vault.close()
      await validator.close()
      store.close()
    },
  }
}
