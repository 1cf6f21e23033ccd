import type { GroupHandlers } from '../../../contract/define.ts'
import type { trash } from '../../../contract/groups/trash.ts'
import { MAX_PAGE } from '../../../shared/limits.ts'
import type { Core } from '../core.ts'
import type { ConnectorRows } from './rows.ts'
import type { Context } from '../../core/context.ts'

/** How many deleted connectors the history names. */
const MAX_NAMED = 100

/** Deleted connectors, until somebody empties the trash. */
export function createTrash(
  { changes, commit, record }: Core,
  connectorRows: ConnectorRows,
): GroupHandlers<typeof trash, Context> {
  return {
    list: (_context, { workspaceId, limit = MAX_PAGE, after }) => connectorRows.trash(workspaceId, limit, after),

    empty: async (context, { workspaceId }) => {
      const count = await commit(() => {
        const names = connectorRows.trash(workspaceId, MAX_NAMED).map(({ name }) => name)
        const deleted = connectorRows.emptyTrash(workspaceId)
        if (deleted > 0)
          record(context, {
            workspaceId,
            action: 'trash.empty',
            subjectId: workspaceId,
            detail: { connectors: deleted, names },
          })
        return deleted
      })
      if (count > 0) changes.emit({ workspaceId, topic: 'connectors' })
      return { count }
    },
  }
}
