import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { sharing, SharingStatus } from '../../../contract/groups/access/sharing.ts'
import type { Context } from '../../core/context.ts'
import type { Clock } from '../../core/ports.ts'
import type { SettingsFile } from '../../platform/settings.ts'
import { envelopeVersion } from '../../secrets/keys/envelope.ts'
import { type DataKey, fromKeychainText } from '../../secrets/keys/data-key.ts'
import { plural } from '../../../shared/words.ts'
import type { Core } from '../core.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import { createConnectorBulk } from '../connectors/bulk-rows.ts'
import type { ConnectorRows } from '../connectors/rows.ts'
import type { SecretHealth } from '../connectors/secret-health.ts'
import type { Upgrades } from '../connectors/upgrades.ts'
import type { MemberRows } from '../people/member-rows.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'
import { createConflicts } from './conflicts.ts'
import { createExposures } from './exposures.ts'
import { type Signer, writeCommit } from './format/commit.ts'
import { filesOf } from './format/connector-files.ts'
import { envelopesOf, type Fields } from './format/fields.ts'
import { toKeyFile } from './format/key-file.ts'
import { keyPath, toJsonFile, WORKSPACE } from './format/layout.ts'
import { FORMAT, memberFiles, memberIdOf, type SharedMember } from './format/members.ts'
import { type Batch, createBatch } from './git/batch.ts'
import { EMPTY_TREE } from './git/objects.ts'
import { checkRemote, isFolder } from './git/remote.ts'
import { createSharedJoining } from './joining.ts'
import { createMembership, type SharedMembership } from './membership.ts'
import { createMirrors, type MakeMirror } from './mirrors.ts'
import { createOutbox, oneLine } from './outbox.ts'
import { createSharedPeople } from './people.ts'
import { createSharingRows } from './rows.ts'
import { createSyncSchedule } from './schedule.ts'
import { createSync } from './sync.ts'
import type { State } from './verify/state.ts'
import { createWork, JOINING } from './work.ts'
import { createWriter } from './writer.ts'

interface Deps {
  connectorRows: ConnectorRows
  catalogRows: Pick<CatalogRows, 'has' | 'find' | 'byId'>
  memberRows: MemberRows
  workspaceRows: WorkspaceRows
  health: SecretHealth
  upgrades: Upgrades
  clock: Clock
  me: () => Context['actor']
  settings: Pick<SettingsFile, 'syncMinutes' | 'setSyncMinutes'>
  /** Where the copies of repositories are; null where nothing is kept. */
  directory: string | null
  /** How repositories are reached; by git unless given. */
  makeMirror?: MakeMirror | undefined
  /** Whether the program stays open, and synchronises without being asked. */
  staysOpen: boolean
}

export interface Sharing {
  handlers: GroupHandlers<typeof sharing, Context>
  membership: SharedMembership
  /** Puts what the present transaction changed of shared workspaces into their outboxes; called at its end. */
  note(): void
  close(): Promise<void>
}

