import { join } from 'node:path'
import type { ErrorBody } from '../../contract/errors.ts'
import type { Warning } from '../../contract/groups/session.ts'
import { findKeychainProgram } from '../secrets/keychain/provider.ts'
import { createChanges, type Changes } from '../core/changes.ts'
import { createCheckpoints } from '../store/checkpoints.ts'
import { createCommit } from '../store/commit.ts'
import type { Core } from '../topics/core.ts'
import type { Dispatch, Table } from './dispatch.ts'
import type { Log } from '../platform/log.ts'
import type { Clock, Identity } from '../core/ports.ts'
import type { Replace } from './lifecycle.ts'
import type { Resources } from '../platform/resources.ts'
import { createValidator, type Validator } from '../schemas/validate/validator.ts'
import { openAtomicFile } from '../platform/atomic-file.ts'
import { createKeychain, type KeychainEngine } from '../secrets/keychain/keychain.ts'
import { SCRYPT_COST } from '../secrets/passphrase/slot.ts'
import { waitsForPerson } from '../secrets/keys/errors.ts'
import { createVault, type Vault } from '../secrets/vault.ts'
import { createActivity } from '../topics/activity/activity.ts'
import { createActivityRows } from '../topics/activity/rows.ts'
import { createSigning } from '../topics/activity/signing.ts'
import { verifyHistories } from '../topics/activity/verify.ts'
import { createBackups, lookIntoBackups } from '../topics/database-backups/backups.ts'
import { createCatalog } from '../topics/catalog/catalog.ts'
import { createCatalogRows } from '../topics/catalog/rows.ts'
import { seedCatalog, type SeedResult } from '../topics/catalog/seed.ts'
import { createConnectionTests } from '../topics/connection-tests/connection-tests.ts'
import { createNetwork, type Network, type SystemProxy } from '../topics/connection-tests/network.ts'
import { createTestSchedule, type UnattendedWork } from '../topics/connection-tests/schedule.ts'
import { createHeldTokens } from '../topics/connectors/secret-values/held-tokens.ts'
import { createConnectorInput } from '../topics/connectors/input.ts'
import { createConnectorRows } from '../topics/connectors/rows.ts'
import { createConnectorView } from '../topics/connectors/view.ts'
import { createConnectors } from '../topics/connectors/connectors.ts'
import { createDoctor } from '../topics/doctor/doctor.ts'
import { createIdleLock } from '../topics/keys/idle-lock.ts'
import { openSettings, type SettingsFile } from '../platform/settings.ts'
import type { Preferences } from '../../shared/text/preferences.ts'
import { createKeys } from '../topics/keys/keys.ts'
import { createMemberRows } from '../topics/people/member-rows.ts'
import { createMembers } from '../topics/people/members.ts'
import { createPerson } from '../topics/people/person.ts'
import { createPeopleRows } from '../topics/people/rows.ts'
import { createOverview } from '../topics/overview/overview.ts'
import { createProof } from '../topics/keys/proof.ts'
import { createRotation } from '../topics/keys/rotation.ts'
import { createSecretHealth } from '../topics/connectors/secret-health.ts'
import { createRequestRows } from '../topics/secret-requests/rows.ts'
import { createSecretRequests } from '../topics/secret-requests/secret-requests.ts'
import { createSecrets } from '../topics/connectors/secrets.ts'
import { createSession } from '../topics/session/session.ts'
import { createSettings } from '../topics/settings/settings.ts'
import { createSharing } from '../topics/sharing/sharing.ts'
import type { MakeMirror } from '../topics/sharing/mirrors.ts'
import { createSignIns } from '../topics/sign-in/sign-ins.ts'
import { createFileRows } from '../topics/targets/file-rows.ts'
import { createTargets } from '../topics/targets/targets.ts'
import { createTokens } from '../topics/tokens/tokens.ts'
import { createTrash } from '../topics/connectors/trash.ts'
import { createUpgrades } from '../topics/connectors/upgrades.ts'
import { createWorkspaceBackups } from '../topics/workspace-backups/workspace-backups.ts'
import { createWorkspaceCode } from '../topics/workspace-code/workspace-code.ts'
import { createWorkspaceRows } from '../topics/workspaces/rows.ts'
import { createViews } from '../topics/workspaces/views.ts'
import { createWorkspaces } from '../topics/workspaces/workspaces.ts'
import { findDamage } from '../store/files/database-files.ts'
import { findUnreadableRows } from '../store/files/unreadable-rows.ts'
import type { Store } from '../store/open.ts'
import type { BackupSchedule } from '../store/backup/schedule.ts'
import { keysNeededBy } from '../store/backup/contents.ts'
import type { StorePaths } from '../store/files/paths.ts'
import type { RunStoreTask } from '../store/backup/tasks.ts'
import type { UnfinishedFiles } from '../platform/unfinished-files.ts'

