import type { connectors as connectorsContract, ManyChange, ManyResult } from '../../../contract/groups/connectors.ts'
import type { FieldChange } from '../../../contract/groups/activity.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { type Context, updatedBy } from '../../core/context.ts'
import type { ActivityRows } from '../activity/rows.ts'
import type { ActivityEntry, Core } from '../core.ts'
import { createManyRows, type ManyRow } from './many-rows.ts'
import type { ConnectorRows } from './rows.ts'
import type { SecretHealth } from './secret-health.ts'
import { createStatusSince } from './status.ts'

interface Deps {
  activityRows: Pick<ActivityRows, 'newest'>
  connectorRows: ConnectorRows
  health: SecretHealth
}

type ManyHandlers = Pick<GroupHandlers<typeof connectorsContract, Context>, 'changeMany'>

/** Changes many connectors in one transaction, with a line of history for each. */
export function createManyChanges(
  { store, record }: Core,
  { activityRows, connectorRows, health }: Deps,
): ManyHandlers {
  const rows = createManyRows(store)
  const since = createStatusSince(activityRows)

  /** What a change makes of a row, with the actions for the history; none where everything is so already. */
  const apply = (workspaceId: string, row: ManyRow, change: ManyChange, now: string) => {
    const { errorMessage: statusMessage = null, tags, secretExpiresAt, isPinned, isDeleted } = change
    const status = statusMessage === null ? change.status : 'error'
    const next = { ...row }
    const actions: { action: string; fields?: FieldChange[] }[] = []
    if (status !== undefined && (status !== row.status || statusMessage !== row.statusMessage)) {
      Object.assign(next, { status, statusMessage })
      if (status !== row.status)
        next.statusSince = since({ workspaceId, id: change.id, former: change.statusSince }, now)
      actions.push({ action: `connector.${status}`, fields: [{ path: 'status', from: row.status, to: status }] })
    }
    const fields: FieldChange[] = []
    if (tags !== undefined && JSON.stringify(tags) !== row.tags) {
      next.tags = JSON.stringify(tags)
      fields.push({ path: 'tags', from: JSON.parse(row.tags) as string[], to: tags })
    }
    if (secretExpiresAt !== undefined && secretExpiresAt !== row.secretExpiresAt) {
      next.secretExpiresAt = secretExpiresAt
      fields.push({ path: 'secretExpiresAt', from: row.secretExpiresAt, to: secretExpiresAt })
    }
    if (isPinned !== undefined && isPinned !== (row.isPinned === 1)) {
      next.isPinned = isPinned ? 1 : 0
      fields.push({ path: 'pinned', from: !isPinned, to: isPinned })
    }
    if (fields.length > 0) actions.push({ action: 'connector.update', fields })
    if (isDeleted !== undefined && isDeleted !== (row.deletedAt !== null)) {
      next.deletedAt = isDeleted ? now : null
      actions.push({ action: isDeleted ? 'connector.remove' : 'connector.restore' })
    }
    return { next, actions }
  }

  /** Changes one connector; call inside a transaction. */
  const changeOne = (
    context: Context,
    workspaceId: string,
    change: ManyChange,
    history: ActivityEntry[],
  ): ManyResult => {
    const { id, expectedUpdatedAt } = change
    const row = rows.read(workspaceId, id)
    const isGone = row === undefined || (row.deletedAt !== null && change.isDeleted !== false)
    if (isGone) return { id, name: row?.name ?? null, outcome: 'failed', reason: 'gone', updatedAt: null }
    const answer = { id, name: row.name, updatedAt: row.updatedAt }
    if (expectedUpdatedAt !== undefined && expectedUpdatedAt !== row.updatedAt)
      return { ...answer, outcome: 'skipped', reason: 'changed' }
    const { next, actions } = apply(workspaceId, row, change, context.now)
    if (actions.length === 0) return { ...answer, outcome: 'skipped', reason: 'same' }
    if (next.deletedAt !== row.deletedAt && !rows.place(workspaceId, id, next.deletedAt))
      return { ...answer, outcome: 'failed', reason: 'name_taken' }
    const { name: _name, deletedAt: _deletedAt, ...values } = next
    rows.write({ ...values, id, workspaceId, ...updatedBy(context) })
    for (const { action, fields } of actions)
      history.push({ workspaceId, action, subjectId: id, subjectName: row.name, ...(fields && { fields }) })
    return { ...answer, updatedAt: context.now, outcome: 'done', reason: null }
  }

  return {
    changeMany: async (context, { workspaceId, changes }) => {
      const results = await connectorRows.commit(workspaceId, () => {
        const history: ActivityEntry[] = []
        const answers = changes.map((change) => changeOne(context, workspaceId, change, history))
        if (history.length > 0) record(context, history)
        return answers
      })
      const moved = new Map(changes.map(({ id, isDeleted }) => [id, isDeleted]))
      for (const { id, outcome } of results) {
        const isDeleted = moved.get(id)
        if (outcome === 'done' && isDeleted !== undefined)
          health.note(workspaceId, id, isDeleted ? null : connectorRows.get(workspaceId, id).auth)
      }
      return results
    },
  }
}
