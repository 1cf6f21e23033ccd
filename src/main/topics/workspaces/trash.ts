import type { GroupHandlers } from '../../../contract/define.ts'
import { appError, fieldError } from '../../../contract/errors.ts'
import type { Workspace, workspaces as workspacesContract } from '../../../contract/groups/workspaces.ts'
import { nameKey } from '../../../shared/names.ts'
import { type Context, updatedBy } from '../../core/context.ts'
import type { ActivityRows } from '../activity/rows.ts'
import type { Core } from '../core.ts'
import type { MemberRows } from '../people/member-rows.ts'
import type { WorkspaceRows } from './rows.ts'

interface Deps {
  workspaceRows: WorkspaceRows
  memberRows: Pick<MemberRows, 'forgetInvitations'>
  activityRows: Pick<ActivityRows, 'forget'>
  removeConnectors: (workspaceId: string) => number
  moveFiles: (workspaceId: string) => void
  view: (context: Context, workspaceId: string) => Workspace
  withFreeName: <T>(run: () => T, name?: string) => T
}

type TrashHandlers = Pick<
  GroupHandlers<typeof workspacesContract, Context>,
  'delete' | 'trash' | 'restore' | 'emptyTrash'
>

/** Deleted workspaces, which stay whole with connectors, keys and history until somebody empties the trash. */
export function createWorkspaceTrash({ vault, commit, record }: Core, deps: Deps): TrashHandlers {
  const { workspaceRows, memberRows, activityRows, removeConnectors, moveFiles, view, withFreeName } = deps

  /** Deletes a workspace for good; call inside a transaction. */
  const forget = (context: Context, { id, name }: { id: string; name: string }) => {
    const connectors = removeConnectors(id)
    vault.abandon(id)
    memberRows.forgetInvitations(id)
    moveFiles(id)
    workspaceRows.delete(id)
    // The history refuses to lose rows of a workspace that is still there.
    const { count, hash } = activityRows.forget(id)
    record(context, {
      ...{ workspaceId: null, action: 'workspace.delete_for_good', subjectId: id, subjectName: name },
      detail: { connectors, activity: count, hash },
    })
  }

  return {
    delete: async (context, { workspaceId, name }) => {
      const { name: own } = await commit(() => {
        const workspace = view(context, workspaceId)
        if (nameKey(name) !== nameKey(workspace.name))
          throw appError('input', {}, { fields: { name: [fieldError('proof_name', { name: workspace.name })] } })
        workspaceRows.update(workspaceId, { deletedAt: context.now, ...updatedBy(context) })
        moveFiles(workspaceId)
        record(context, {
          ...{ workspaceId, action: 'workspace.delete', subjectId: workspaceId, subjectName: workspace.name },
          detail: { connectors: workspace.connectorCount },
        })
        return workspace
      }, NEWS)
      return { id: workspaceId, name: own }
    },

    trash: ({ actor }) => workspaceRows.trash(actor.id),

    restore: async (context, { workspaceId, name }) => {
      await commit(() => {
        const trashed = workspaceRows.trash(context.actor.id).find(({ id }) => id === workspaceId)
        // One that is in use is where it should be.
        if (!trashed) return
        const next = name ?? trashed.name
        withFreeName(
          () =>
            workspaceRows.update(workspaceId, {
              ...{ name: next, nameKey: nameKey(next), deletedAt: null },
              ...updatedBy(context),
            }),
          next,
        )
        record(context, { workspaceId, action: 'workspace.undelete', subjectId: workspaceId, subjectName: next })
      }, NEWS)
      return view(context, workspaceId)
    },

    emptyTrash: async (context, { workspaceIds }) => {
      const chosen = await commit(() => {
        const trashed = workspaceRows
          .trash(context.actor.id)
          .filter(({ id }) => workspaceIds === undefined || workspaceIds.includes(id))
        for (const workspace of trashed) forget(context, workspace)
        return trashed
      }, NEWS)
      // What the keychain does not give up now goes when the next workspace is created.
      if (chosen.length > 0) await vault.removeAbandoned()
      return { count: chosen.length }
    },
  }
}

const NEWS = { workspaceId: null, topic: 'workspaces' } as const
