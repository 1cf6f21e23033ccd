import { randomUUID } from 'node:crypto'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { views } from '../../../contract/groups/views.ts'
import { nameKey } from '../../../shared/names.ts'
import { type Context, createdBy } from '../../core/context.ts'
import type { Core } from '../core.ts'
import { createViewRows } from './view-rows.ts'

/** The views of the Installed tab that a workspace keeps under names. */
export function createViews({ store, commit, record }: Core): GroupHandlers<typeof views, Context> {
  const rows = createViewRows(store)
  return {
    list: (_context, { workspaceId }) => rows.list(workspaceId),

    save: (context, { workspaceId, name, query }) =>
      commit(
        () => {
          const view = rows.put({
            ...{ id: randomUUID(), workspaceId, name, nameKey: nameKey(name), query },
            ...createdBy(context),
          })
          record(context, { workspaceId, action: 'workspace.view_saved', subjectId: workspaceId, subjectName: name })
          return view
        },
        { workspaceId, topic: 'views' },
      ),

    remove: (context, { workspaceId, id }) =>
      commit(
        () => {
          const view = rows.find(workspaceId, id)
          if (!view) throw appError('no_view')
          rows.remove(workspaceId, id)
          const { name: subjectName } = view
          record(context, { workspaceId, action: 'workspace.view_removed', subjectId: workspaceId, subjectName })
          return view
        },
        { workspaceId, topic: 'views' },
      ),
  }
}
