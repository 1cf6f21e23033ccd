import type { GroupHandlers } from '../../../contract/define.ts'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { PublishTarget, targets } from '../../../contract/groups/targets.ts'
import { MAX_PAGE, type TargetFormat } from '../../../shared/limits.ts'
import type { Context } from '../../core/context.ts'
import type { Clock } from '../../core/ports.ts'
import { toFileName } from '../../core/names.ts'
import type { ConnectorView } from '../connectors/view.ts'
import type { Core } from '../core.ts'
import { createFileRows } from './file-rows.ts'
import { createTargetFiles } from './files.ts'
import { assertEnvelope, KINDS } from './kinds.ts'
import { createLiveFiles, type OpenFile } from './live-files.ts'
import { createPreview } from './preview.ts'
import { type ActiveRow, createTargetRows, type PublishingEntry } from './rows.ts'
import { createUses } from './uses.ts'
import { createTargetWriter, type ExportJob, newJob } from './write.ts'

interface Deps {
  missing: ConnectorView['missing']
  openFile: OpenFile
  clock: Clock
  onUnwritten?: ((problem: ErrorBody) => void) | undefined
}

interface FileWanted {
  format: TargetFormat
  envelope: boolean
  /** The ids of the only connectors to write; null for all. */
  only: ReadonlySet<string> | null
}

interface Targets {
  handlers: GroupHandlers<typeof targets, Context>
  /** Writes the files that wait to be written. */
  close(): Promise<void>
}

/** The active connectors that can publish, as the content broadcaster reads them, in the order of their installation. */
export function createTargets(core: Core, { missing, openFile, clock, onUnwritten }: Deps): Targets {
  const { store, commit, record } = core
  const rows = createTargetRows(store)
  const write = createTargetWriter(rows)
  const preview = createPreview(rows, missing)
  const fileRows = createFileRows(store)
  const live = createLiveFiles(core, { rows, fileRows, write, openFile, clock, onUnwritten })

  const jobs = new Map<string, ExportJob>()
  /** Which export of a person it is: that of some workspaces, or of all. */
  const keyOf = ({ actor }: Context, workspaceIds: readonly string[] | undefined) =>
    [actor.id, ...(workspaceIds ?? ['all'])].join(' ')

  /** Writes all targets of some workspaces, or those with some ids. */
  const exportTargets = async (
    context: Context,
    workspaces: readonly { id: string; name: string }[],
    { key, format, envelope, only }: FileWanted & { key: string },
  ) => {
    assertEnvelope(format, envelope)
    const [first, ...others] = workspaces
    const name = first && others.length === 0 ? toFileName(first.name) : 'patchbay'
    const file = await context.openExport({ kind: KINDS[format], name: `${name}-publish-targets.${format}` })
    if (!file) return { count: 0, path: null, cancelled: true, expired: [] }
    const job = newJob()
    jobs.set(key, job)
    let written: Awaited<ReturnType<typeof write>>
    try {
      written = await write(file, { workspaces, format, envelope, only, now: context.now }, job)
      await file.commit()
    } catch (error) {
      await file.abort()
      throw error
    } finally {
      if (jobs.get(key) === job) jobs.delete(key)
    }
    await commit(() => {
      for (const { id } of workspaces)
        record(context, {
          ...{ workspaceId: id, action: 'targets.export' },
          detail: { count: written.counts.get(id) ?? 0 },
        })
    })
    const { count, expired } = written
    return { count, expired, path: file.path, cancelled: false }
  }

  const workspaceOf = (workspaceId: string) => [
    { id: workspaceId, name: rows.workspaceName(workspaceId) ?? 'workspace' },
  ]
  /** The workspaces with these ids that a person is in; all of them where none are named. */
  const mine = ({ actor }: Context, ids: readonly string[] | undefined) =>
    rows.workspacesOf(actor.id).filter(({ id }) => ids?.includes(id) ?? true)

  const handlers: Targets['handlers'] = {
    ...createTargetFiles(core, { rows, fileRows, live }),
    ...createUses(core),
    list: (_context, { workspaceId, limit = MAX_PAGE, after }) => {
      const publishable = rows.publishing()
      const listed: PublishTarget[] = []
      let last = after === undefined ? 0 : rows.rowidOf(workspaceId, after)
      let page: ActiveRow[]
      do {
        page = rows.activeAfter(workspaceId, last, limit)
        for (const row of page) {
          const entry = publishable.get(row.catalogId)
          if (entry && listed.length < limit) listed.push(toTarget(row, entry))
        }
        last = page.at(-1)?.rowid ?? last
      } while (page.length === limit && listed.length < limit)
      return listed
    },

    preview: (context, { workspaceIds }) => preview(mine(context, workspaceIds), context.now),
    export: (context, { workspaceId, ...file }) =>
      exportTargets(context, workspaceOf(workspaceId), { ...file, key: keyOf(context, [workspaceId]), only: null }),
    exportMany: (context, { workspaceIds, ...file }) =>
      exportTargets(context, mine(context, workspaceIds), { ...file, key: keyOf(context, workspaceIds), only: null }),
    exportSome: (context, { workspaceId, connectorIds, ...file }) =>
      exportTargets(context, workspaceOf(workspaceId), {
        ...file,
        key: keyOf(context, [workspaceId]),
        only: new Set(connectorIds),
      }),
    exportProgress: (context, { workspaceIds }) => jobs.get(keyOf(context, workspaceIds)) ?? null,
    cancelExport: (context, { workspaceIds }) => {
      const job = jobs.get(keyOf(context, workspaceIds))
      if (job) job.isCancelled = true
      return {}
    },
  }
  return { handlers, close: live.close }
}

const toTarget = ({ id, name }: ActiveRow, { key, capabilities }: PublishingEntry): PublishTarget => ({
  id,
  name,
  catalog_key: key,
  capabilities: JSON.parse(capabilities) as PublishTarget['capabilities'],
})
