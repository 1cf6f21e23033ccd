import { join } from 'node:path'
import type { ErrorBody } from '../../contract/errors.ts'
import type { Warning } from '../../contract/groups/session.ts'
import { findKeychainProgram } from '../secrets/keychain/provider.ts'
import { createChanges, type Changes } from '../core/changes.ts'
import { isMade, later, makeNow } from '../core/later.ts'
import { createCheckpoints } from '../store/checkpoints.ts'
import { createCommit } from '../store/commit.ts'
import type { Core } from '../topics/core.ts'
import type { AppOptions } from './app-options.ts'
import type { Dispatch, Table } from './dispatch.ts'
import { createValidator } from '../schemas/validate/validator.ts'
import { openAtomicFile } from '../platform/atomic-file.ts'
import { createKeychain } from '../secrets/keychain/keychain.ts'
import { SCRYPT_COST } from '../../shared/limits.ts'
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
import { type ConnectionTests, createConnectionTests } from '../topics/connection-tests/connection-tests.ts'
import { createNetwork } from '../topics/connection-tests/network.ts'
import { createTestSchedule } from '../topics/connection-tests/schedule.ts'
import { createHeldTokens } from '../topics/connectors/secret-values/held-tokens.ts'
import { createConnectorInput } from '../topics/connectors/input.ts'
import { createConnectorRows } from '../topics/connectors/rows.ts'
import { createConnectorView } from '../topics/connectors/view.ts'
import { createConnectors } from '../topics/connectors/connectors.ts'
import { createDoctor } from '../topics/doctor/doctor.ts'
import { createIdleLock } from '../topics/keys/idle-lock.ts'
import { openSettings } from '../platform/settings.ts'
import type { Preferences } from '../../shared/text/preferences.ts'
import { createKeys } from '../topics/keys/keys.ts'
import { createMemberRows } from '../topics/people/member-rows.ts'
import { createMembers } from '../topics/people/members.ts'
import { createPerson } from '../topics/people/person.ts'
import { createPeopleRows } from '../topics/people/rows.ts'
import { createOverview } from '../topics/overview/overview.ts'
import { createProof } from '../topics/keys/proof.ts'
import { createRotation, type Rotation } from '../topics/keys/rotation.ts'
import { createSecretHealth } from '../topics/connectors/secret-health.ts'
import { createRequestRows } from '../topics/secret-requests/rows.ts'
import { createSecretRequests } from '../topics/secret-requests/secret-requests.ts'
import { createSecrets } from '../topics/connectors/secrets.ts'
import { createSession } from '../topics/session/session.ts'
import { createSettings } from '../topics/settings/settings.ts'
import { createTouchCheck, hasShared } from '../topics/sharing/rows.ts'
import { createSharing, type Sharing } from '../topics/sharing/sharing.ts'
import { createSignIns, type SignIns } from '../topics/sign-in/sign-ins.ts'
import { createFileRows, hasTargetFiles } from '../topics/targets/file-rows.ts'
import { createTargets } from '../topics/targets/targets.ts'
import { createTokens } from '../topics/tokens/tokens.ts'
import { createTrash } from '../topics/connectors/trash.ts'
import { createUpgrades } from '../topics/connectors/upgrades.ts'
import { createWorkspaceBackups } from '../topics/workspace-backups/workspace-backups.ts'
import { createWorkspaceCode } from '../topics/workspace-code/workspace-code.ts'
import { createWorkspaceRows, hasTestSchedule } from '../topics/workspaces/rows.ts'
import { createViews } from '../topics/workspaces/views.ts'
import { createWorkspaces } from '../topics/workspaces/workspaces.ts'
import { findDamage } from '../store/files/database-files.ts'
import { findUnreadableRows } from '../store/files/unreadable-rows.ts'
import { keysNeededBy } from '../store/backup/contents.ts'
import type { UnfinishedFiles } from '../platform/unfinished-files.ts'

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
  const catalogRows = later(() => createCatalogRows(store))
  const seeded = seedCatalog(store, catalogRows, {
    dir: join(resources.seedsDir, 'catalog'),
    now: clock().toISOString(),
  })
  let isClosing = false
  const changes = options.changes ?? createChanges()
  const checkpoints = later(() => createCheckpoints(store))
  /** The workspaces in whose history the transaction has written. */
  const written = new Set<string>()
  const onCommit = () => {
    checkpoints.soon()
    for (const workspaceId of written) changes.emit({ workspaceId, topic: 'activity' })
    written.clear()
  }
  const hasTouches = createTouchCheck(store)
  const within = <T>(run: () => T): T => activityRows.withEnds(run)
  const commit = createCommit(store, {
    changes,
    isClosing: () => isClosing,
    atEnd: () => {
      if (hasTouches()) sharing.note()
    },
    within,
    onCommit,
  })
  const keychain = later(() =>
    createKeychain(keychainEngine, {
      onAsking: () => changes.emit({ workspaceId: null, topic: 'keychain' }),
    }),
  )
  const peopleRows = later(() => createPeopleRows(store))
  peopleRows.admit(options.identity, clock().toISOString())
  const vault: Vault = later(() =>
    createVault({
      ...{ store, commit, clock, keychain, scryptCost },
      ...(options.collect && { collect: options.collect }),
      hasPassphrase: options.unattended?.readPassphrase !== undefined,
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
    }),
  )
  const signing = later(() =>
    createSigning({
      me: () => peopleRows.signerOf(options.identity),
      sign: vault.person.sign,
      publicKeyOf: peopleRows.signingKeyOf,
    }),
  )
  const activityRows = later(() => createActivityRows(store, signing))
  const core: Core = {
    store,
    vault,
    validator: options.validator ?? later(() => createValidator({ workerUrl: resources.schemaWorkerUrl })),
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

  const connectorRows = later(() => createConnectorRows(core))
  const requestRows = later(() => createRequestRows(store))
  const memberRows = later(() => createMemberRows(store))
  const workspaceRows = later(() => createWorkspaceRows(store))
  const health = later(() => createSecretHealth(core.vault))
  const input = later(() => createConnectorInput(core.validator))
  const upgrades = later(() => createUpgrades(core, { catalogRows, input }))
  const rotation: Rotation = later(() =>
    createRotation(core, {
      ...{ connectorRows, health, catalogRows },
      reencryptOthers: requestRows.reencrypt,
      isShared: (workspaceId) => sharing.membership.isShared(workspaceId),
      me: () => ({ actor: peopleRows.personOf(options.identity), now: clock().toISOString() }),
      keysOfBackups: () => (files ? keysNeededBy(files.paths.backups) : new Set<string>()),
    }),
  )
  const workspaces = later(() =>
    createWorkspaces(core, {
      ...{ workspaceRows, peopleRows, memberRows, activityRows },
      removeConnectors: connectorRows.removeAll,
      moveFiles: (workspaceId) => createFileRows(store).moveOn(workspaceId),
    }),
  )
  const heldTokens = later(() => createHeldTokens(vault))
  const connectors = later(() =>
    createConnectors(core, {
      ...{ connectorRows, activityRows, catalogRows, health, upgrades, input, heldTokens },
    }),
  )
  const settings = options.settings ?? openSettings(null)
  const network =
    options.network ??
    later(() =>
      createNetwork({
        ...{ environment: process.env, setting: settings.network },
        ...(options.systemProxy && { systemProxy: options.systemProxy }),
      }),
    )
  const signIns: SignIns = later(() =>
    createSignIns(core, {
      ...{ connectorRows, catalogRows, heldTokens, network, clock, connectionTests: () => connectionTests },
      ...(options.signInLimit !== undefined && { timeLimit: options.signInLimit }),
    }),
  )
  const connectionTests: ConnectionTests = later(() =>
    createConnectionTests(core, {
      ...{ connectorRows, workspaceRows, catalogRows, input, clock, heldTokens, network },
      ...{ markError: connectors.handlers.markError, renewTokens: signIns.renewTokens },
    }),
  )
  const testSchedule = later(() =>
    createTestSchedule(core, {
      ...{ workspaceRows, clock, access: peopleRows, identity: options.identity },
      ...{ runScheduled: connectionTests.runScheduled, unattended: options.unattended ?? null },
    }),
  )
  const targets = later(() =>
    createTargets(core, {
      ...{ clock, missing: createConnectorView(core, { connectorRows, catalogRows, health }).missing },
      openFile: (path) => openAtomicFile(path, files?.unfinished),
      onUnwritten: options.onUnwritten,
    }),
  )
  const overview = later(() => createOverview(core, { connectorRows, catalogRows, health }))
  const workspaceBackups = later(() =>
    createWorkspaceBackups(core, {
      ...{ connectorRows, catalogRows, health, workspaceRows, workspaces, upgrades },
    }),
  )
  const workspaceCode = later(() =>
    createWorkspaceCode(core, { connectorRows, catalogRows, workspaceRows, health, input }),
  )
  const sharing: Sharing = later(() =>
    createSharing(core, {
      ...{ connectorRows, catalogRows, memberRows, workspaceRows, health, upgrades, clock, settings },
      me: () => peopleRows.personOf(options.identity),
      directory: options.sharedDirectory ?? (files ? join(files.paths.dataDir, 'shared') : null),
      makeMirror: options.makeMirror,
      staysOpen: options.unattended !== undefined,
    }),
  )
  const tokens = later(() => createTokens(core))
  const idleLock = createIdleLock({
    settings,
    clock,
    lock: async () => {
      await core.vault.lockAll()
      changes.emit({ workspaceId: null, topic: 'lock', keepsDraft: true })
    },
  })
  const version = store.sqlite.pragma('user_version', { simple: true }) as number

  // These have work that nobody asks for; making what has none would hold up the start.
  if (options.unattended && hasTestSchedule(store)) makeNow(testSchedule)
  if (options.unattended && hasShared(store)) makeNow(sharing)
  if (hasTargetFiles(store)) makeNow(targets)

  const table: Table = {
    file: store.sqlite.name,
    access: peopleRows,
    idleLock,
    grantOf: (...call) => tokens.grantOf(...call),
    assertProof: createProof(core, { workspaceRows }),
    // The compiler sees to it that every procedure has its handler.
    missing: () => undefined,
    handlers: {
      session: later(() => createSession(core, { rotation, peopleRows, memberRows, warnings })),
      tokens: later(() => tokens.handlers),
      person: later(() => createPerson(core, { peopleRows, memberRows })),
      members: later(() => createMembers(core, { memberRows, shared: sharing.membership })),
      sharing: later(() => sharing.handlers),
      keys: later(() => createKeys(core, { rotation, workspaceRows, idleLock, keychain, shared: sharing.membership })),
      workspaces: later(() => workspaces.handlers),
      catalog: later(() => createCatalog(core, { catalogRows, upgrades })),
      connectors: later(() => connectors.handlers),
      connectionTests: later(() => ({ ...connectionTests.handlers, ...testSchedule.handlers })),
      signIns: later(() => signIns.handlers),
      settings: later(() =>
        createSettings(core, {
          ...{ file: settings, paths: files?.paths ?? null },
          ...{ environment: process.env, account: options.identity.id },
        }),
      ),
      trash: later(() => createTrash(core, connectorRows)),
      views: later(() => createViews(core)),
      secrets: later(() => createSecrets(core, { connectorRows, update: connectors.update })),
      secretRequests: later(() =>
        createSecretRequests(core, {
          ...{ requestRows, connectorRows, catalogRows, workspaceRows, input, update: connectors.update },
        }),
      ),
      overview: later(() => overview.handlers),
      targets: later(() => targets.handlers),
      activity: later(() => createActivity(core, { activityRows, nameOf: workspaceRows.nameOf })),
      backups: later(() =>
        createBackups({
          paths: files?.paths ?? null,
          knownVersion: version,
          replace: files?.replace ?? ((work) => Promise.resolve(work())),
          isOpen: true,
          backUp: core.backUp,
          keychain,
          log,
        }),
      ),
      workspaceBackups: later(() => workspaceBackups.handlers),
      workspaceCode: later(() => workspaceCode.handlers),
      doctor: later(() =>
        createDoctor({
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
      ),
    },
  }
  return {
    table,
    changes,
    seeded,
    withOwnKeys: (work) => vault.withOwnKeys(work),
    close: async () => {
      isClosing = true
      idleLock.close()
      if (isMade(connectionTests)) connectionTests.stop()
      for (const part of [testSchedule, signIns].filter(isMade)) part.close()
      await Promise.all([rotation, upgrades, targets, sharing].filter(isMade).map((part) => part.close()))
      for (const part of [overview, workspaceBackups, workspaceCode, vault, checkpoints].filter(isMade)) part.close()
      if (!options.validator && isMade(core.validator)) await core.validator.close()
      store.close()
    },
  }
}
