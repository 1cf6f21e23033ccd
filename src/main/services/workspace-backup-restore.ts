import { AppError } from '../../contract/errors.ts'
import type { Changes } from '../changes.ts'
import type { NormalisedEntry } from '../schemas/entry.ts'
import type { Vault } from '../secrets/vault.ts'
import type { Store } from '../store/open.ts'
import type { RecordActivity } from './activity.ts'
import type { Job } from './backup-jobs.ts'
import type { CatalogRows } from './catalog-rows.ts'
import type { ConnectorBulk } from './connector-bulk.ts'
import type { Context } from './context.ts'
import type { SecretHealth } from './secret-health.ts'
import type { BackupContent } from './workspace-backup-format.ts'
import { createRestoreWriter, type Part, type Target } from './workspace-backup-commit.ts'
import type { RestorePlanner } from './workspace-backup-plan.ts'
import type { WorkspacesService } from './workspaces.ts'

interface Deps {
  store: Store
  vault: Vault
  bulk: ConnectorBulk
  health: SecretHealth
  catalog: CatalogRows
  workspaces: WorkspacesService
  changes: Changes
  record: RecordActivity
  planner: RestorePlanner
  /** Whether this person may change the workspace. Throws otherwise. */
  checkTarget: (context: Context, workspaceId: string) => void
}

/** Writes parts of an opened backup into workspaces, all of them or nothing. */
export function createRestore(deps: Deps) {
  const { vault, health, workspaces, changes } = deps
  const write = createRestoreWriter(deps)

  /** Where a part goes, with its key open; a new workspace is not in the database yet. */
  const prepare = async (context: Context, part: Part, content: BackupContent): Promise<Target> => {
    if (part.into !== undefined) {
      deps.checkTarget(context, part.into)
      const key = content.connectors.length > 0 ? await vault.use(part.into) : null
      return { part, content, id: part.into, made: null, key }
    }
    const { name = content.workspace.name, passphrase } = part
    const made = await workspaces.prepare(context, {
      ...{ name, colour: content.workspace.colour },
      ...(passphrase !== undefined && { passphrase }),
    })
    return { part, content, id: made.id, made, key: made }
  }

  return async (
    context: Context,
    parts: { part: Part; content: BackupContent }[],
    brought: Map<string, NormalisedEntry>,
    job: Job,
  ) => {
    refuseSameTarget(parts.map(({ part }) => part))
    const targets: Target[] = []
    try {
      for (const { part, content } of parts) targets.push(await prepare(context, part, content))
      const ready = await write(context, targets, brought, job)
      // What was just encrypted can be read.
      for (const { target, replaced } of ready) for (const id of replaced) health.note(target.id, id, null)
      changes.emit({ workspaceId: null, topic: 'workspaces' })
      if (brought.size > 0) changes.emit({ workspaceId: null, topic: 'catalog' })
      for (const { target } of ready) changes.emit({ workspaceId: target.id, topic: 'connectors' })
      return ready.map(({ target, counts }) => ({ workspaceId: target.id, isNew: target.made !== null, ...counts }))
    } catch (error) {
      for (const { made } of targets) await made?.discard()
      throw error
    }
  }
}

/** The second could not be compared with what the first has not written yet. */
function refuseSameTarget(parts: Part[]) {
  const into = parts.flatMap((part) => part.into ?? [])
  if (new Set(into).size < into.length)
    throw new AppError('invalid', 'Two workspaces of a backup cannot go into one at once; restore one after the other')
}