export interface AppOptions {
  store: Store
  resources: Resources
  keychainEngine: KeychainEngine
  clock: Clock
  /** The account that opens the data; the first one to do so is the founder. */
  identity: Identity
  log: Log
  /** Who hears of changes; the app's own unless given. */
  changes?: Changes
  /** What is set; in memory unless given. */
  settings?: SettingsFile
  /** What a person should know at every start; nothing unless given. */
  warnings?: () => Warning[]
  /** How connection tests reach services; as this computer does unless given. */
  network?: Network
  /** The proxy of the system; that of the usual variables unless given. */
  systemProxy?: SystemProxy
  /** What the program does while nobody asks it to, as one does that stays open; nothing unless given. */
  unattended?: UnattendedWork
  /** Milliseconds that somebody has to sign in to a service; ten minutes unless given. */
  signInLimit?: number
  /** Where shared workspaces keep copies of their repositories; in the data directory unless given. */
  sharedDirectory?: string
  /** How repositories are reached; by git unless given. */
  makeMirror?: MakeMirror
  /** Checks values and entries; unless given, one that is closed with the program. */
  validator?: Validator
  /** The N of scrypt for what a new passphrase protects; the usual one unless given. */
  scryptCost?: number
  /** Frees the memory of forgotten secrets; all of the process unless given. */
  collect?: () => Promise<void>
  /** Absent for a database in memory. */
  files?: StoreFiles
}

/** What belongs to a database that is kept in a file. */
interface StoreFiles {
  paths: StorePaths
  runTask: RunStoreTask
  replace: Replace
  schedule: BackupSchedule
  /** Where half-written files outside the data directory are noted. */
  unfinished: UnfinishedFiles
}

/** The program on an open store. */
export interface OpenApp {
  /** What answers at the door. */
  table: Table
  changes: Changes
  /** What seeding the catalog did at this start. */
  seeded: SeedResult
  withOwnKeys: Vault['withOwnKeys']
  /** Closes the store, too. */
  close(): Promise<void>
}

