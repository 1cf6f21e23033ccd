import type { GroupHandlers } from '../../contract/define.ts'
import type { trash } from '../../contract/trash.ts'
import type { Changes } from '../changes.ts'
import type { Store } from '../store/open.ts'
import type { RecordActivity } from './activity.ts'
import type { ConnectorRows } from './connector-rows.ts'
import type { Context } from './context.ts'

interface Deps {
  store: Store
  rows: ConnectorRows
  changes: Changes
  record: RecordActivity
}

/** Deleted connectors, until somebody empties the trash. */
export function createTrash({ store, rows, changes, record }: Deps): {
  handlers: GroupHandlers<typeof trash, Context>
} {
  return {
    handlers: {
      list: (_context, { workspaceId }) => rows.trash(workspaceId),

      empty: (context, { workspaceId }) => {
        const count = store.db.transaction(() => {
          const deleted = rows.emptyTrash(workspaceId)
          if (deleted > 0)
            record(context, {
              workspaceId,
              action: 'trash.empty',
              subjectId: workspaceId,
              detail: { connectors: deleted },
            })
          return deleted
        })
        if (count > 0) changes.emit({ workspaceId, topic: 'connectors' })
        return { count }
      },
    },
  }
}
