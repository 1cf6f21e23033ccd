import { randomUUID } from 'node:crypto'
import { appError, AppError } from '../../../contract/errors.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import type { workspaceBackups } from '../../../contract/groups/workspace-backups.ts'
import { nameKey } from '../../../shared/names.ts'
import type { Core } from '../core.ts'
import type { NormalisedEntry } from '../../schemas/entry.ts'
import { envelopeVersion } from '../../secrets/keys/envelope.ts'
import type { OpenKey } from '../../secrets/vault.ts'
import type { Job } from './jobs.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import { changed, type ConnectorBulk, type ConnectorWatch, type Staging } from '../connectors/bulk-rows.ts'
import { type Context, createdBy } from '../../core/context.ts'
import type { SecretHealth } from '../connectors/secret-health.ts'
import type { BackupContent } from './format.ts'
import type { RestoreCounts, RestorePlanner } from './plan.ts'
import type { ViewRows } from '../workspaces/view-rows.ts'
import type { NewWorkspace, WorkspacesService } from '../workspaces/workspaces.ts'

interface Deps {
  bulk: ConnectorBulk
  health: SecretHealth
  catalogRows: CatalogRows
  viewRows: Pick<ViewRows, 'add'>
  workspaces: WorkspacesService
  planner: RestorePlanner
}

type Part = Parameters<GroupHandlers<typeof workspaceBackups, Context>['restore']>[1]['parts'][number]

/** Where one part of a backup goes. */
interface Target {
  part: Part
  content: BackupContent
  id: string
  /** Null for a workspace that is there. */
  newWorkspace: NewWorkspace | null
  /** Null where there is nothing to encrypt. */
  key: Pick<OpenKey, 'encrypt'> | null
}

/** What of a target is ready to be written, and what must still be so when it is. */
interface Ready {
  target: Target
  counts: RestoreCounts
  replaced: string[]
  keyVersion: number | null
}

/** How often the work is done in all where somebody changes the connectors in between. */
const TRIES = 3

/** Writes parts of an opened backup into workspaces, all of them or nothing. */
export function createRestore(core: Core, deps: Deps) {
  const { vault, changes, backUp, log } = core
  const { health, workspaces } = deps
  const write = createRestoreWriter(core, deps)

  /** Where a part goes, with its key open; a new workspace is not in the database yet. */
  const prepare = async (context: Context, part: Part, content: BackupContent): Promise<Target> => {
    if (part.into !== undefined) {
      const key = content.connectors.length > 0 ? await vault.use(part.into) : null
      return { part, content, id: part.into, newWorkspace: null, key }
    }
    const { name = content.workspace.name, passphrase } = part
    const newWorkspace = await workspaces.prepare(context, {
      ...{ name, colour: content.workspace.colour },
      ...(passphrase !== undefined && { passphrase }),
    })
    return { part, content, id: newWorkspace.id, newWorkspace, key: newWorkspace }
  }

  return async (
    context: Context,
    parts: { part: Part; content: BackupContent }[],
    newEntries: Map<string, NormalisedEntry>,
    job: Job,
  ) => {
    assertTargetsDiffer(parts.map(({ part }) => part))
    const targets: Target[] = []
    await backUp('restore')
    try {
      for (const { part, content } of parts) targets.push(await prepare(context, part, content))
      const ready = await write(context, targets, newEntries, job)
      // What was just encrypted can be read.
      for (const { target, replaced } of ready) for (const id of replaced) health.note(target.id, id, null)
      for (const { target, counts } of ready) {
        if (target.newWorkspace) log.write('key.created', { workspaceId: target.id })
        log.write('backup.restored', { workspaceId: target.id, count: counts.added + counts.replaced })
      }
      changes.emit({ workspaceId: null, topic: 'workspaces' })
      if (newEntries.size > 0) changes.emit({ workspaceId: null, topic: 'catalog' })
      for (const { target } of ready) {
        changes.emit({ workspaceId: target.id, topic: 'connectors' })
        if (target.content.workspace.views.length > 0) changes.emit({ workspaceId: target.id, topic: 'views' })
      }
      return ready.map(({ target, counts }) => ({
        workspaceId: target.id,
        isNew: target.newWorkspace !== null,
        ...counts,
      }))
    } catch (error) {
      for (const { newWorkspace } of targets) await newWorkspace?.discard()
      throw error
    }
  }
}

/** The second could not be compared with what the first has not written yet. */
function assertTargetsDiffer(parts: Part[]) {
  const into = parts.flatMap((part) => part.into ?? [])
  if (new Set(into).size < into.length) throw appError('same_target')
}

/** Works out what goes into each target and writes all of it in one transaction. */
function createRestoreWriter({ commit, record }: Core, { bulk, catalogRows, viewRows, workspaces, planner }: Deps) {
  /** The version of the key that a secret gets now; a rotation changes it. */
  const keyVersionOf = ({ key, id }: Target) =>
    key && envelopeVersion(key.encrypt({ connectorId: id, path: 'version' }, ''))

  const stage = async (
    context: Context,
    targets: Target[],
    newEntries: ReadonlyMap<string, NormalisedEntry>,
    { staging, job }: { staging: Staging; job: Job },
  ): Promise<Ready[]> => {
    const idsInUse = new Set<string>()
    const ready: Ready[] = []
    for (const target of targets) {
      const { id, newWorkspace, key, content, part } = target
      const keyVersion = keyVersionOf(target)
      const planned = await planner.plan(
        context,
        { theirs: content.connectors, newEntries },
        { workspaceId: id, isNew: newWorkspace !== null, encrypt: key?.encrypt ?? closed, ...pick(part) },
        { staging, idsInUse, job },
      )
      ready.push({ target, keyVersion, ...planned })
    }
    return ready
  }

  /** A view of the same name that is there already stays as it is. */
  const addViews = (context: Context, { id: workspaceId, content }: Target) => {
    for (const { name, query } of content.workspace.views)
      viewRows.add({
        ...{ id: randomUUID(), workspaceId, name, nameKey: nameKey(name), query },
        ...createdBy(context),
      })
  }

  /** One transaction; what was worked out must still hold. */
  const commitAll = (
    context: Context,
    ready: Ready[],
    newEntries: NormalisedEntry[],
    { staging, watch }: { staging: Staging; watch: ConnectorWatch },
  ) =>
    commit(() => {
      for (const { target, keyVersion } of ready)
        if (!watch.isUntouched(target.id) || keyVersionOf(target) !== keyVersion) throw changed()
      for (const entry of newEntries) catalogRows.put(entry, context.now)
      for (const { target } of ready) workspaces.withFreeName(() => target.newWorkspace?.insert())
      staging.commit()
      for (const { target } of ready) addViews(context, target)
      for (const { target, counts } of ready)
        record(context, {
          workspaceId: target.id,
          action: 'workspace.restore',
          subjectId: target.id,
          detail: { ...counts },
        })
    })

  const write = async (context: Context, targets: Target[], newEntries: Map<string, NormalisedEntry>, job: Job) => {
    for (let tries = 1; ; tries += 1) {
      const [staging, watch] = [bulk.stage(), bulk.watch()]
      try {
        const ready = await stage(context, targets, newEntries, { staging, job })
        await commitAll(context, ready, [...newEntries.values()], { staging, watch })
        return ready
      } catch (error) {
        if (tries === TRIES || !(error instanceof AppError) || error.reason !== 'changed_during_restore') throw error
      } finally {
        staging.drop()
        watch.end()
      }
    }
  }

  return write
}

const pick = ({ take, choices }: Part) => ({ take, choices })

const closed = () => {
  throw appError('closed')
}