/** Workspaces that several people share through a git repository. */
export function createSharing(core: Core, deps: Deps): Sharing {
  const { vault, commit, record } = core
  const { memberRows, workspaceRows, clock, settings } = deps
  const sharingRows = createSharingRows(core.store)
  const bulk = createConnectorBulk(core.store)
  const outbox = createOutbox({ sharingRows, ...deps })
  const writer = createWriter({ sharingRows, ...deps })
  const people = createSharedPeople({ vault, memberRows })
  const mirrors = createMirrors(deps.directory, deps.makeMirror)
  const work = createWork(core.changes)
  const sync = createSync(core, { ...deps, sharingRows, people, writer, mirrors, work })
  const conflicts = createConflicts(core, { sharingRows, writer })
  const exposures = createExposures(core, { ...deps, sharingRows, people })
  const join = createSharedJoining(core, { ...deps, sharingRows, people, writer, mirrors, work })

  const schedule = deps.staysOpen
    ? createSyncSchedule(core, {
        ...{ all: sharingRows.all, sync: sync.sync, minutes: settings.syncMinutes },
        waits: (workspaceId) => sharingRows.outboxCount(workspaceId) > 0,
      })
    : null

  const status = (workspaceId: string): SharingStatus | null => {
    const shared = sharingRows.get(workspaceId)
    if (!shared) return null
    const missing = sharingRows.waiting(workspaceId).map(({ fields }) => String(fields['catalog_key']))
    return {
      ...{ remote: shared.remote, root: shared.root, head: shared.state.head, syncedAt: shared.syncedAt },
      toSend: sharingRows.outboxCount(workspaceId),
      conflicts: sharingRows.conflictCount(workspaceId),
      isPassphraseOld: vault.isPassphraseOld(workspaceId),
      exposures: exposures.list(workspaceId).length,
      problem: shared.problem,
      isRefused: shared.refusedHead !== null,
      missingEntries: [...new Set(missing)].sort(),
      progress: work.progress(workspaceId),
    }
  }

  const statusNow = (workspaceId: string): SharingStatus => {
    const now = status(workspaceId)
    if (!now) throw appError('not_shared')
    return now
  }

  /** A folder is a path of this computer, which only somebody here may name. */
  const assertRemote = ({ isHere }: Context, remote: string): void => {
    if (isFolder(checkRemote(remote)) && !isHere) throw appError('folder_from_elsewhere')
  }

  /** The connectors as they are to be shared. Throws `conflict` where a secret is under an older key, or cannot be read. */
  const connectorsOf = (workspaceId: string, version: number): Map<string, Fields> => {
    const connectors = new Map<string, Fields>()
    let old = 0
    for (const raw of bulk.read(workspaceId)) {
      const row = bulk.decode(raw)
      const fields = outbox.fieldsOf(row)
      connectors.set(row.id, fields)
      old += Object.values(envelopesOf(fields)).filter((envelope) => envelopeVersion(envelope) !== version).length
    }
    if (old > 0) throw appError('shared_old_secrets', { count: old })
    return connectors
  }

  /** A second commit with everybody else who is here and has keys: the first one has its signer alone. */
  const withPeopleHere = async (
    { actor }: Context,
    { batch, signer, dataKey }: { batch: Batch; signer: Signer; dataKey: DataKey },
    first: State,
  ): Promise<State> => {
    const others = memberRows.list(first.workspaceId).flatMap(({ personId, name, role, ed25519, x25519 }) => {
      if (personId === actor.id || ed25519 === null || x25519 === null) return []
      return [{ id: memberIdOf(ed25519), name, role, x25519, ed25519 }]
    })
    if (others.length === 0) return first
    const members = [...first.members, ...others]
    const key = toKeyFile(dataKey, members, { former: first.key })
    const files = new Map([...memberFiles(members), [keyPath(key.version), toJsonFile(key)]])
    const tree = await batch.write(first.tree, files)
    const words = `Added ${others.map(({ name }) => oneLine(name)).join(', ')}\n`
    const head = batch.put('commit', writeCommit(signer, { tree, parent: first.head, words, at: clock() }))
    return { ...first, head, tree, members, key }
  }

  const share = async (context: Context, workspaceId: string, remote: string): Promise<void> => {
    await vault.person.make()
    const signer = await sync.signer(workspaceId)
    const { keyId, version, text } = await vault.share(workspaceId)
    const key = fromKeychainText(text)
    const own = vault.person.publicKeys()
    if (!key || !own) throw appError('closed')
    const connectors = connectorsOf(workspaceId, version)
    const name = workspaceRows.nameOf(workspaceId) ?? ''
    const mirror = await mirrors.begin(workspaceId, remote)
    try {
      // git asks the remote while the files are made.
      work.endWith(workspaceId, mirror.cancel)
      const present = mirror.fetch()
      present.catch(() => undefined)
      const members: SharedMember[] = [{ id: signer.memberId, name: signer.name, role: 'owner', ...own }]
      const keyFile = toKeyFile({ workspaceId, keyId, version, key }, members)
      const files = new Map<string, string | null>([
        [WORKSPACE, toJsonFile({ format: FORMAT, workspace: workspaceId, name })],
        ...memberFiles(members),
        [keyPath(version), toJsonFile(keyFile)],
      ])
      for (const [id, fields] of connectors)
        for (const [path, content] of filesOf(id, { fields, conflicts: {} }))
          if (content !== null) files.set(path, content)
      const batch = createBatch(mirror)
      const tree = await batch.write(EMPTY_TREE, files)
      const words = `Shared ${oneLine(name)} with ${plural(connectors.size, 'connector', 'connectors')}\n`
      const root = batch.put('commit', writeCommit(signer, { tree, parent: null, words, at: clock() }))
      const first: State = { head: root, tree, workspaceId, name, members, key: keyFile }
      const state = await withPeopleHere(
        context,
        { batch, signer, dataKey: { workspaceId, keyId, version, key } },
        first,
      )
      if ((await present) !== null) throw appError('remote_used')
      await mirror.keep(batch.objects)
      if ((await mirror.push(state.head)) === 'raced') throw appError('remote_used')
      await commit(
        () => {
          sharingRows.insert({ workspaceId, remote, root, state, syncedAt: context.now })
          for (const [connectorId, fields] of connectors)
            sharingRows.putConnector(workspaceId, { connectorId, fields, waitsFor: null })
          // What has changed since they were read goes into the outbox at the end of this transaction.
          sharingRows.touchAll(workspaceId)
          record(context, { workspaceId, action: 'workspace.share', subjectId: workspaceId, subjectName: name })
        },
        { workspaceId, topic: 'sharing' },
      )
    } catch (error) {
      if (!sharingRows.isShared(workspaceId)) mirrors.remove(workspaceId)
      throw error
    }
  }

  const handlers: Sharing['handlers'] = {
    status: (_context, { workspaceId }) => status(workspaceId),

    share: async (context, { workspaceId, remote }) => {
      assertRemote(context, remote)
      await work.inTurn(workspaceId, async () => {
        if (sharingRows.isShared(workspaceId)) throw appError('shared_already')
        await share(context, workspaceId, remote)
      })
      return statusNow(workspaceId)
    },

    join: (context, input) => {
      assertRemote(context, input.remote)
      return work.inTurn(JOINING, () => join(context, input))
    },

    joinProgress: () => work.progress(JOINING),

    cancelJoin: () => {
      work.cancel(JOINING)
      return {}
    },

    cancel: (_context, { workspaceId }) => {
      work.cancel(workspaceId)
      return {}
    },

    sync: async (_context, { workspaceId }) => {
      const counts = await sync.sync(workspaceId)
      return { ...counts, status: statusNow(workspaceId) }
    },

    interval: () => ({ minutes: settings.syncMinutes() }),

    setInterval: async (context, { minutes }) => {
      await settings.setSyncMinutes(minutes)
      await commit(() => record(context, { workspaceId: null, action: 'settings.sync_set', detail: { minutes } }), {
        workspaceId: null,
        topic: 'sharing',
      })
      return { minutes }
    },

    conflicts: (_context, { workspaceId }) => conflicts.list(workspaceId),

    choose: async (context, choice) => {
      await conflicts.choose(context, choice)
      return {}
    },

    exposures: (_context, { workspaceId }) => exposures.list(workspaceId),

    keepSecret: async (context, secret) => {
      await exposures.keep(context, secret)
      return {}
    },

    overwrite: async (context, { workspaceId }) => {
      await work.inTurn(workspaceId, async () => {
        const { remote, state, refusedHead } = sync.find(workspaceId)
        if (refusedHead === null) throw appError('not_refused')
        const pushed = await mirrors.of(workspaceId, remote).push(state.head, refusedHead)
        if (pushed === 'raced') throw appError('remote_busy')
        await commit(() => {
          sharingRows.putResult(workspaceId, { problem: null, refusedHead: null, syncedAt: null })
          record(context, { workspaceId, action: 'workspace.overwrite', subjectId: workspaceId })
        })
      })
      const counts = await sync.sync(workspaceId)
      return { ...counts, status: statusNow(workspaceId) }
    },

    stop: async (context, { workspaceId }) => {
      await work.inTurn(workspaceId, async () => {
        sync.find(workspaceId)
        await commit(
          () => {
            sharingRows.remove(workspaceId)
            record(context, { workspaceId, action: 'workspace.unshare', subjectId: workspaceId })
          },
          { workspaceId, topic: 'sharing' },
        )
        mirrors.remove(workspaceId)
      })
      return {}
    },
  }

  return {
    handlers,
    membership: createMembership({ sharingRows, sync, mirrors, vault, clock }),
    note: outbox.note,
    close: async () => {
      schedule?.close()
      mirrors.close()
      await work.settled()
      mirrors.close()
    },
  }
}
