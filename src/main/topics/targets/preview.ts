import type { TargetPreview } from '../../../contract/groups/targets.ts'
import { EXPIRED, expiresWithin } from '../../../shared/expiry.ts'
import { createTurns } from '../../core/turns.ts'
import type { ConnectorView } from '../connectors/view.ts'
import type { PreviewRow, TargetRows } from './rows.ts'

/** How many connectors a preview names in each of its lists. */
const MAX_NAMED = 100

/** Rows between two turns of the event loop. */
const PAGE = 200

/** What an export would hold, without writing it. */
export function createPreview(rows: TargetRows, missing: ConnectorView['missing']) {
  const warningOf = (row: PreviewRow, today: Date): TargetPreview['warnings'][number]['reason'] | null => {
    if (expiresWithin(row.secretExpiresAt, EXPIRED, today)) return 'expired'
    if (row.isUnreadable === 1) return 'unreadable'
    const isMissing = row.stored !== null && missing(row.catalogId, JSON.parse(row.stored) as string[]).length > 0
    return isMissing ? 'missing' : null
  }

  return async (workspaces: readonly { id: string }[], now: string): Promise<TargetPreview> => {
    const publishable = rows.publishing()
    const today = new Date(now)
    const result: TargetPreview = { count: 0, leftOutCount: 0, leftOut: [], warningCount: 0, warnings: [] }
    const turn = createTurns()

    const note = (workspaceId: string, row: PreviewRow) => {
      const { id, name, status } = row
      const reason = !publishable.has(row.catalogId) ? 'cannot_publish' : status === 'active' ? null : status
      if (reason !== null) {
        result.leftOutCount += 1
        if (result.leftOut.length < MAX_NAMED) result.leftOut.push({ workspaceId, id, name, reason })
        return
      }
      result.count += 1
      const warning = warningOf(row, today)
      if (warning === null) return
      result.warningCount += 1
      if (result.warnings.length < MAX_NAMED) result.warnings.push({ workspaceId, id, name, reason: warning })
    }

    for (const { id } of workspaces) {
      let page: PreviewRow[]
      let after = 0
      do {
        await turn()
        page = rows.anyAfter(id, after, PAGE)
        for (const row of page) note(id, row)
        after = page.at(-1)?.rowid ?? after
      } while (page.length === PAGE)
    }
    return result
  }
}
