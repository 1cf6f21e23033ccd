import type { GroupHandlers } from '../../../contract/define.ts'
import type { PublishTarget, targets } from '../../../contract/groups/targets.ts'
import { EXPIRED, expiresWithin } from '../../../shared/expiry.ts'
import { MAX_PAGE } from '../../../shared/limits.ts'
import type { Core } from '../core.ts'
import type { Context, ExportFile } from '../../core/context.ts'
import { toFileName } from '../../core/names.ts'
import { createTurns } from '../../core/turns.ts'
import { type ActiveRow, createTargetRows, type PublishingEntry } from './rows.ts'

/** How many expired targets an export names. */
const MAX_EXPIRED = 100

/** Rows of a piece of an export. The text of more would be too long for the part of memory that V8 clears quickly. */
const PAGE = 100

/** The active connectors that can publish, as the content broadcaster reads them, in the order of their installation. */
export function createTargets({ store, commit, record }: Core): GroupHandlers<typeof targets, Context> {
  const rows = createTargetRows(store)

  /** Writes a JSON array, one target a line; answers how many, and the names of those whose secrets have expired. */
  const writeJson = async (
    file: ExportFile,
    { workspaceId, now, only }: { workspaceId: string; now: string; only: ReadonlySet<string> | null },
  ) => {
    const publishable = rows.publishing()
    const expired: string[] = []
    const today = new Date(now)
    let count = 0
    let after = 0
    let page: ActiveRow[]
    const turn = createTurns()
    await file.write('[')
    do {
      await turn()
      page = rows.activeAfter(workspaceId, after, PAGE)
      let lines = ''
      for (const row of page) {
        const entry = publishable.get(row.catalogId)
        if (!entry || (only && !only.has(row.id))) continue
        lines += `${count > 0 ? ',\n' : '\n'}${toJson(row, entry)}`
        count += 1
        if (expiresWithin(row.secretExpiresAt, EXPIRED, today) && expired.length < MAX_EXPIRED) expired.push(row.name)
      }
      if (lines !== '') await file.write(lines)
      after = page.at(-1)?.rowid ?? after
    } while (page.length === PAGE)
    await file.write(count > 0 ? '\n]\n' : ']\n')
    return { count, expired }
  }

  /** Writes all targets of a workspace, or those with some ids. */
  const exportTargets = async (context: Context, workspaceId: string, only: ReadonlySet<string> | null) => {
    const name = rows.workspaceName(workspaceId) ?? 'workspace'
    const file = await context.openExport({
      kind: 'publish-targets',
      name: `${toFileName(name)}-publish-targets.json`,
    })
    if (!file) return { count: 0, path: null, cancelled: true, expired: [] }
    let written: Awaited<ReturnType<typeof writeJson>>
    try {
      written = await writeJson(file, { workspaceId, now: context.now, only })
      await file.commit()
    } catch (error) {
      await file.abort()
      throw error
    }
    await commit(() => record(context, { workspaceId, action: 'targets.export', detail: { count: written.count } }))
    return { ...written, path: file.path, cancelled: false }
  }

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

    export: (context, { workspaceId }) => exportTargets(context, workspaceId, null),
    exportSome: (context, { workspaceId, connectorIds }) => exportTargets(context, workspaceId, new Set(connectorIds)),
  }
}

const toTarget = ({ id, name }: ActiveRow, { key, capabilities }: PublishingEntry): PublishTarget => ({
  id,
  name,
  catalog_key: key,
  capabilities: JSON.parse(capabilities) as PublishTarget['capabilities'],
})

/** The same as text; the capabilities are JSON already. */
const toJson = ({ id, name }: ActiveRow, { key, capabilities }: PublishingEntry) =>
  `{"id":${JSON.stringify(id)},"name":${JSON.stringify(name)},"catalog_key":${JSON.stringify(key)},"capabilities":${capabilities}}`
