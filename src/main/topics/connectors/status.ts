import type { connectors as connectorsContract, ConnectorStatus } from '../../../contract/groups/connectors.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { ActivityRows } from '../activity/rows.ts'
import type { Core } from '../core.ts'
import type { ConnectorRows } from './rows.ts'
import type { ConnectorView } from './view.ts'
import { type Context, updatedBy } from '../../core/context.ts'
import type { SecretHealth } from './secret-health.ts'

interface Deps {
  activityRows: Pick<ActivityRows, 'newest'>
  connectorRows: ConnectorRows
  health: SecretHealth
  view: ConnectorView
}

type StatusHandlers = Pick<
  GroupHandlers<typeof connectorsContract, Context>,
  'activate' | 'deactivate' | 'markError' | 'remove' | 'restore'
>

/** Since when a connector has the status that it gets: as it was before, for an undo of whose instant its activity knows, or now. */
export const createStatusSince =
  (activityRows: Pick<ActivityRows, 'newest'>) =>
  (which: { workspaceId: string; id: string; former: string | undefined }, now: string): string => {
    if (which.former === undefined) return now
    const at = Date.parse(which.former)
    const [from, until] = [at, at + 1].map((time) => new Date(time).toISOString())
    return activityRows.newest({ workspaceId: which.workspaceId, connector: which.id, from, until }, 1)[0]?.at ?? now
  }

/** The life of an installed connector: its status, its way into the trash and back. */
export function createConnectorStatus(
  { record }: Core,
  { activityRows, connectorRows, health, view }: Deps,
): StatusHandlers {
  const since = createStatusSince(activityRows)

  /** Moves to another status; asking for the present one changes nothing. */
  const setStatus = async (
    context: Context,
    { workspaceId, id, statusSince }: { workspaceId: string; id: string; statusSince?: string | undefined },
    status: ConnectorStatus,
    statusMessage: string | null = null,
  ) => {
    const present = connectorRows.get(workspaceId, id)
    if (present.status !== status || present.statusMessage !== statusMessage)
      await connectorRows.commit(workspaceId, () => {
        const { name: subjectName, status: from, lastTestResult: test } = connectorRows.get(workspaceId, id)
        const reason = statusMessage !== null && statusMessage === test?.message ? test.reason : null
        connectorRows.update(workspaceId, id, {
          ...{ status, statusMessage, ...updatedBy(context) },
          // An undo gives back the message alone, so the cause stays for it.
          ...(test && reason !== null && { statusCause: { reason, values: test.values } }),
          ...(status !== from && { statusSince: since({ workspaceId, id, former: statusSince }, context.now) }),
        })
        record(context, {
          ...{ workspaceId, action: `connector.${status}`, subjectId: id, subjectName },
          fields: [{ path: 'status', from, to: status }],
        })
      })
    return view.card(workspaceId, id)
  }

  return {
    activate: (context, which) => setStatus(context, which, 'active'),
    deactivate: (context, which) => setStatus(context, which, 'inactive'),
    markError: (context, { message, ...which }) => setStatus(context, which, 'error', message),

    remove: (context, { workspaceId, id, expectedUpdatedAt }) =>
      connectorRows.commit(workspaceId, () => {
        const { name, updatedAt } = connectorRows.get(workspaceId, id)
        if (expectedUpdatedAt !== undefined && updatedAt !== expectedUpdatedAt) throw appError('changed', { name })
        connectorRows.update(workspaceId, id, { deletedAt: context.now, ...updatedBy(context) })
        health.note(workspaceId, id, null)
        record(context, { workspaceId, action: 'connector.remove', subjectId: id, subjectName: name })
        return { id, name }
      }),

    restore: async (context, { workspaceId, id }) => {
      await connectorRows.commit(workspaceId, () => {
        const { name } = connectorRows.trashed(workspaceId, id)
        connectorRows.update(workspaceId, id, { name, deletedAt: null, ...updatedBy(context) })
        record(context, { workspaceId, action: 'connector.restore', subjectId: id, subjectName: name })
      })
      health.note(workspaceId, id, connectorRows.get(workspaceId, id).auth)
      return view.card(workspaceId, id)
    },
  }
}
