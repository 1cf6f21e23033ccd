import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { workspaceBackups } from '../../../contract/groups/workspace-backups.ts'
import type { Core } from '../core.ts'
import type { NormalisedEntry } from '../../schemas/entry.ts'
import { readEntries } from '../../schemas/lint/import.ts'
import { createBackupJobs } from './jobs.ts'
import type { CatalogRows } from '../catalog/rows.ts'
import { createConnectorBulk } from '../connectors/bulk-rows.ts'
import type { ConnectorRows } from '../connectors/rows.ts'
import type { Context } from '../../core/context.ts'
import type { SecretHealth } from '../connectors/secret-health.ts'
import type { Upgrades } from '../connectors/upgrades.ts'
import { createBackupWriter } from './create.ts'
import type { BackupContent, BackupDocument } from './format.ts'
import { createRestorePlanner } from './plan.ts'
import { createRestore } from './restore.ts'
import { createUploads } from './uploads.ts'
import { createViewRows } from '../workspaces/view-rows.ts'
import type { WorkspaceRows } from '../workspaces/rows.ts'
import type { WorkspacesService } from '../workspaces/workspaces.ts'

interface Deps {
  connectorRows: ConnectorRows
  catalogRows: CatalogRows
  health: SecretHealth
  workspaceRows: WorkspaceRows
  workspaces: WorkspacesService
  upgrades: Pick<Upgrades, 'entriesChanged'>
}

type Handlers = GroupHandlers<typeof workspaceBackups, Context>

/** Backups of workspaces: one age file that any Patchbay restores. */
export function createWorkspaceBackups(core: Core, shared: Deps): { handlers: Handlers; close(): void } {
  const { validator } = core
  const { catalogRows, workspaceRows, upgrades } = shared
  const uploads = createUploads()
  core.changes.on(({ topic }) => {
    if (topic === 'lock') uploads.lock()
  })
  const jobs = createBackupJobs()
  const deps = { ...shared, jobs, bulk: createConnectorBulk(core.store), viewRows: createViewRows(core.store) }

  const planner = createRestorePlanner(deps)
  const restore = createRestore(core, { ...deps, planner })

  /** The entries that the backup brings and that are missing here, linted as any import is. */
  const missingEntries = async ({ entries, contents }: BackupDocument): Promise<Map<string, NormalisedEntry>> => {
    const used = new Set(contents.flatMap(({ connectors }) => connectors.map(({ catalogKey }) => catalogKey)))
    const missing = new Map<string, NormalisedEntry>()
    for (const raw of entries.length > 0 ? readEntries(entries) : []) {
      if (!used.has(raw.key) || catalogRows.has(raw.key)) continue
      const { entry } = await validator.lint(raw)
      if (entry) missing.set(raw.key, entry)
    }
    return missing
  }

  const contentOf = (contents: BackupContent[], from: string): BackupContent => {
    const content = contents.find(({ workspace }) => workspace.id === from)
    if (!content) throw appError('no_workspace_in_backup')
    return content
  }

  return {
    close: uploads.close,
    handlers: {
      ...createBackupWriter(core, deps),

      upload: ({ actor }, { upload, data }) => uploads.add(upload, actor.id, Buffer.from(data, 'base64')),

      inspect: ({ actor }, { upload, passphrase }) =>
        jobs.run(actor.id, (job) => {
          job.begin('opening')
          return uploads.open(upload, actor.id, passphrase, job)
        }),

      preview: ({ actor }, { upload, from, into }) =>
        jobs.run(actor.id, async (job) => {
          job.begin('opening')
          const document = await uploads.read(upload, actor.id, job)
          const newEntries = await missingEntries(document)
          const matches = await planner.match(
            into ?? null,
            contentOf(document.contents, from).connectors,
            newEntries,
            job,
          )
          return matches.map(({ theirs, mine, state, differs }) => ({
            ...{ id: theirs.id, name: theirs.name, catalogKey: theirs.catalogKey, state, differs },
            ...{ theirsAt: theirs.updatedAt, mineAt: mine?.updatedAt ?? null },
          }))
        }),

      restore: (context, { upload, parts }) =>
        jobs.run(context.actor.id, async (job) => {
          job.begin('opening')
          const document = await uploads.read(upload, context.actor.id, job)
          const newEntries = await missingEntries(document)
          const sources = parts.map((part) => ({ part, content: contentOf(document.contents, part.from) }))
          const results = await restore(context, sources, newEntries, job)
          uploads.restored(upload)
          // The configs come from elsewhere and may not fit the entries here.
          upgrades.entriesChanged()
          const named = workspaceRows.list(context.actor.id)
          return results.map((result) => ({
            ...result,
            name: named.find(({ id }) => id === result.workspaceId)?.name ?? '',
          }))
        }),

      progress: ({ actor }) => jobs.progress(actor.id),

      cancel: ({ actor }) => {
        jobs.cancel(actor.id)
        return {}
      },

      forget: ({ actor }, { upload }) => {
        uploads.forget(upload, actor.id)
        return {}
      },
    },
  }
}
