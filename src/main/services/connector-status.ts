import type { connectors as connectorsContract, ConnectorStatus } from '../../contract/connectors.ts'
import type { GroupHandlers } from '../../contract/define.ts'
import type { RecordActivity } from './activity.ts'
import type { ConnectorCommit } from './connector-commit.ts'
import type { ConnectorRows } from './connector-rows.ts'
import type { ConnectorView } from './connector-view.ts'
import { type Context, updatedBy } from './context.ts'
import type { SecretHealth } from './secret-health.ts'

interface Deps {
  rows: ConnectorRows
  health: SecretHealth
  view: ConnectorView
  commit: ConnectorCommit
  record: RecordActivity
}

type StatusHandlers = Pick<
  GroupHandlers<typeof connectorsContract, Context>,
  'activate' | 'deactivate' | 'markError' | 'remove' | 'restore'
>

/** The life of an installed connector: its status, its way into the trash and back. */
export function createConnectorStatus({ rows, health, view, commit, record }: Deps): StatusHandlers {
  /** Moves to another status; asking for the present one changes nothing. */
  const setStatus = (
    context: Context,
    { workspaceId, id }: { workspaceId: string; id: string },
    status: ConnectorStatus,
    statusMessage: string | null = null,
  ) => {
    const connector = rows.get(workspaceId, id)
    if (connector.status !== status || connector.statusMessage !== statusMessage)
      commit(workspaceId, connector.name, () => {
        rows.update(workspaceId, id, { status, statusMessage, ...updatedBy(context) })
        record(context, {
          workspaceId,
          action: `connector.${status}`,
          subjectId: id,
          subjectName: connector.name,
          detail: { from: connector.status },
        })
      })
    return view.card(workspaceId, id)
  }

  return {
    activate: (context, which) => setStatus(context, which, 'active'),
    deactivate: (context, which) => setStatus(context, which, 'inactive'),
    markError: (context, { message, ...which }) => setStatus(context, which, 'error', message),

    remove: (context, { workspaceId, id }) => {
      const { name } = rows.get(workspaceId, id)
      commit(workspaceId, name, () => {
        rows.update(workspaceId, id, { deletedAt: context.now, ...updatedBy(context) })
        health.note(workspaceId, id, null)
        record(context, { workspaceId, action: 'connector.remove', subjectId: id, subjectName: name })
      })
      return { id, name }
    },

    restore: (context, { workspaceId, id }) => {
      const { name } = rows.trashed(workspaceId, id)
      commit(workspaceId, name, () => {
        rows.update(workspaceId, id, { deletedAt: null, ...updatedBy(context) })
        record(context, { workspaceId, action: 'connector.restore', subjectId: id, subjectName: name })
      })
      health.note(workspaceId, id, rows.get(workspaceId, id).auth)
      return view.card(workspaceId, id)
    },
  }
}
