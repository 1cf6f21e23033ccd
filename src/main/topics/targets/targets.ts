import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { PublishTarget, targets } from '../../../contract/groups/targets.ts'
import { MAX_PAGE, type TargetFormat } from '../../../shared/limits.ts'
import type { Context, ExportKind } from '../../core/context.ts'
import { toFileName } from '../../core/names.ts'
import type { ConnectorView } from '../connectors/view.ts'
import type { Core } from '../core.ts'
import { createPreview } from './preview.ts'
import { type ActiveRow, createTargetRows, type PublishingEntry } from './rows.ts'
import { createTargetWriter } from './write.ts'

const KINDS: Record<TargetFormat, ExportKind> = {
  json: 'publish-targets',
  ndjson: 'publish-targets-ndjson',
  csv: 'publish-targets-csv',
  yaml: 'publish-targets-yaml',
}

interface Deps {
  missing: ConnectorView['missing']
}

/** The active connectors that can publish, as the content broadcaster reads them, in the order of their installation. */
export function createTargets(
  { store, commit, record }: Core,
  { missing }: Deps,
): GroupHandlers<typeof targets, Context> {
  const rows = createTargetRows(store)
  const write = createTargetWriter(rows)
  const preview = createPreview(rows, missing)

  /** Writes all targets of some workspaces, or those with some ids. */
  const exportTargets = async (
    context: Context,
    workspaces: readonly { id: string; name: string }[],
    { format, envelope, only }: { format: TargetFormat; envelope: boolean; only: ReadonlySet<string> | null },
  ) => {
    if (envelope && format !== 'json' && format !== 'yaml') throw appError('no_envelope', { format })
    const [first, ...others] = workspaces
    const name = first && others.length === 0 ? toFileName(first.name) : 'patchbay'
    const file = await context.openExport({ kind: KINDS[format], name: `${name}-publish-targets.${format}` })
    if (!file) return { count: 0, path: null, cancelled: true, expired: [] }
    let written: Awaited<ReturnType<typeof write>>
    try {
      written = await write(file, { workspaces, format, envelope, only, now: context.now })
      await file.commit()
    } catch (error) {
      await file.abort()
      throw error
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

  const only = (workspaceId: string) => [{ id: workspaceId, name: rows.workspaceName(workspaceId) ?? 'workspace' }]
  /** The workspaces with these ids that a person is in; all of them where none are named. */
  const mine = ({ actor }: Context, ids: readonly string[] | undefined) =>
    rows.workspacesOf(actor.id).filter(({ id }) => ids?.includes(id) ?? true)

  return {
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
    export: (context, { workspaceId, ...file }) => exportTargets(context, only(workspaceId), { ...file, only: null }),
    exportMany: (context, { workspaceIds, ...file }) =>
      exportTargets(context, mine(context, workspaceIds), { ...file, only: null }),
    exportSome: (context, { workspaceId, connectorIds, ...file }) =>
      exportTargets(context, only(workspaceId), { ...file, only: new Set(connectorIds) }),
  }
}

const toTarget = ({ id, name }: ActiveRow, { key, capabilities }: PublishingEntry): PublishTarget => ({
  id,
  name,
  catalog_key: key,
  capabilities: JSON.parse(capabilities) as PublishTarget['capabilities'],
})
