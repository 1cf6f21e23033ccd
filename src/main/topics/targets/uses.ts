import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { targets } from '../../../contract/groups/targets.ts'
import type { Context } from '../../core/context.ts'
import type { Core } from '../core.ts'
import { createUseRows } from './use-rows.ts'

/** What publish targets are used for, as programs and people report it. */
export function createUses({
  store,
  commit,
  record,
}: Core): Pick<GroupHandlers<typeof targets, Context>, 'reportUses' | 'usesOf'> {
  const rows = createUseRows(store)
  return {
    reportUses: (context, { workspaceId, source, targets: reported }) =>
      commit(
        () => {
          const { known = [], unknown = [] } = Object.groupBy(reported, ({ id }) =>
            rows.isConnector(workspaceId, id) ? 'known' : 'unknown',
          )
          rows.clear(workspaceId, source)
          for (const { id, uses } of known) rows.put({ id, source, uses, reportedAt: context.now })
          record(context, {
            ...{ workspaceId, action: 'targets.uses_reported', subjectId: workspaceId, subjectName: source },
            detail: { count: known.length },
          })
          return { count: known.length, unknown: unknown.map(({ id }) => id) }
        },
        { workspaceId, topic: 'targets' },
      ),
    usesOf: (_context, { workspaceId, id }) => {
      if (id === undefined) return rows.all(workspaceId)
      if (!rows.isConnector(workspaceId, id)) throw appError('no_connector')
      return rows.of(workspaceId, id)
    },
  }
}