/** The program as a host knows it. */
export interface App {
  dispatch: Dispatch
  changes: Changes
  /** Remembers what is written outside the data directory, for `openAtomicFile`. */
  unfinished: UnfinishedFiles
  /** Why the database is not open; null when it is. */
  problem: ErrorBody | null
  /** Whether the program may write to the data directory, which it may not where that is somebody else's. */
  hasDirectory: boolean
  /** What a person should know at every start. */
  warnings(): Warning[]
  /** What the person who works here has set for the screens. */
  preferences(): Preferences
  /** What seeding the catalog did at this start. */
  seeded: SeedResult
  /** Runs work for which keys are open that it opens, and that are closed for everything else and after it. */
  withOwnKeys<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Wires the program on an open store: the only place that knows every part. */
export function createApp(options: AppOptions): OpenApp {
  const { store, resources, keychainEngine, clock, log, files, warnings = () => [], scryptCost = SCRYPT_COST } = options
  const catalogRows = createCatalogRows(store)
  const seeded = seedCatalog(store, catalogRows, {
    dir: join(resources.seedsDir, 'catalog'),
    now: clock().toISOString(),
  })
  let isClosing = false
  const changes = options.changes ?? createChanges()
  const checkpoints = createCheckpoints(store)
  /** The workspaces in whose history the transaction has written. */
  const written = new Set<string>()
  const onCommit = () => {
    checkpoints.soon()
    for (const workspaceId of written) changes.emit({ workspaceId, topic: 'activity' })
    written.clear()
  }
  const commit = createCommit(store, { changes, isClosing: () => isClosing, atEnd: () => sharing.note(), onCommit })
  const keychain = createKeychain(keychainEngine, {
    onAsking: () => changes.emit({ workspaceId: null, topic: 'keychain' }),
  })
  const peopleRows = createPeopleRows(store)
  peopleRows.admit(options.identity, clock().toISOString())
  const vault = createVault({
    ...{ store, commit, clock, keychain, scryptCost },
    ...(options.collect && { collect: options.collect }),
    keepers: {
      me: () => peopleRows.keyRow(options.identity),
      putKeys: peopleRows.putKeys,
      of: peopleRows.keepersOf,
    },
    onState: (workspaceId, state, reason) => {
      log.write('key.state', { workspaceId, state, ...(reason !== undefined && { reason }) })
      if (state === 'READY') rotation.resume(workspaceId)
      if (state === 'LOCKED') signIns.stop(workspaceId)
      // A key that a passphrase opens for the next try is no reason.
      if (waitsForPerson(reason)) connectionTests.stop(workspaceId)
    },
  })
  const signing = createSigning({
    me: () => peopleRows.keyRow(options.identity),
    sign: vault.person.sign,
    publicKeyOf: peopleRows.signingKeyOf,
  })
  const activityRows = createActivityRows(store, signing)
  const core: Core = {
    store,
    vault,
    validator: options.validator ?? createValidator({ workerUrl: resources.schemaWorkerUrl }),
    changes,
    commit,
    record: (context, entries) => {
      activityRows.record(context, entries)
      for (const { workspaceId } of [entries].flat()) if (workspaceId !== null) written.add(workspaceId)
    },
    backUp: files?.schedule.make ?? (() => Promise.resolve()),
    log,
    resources,
    scryptCost,
  }

  const connectorRows = createConnectorRows(core)
  const requestRows = createRequestRows(store)
  const memberRows = createMemberRows(store)
  const workspaceRows = createWorkspaceRows(store)
  const health = createSecretHealth(core.vault)
  const input = createConnectorInput(core.validator)
  const upgrades = createUpgrades(core, { catalogRows, input })
  const rotation = createRotation(core, {
    ...{ connectorRows, health, catalogRows },
    reencryptOthers: requestRows.reencrypt,
    isShared: (workspaceId) => sharing.membership.isShared(workspaceId),
    me: () => ({ actor: peopleRows.personOf(options.identity), now: clock().toISOString() }),
    keysOfBackups: () => (files ? keysNeededBy(files.paths.backups) : new Set<string>()),
  })
  const workspaces = createWorkspaces(core, {
    ...{ workspaceRows, peopleRows, memberRows, activityRows },
    removeConnectors: connectorRows.removeAll,
    moveFiles: createFileRows(store).moveOn,
  })
  const heldTokens = createHeldTokens(vault)
  const connectors = createConnectors(core, {
    ...{ connectorRows, activityRows, catalogRows, health, upgrades, input, heldTokens },
  })
  const settings = options.settings ?? openSettings(null)
  const network =
    options.network ??
    createNetwork({
      ...{ environment: process.env, setting: settings.network },
      ...(options.systemProxy && { systemProxy: options.systemProxy }),
    })
  const signIns = createSignIns(core, {
    ...{ connectorRows, catalogRows, heldTokens, network, clock, connectionTests: () => connectionTests },
    ...(options.signInLimit !== undefined && { timeLimit: options.signInLimit }),
  })
  const connectionTests = createConnectionTests(core, {
    ...{ connectorRows, workspaceRows, catalogRows, input, clock, heldTokens, network },
    ...{ markError: connectors.handlers.markError, renewTokens: signIns.renewTokens },
  })
  const testSchedule = createTestSchedule(core, {
    ...{ workspaceRows, clock, access: peopleRows, identity: options.identity },
    ...{ runScheduled: connectionTests.runScheduled, unattended: options.unattended ?? null },
  })
  const targets = createTargets(core, {
    ...{ clock, missing: createConnectorView(core, { connectorRows, catalogRows, health }).missing },
    openFile: (path) => openAtomicFile(path, files?.unfinished),
  })
  const overview = createOverview(core, { connectorRows, catalogRows, health })
  const workspaceBackups = createWorkspaceBackups(core, {
    ...{ connectorRows, catalogRows, health, workspaceRows, workspaces, upgrades },
  })
  const workspaceCode = createWorkspaceCode(core, { connectorRows, catalogRows, workspaceRows, health, input })
  const sharing = createSharing(core, {
    ...{ connectorRows, catalogRows, memberRows, workspaceRows, health, upgrades, clock },
    me: () => peopleRows.personOf(options.identity),
    directory: options.sharedDirectory ?? (files ? join(files.paths.dataDir, 'shared') : null),
    makeMirror: options.makeMirror,
    staysOpen: options.unattended !== undefined,
  })
  const tokens = createTokens(core)
  const idleLock = createIdleLock({
    settings,
    clock,
    lock: async () => {
      await core.vault.lockAll()
      changes.emit({ workspaceId: null, topic: 'lock', keepsDraft: true })
    },
  })
  const version = store.sqlite.pragma('user_version', { simple: true }) as number

  const table: Table = {
    file: store.sqlite.name,
    access: peopleRows,
    idleLock,
    grantOf: tokens.grantOf,
    assertProof: createProof(core, { workspaceRows }),
    // The compiler sees to it that every procedure has its handler.
    missing: () => undefined,
    handlers: {
      session: createSession(core, { rotation, peopleRows, memberRows, warnings }),
      tokens: tokens.handlers,
      person: createPerson(core, { peopleRows, memberRows }),
      members: createMembers(core, { memberRows, shared: sharing.membership }),
      sharing: sharing.handlers,
      keys: createKeys(core, { rotation, workspaceRows, idleLock, keychain, shared: sharing.membership }),
      workspaces: workspaces.handlers,
      catalog: createCatalog(core, { catalogRows, upgrades }),
      connectors: connectors.handlers,
      connectionTests: { ...connectionTests.handlers, ...testSchedule.handlers },
      signIns: signIns.handlers,
      settings: createSettings(core, { file: settings, environment: process.env, account: options.identity.id }),
      trash: createTrash(core, connectorRows),
      views: createViews(core),
      secrets: createSecrets(core, { connectorRows, update: connectors.update }),
      secretRequests: createSecretRequests(core, {
        ...{ requestRows, connectorRows, catalogRows, workspaceRows, input, update: connectors.update },
      }),
      overview: overview.handlers,
      targets: targets.handlers,
      activity: createActivity(core, { activityRows, nameOf: workspaceRows.nameOf }),
      backups: createBackups({
        paths: files?.paths ?? null,
        knownVersion: version,
        replace: files?.replace ?? ((work) => Promise.resolve(work())),
        isOpen: true,
        backUp: core.backUp,
        keychain,
        log,
      }),
      workspaceBackups: workspaceBackups.handlers,
      workspaceCode: workspaceCode.handlers,
      doctor: createDoctor({
        paths: files?.paths ?? null,
        version: resources.version,
        problem: null,
        warnings,
        dataVersion: { stored: version, known: version },
        findDamage: async () =>
          files
            ? (await files.runTask({ file: files.paths.database })).damage
            : [...findDamage(store.sqlite), ...findUnreadableRows(store.sqlite)],
        checkHistories: () => verifyHistories(activityRows, signing),
        backupProblem: files?.schedule.problem ?? (() => null),
        listBackups: () => (files ? lookIntoBackups(files.paths, keychain) : Promise.resolve([])),
        findKeychainProgram,
        isStranger: ({ actor }) => peopleRows.isStranger(actor.id),
        probeKeychain: core.vault.probe,
        keyStates: async (context) => {
          const mine = await workspaces.handlers.list(context, {})
          // A member holds no key, so there is none to look at.
          return Promise.all(mine.filter(({ role }) => role !== 'member').map(({ id }) => core.vault.open(id)))
        },
      }),
    },
  }
  return {
    table,
    changes,
    seeded,
    withOwnKeys: core.vault.withOwnKeys,
    close: async () => {
      isClosing = true
      idleLock.close()
      testSchedule.close()
      connectionTests.stop()
      signIns.close()
      await Promise.all([rotation.close(), upgrades.close(), targets.close(), sharing.close()])
      overview.close()
      workspaceBackups.close()
      workspaceCode.close()
      core.vault.close()
      checkpoints.close()
      if (!options.validator) await core.validator.close()
      store.close()
    },
  }
}
