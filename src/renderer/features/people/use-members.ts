import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { Member } from '../../../contract/groups/members.ts'
import type { MemberRole } from '../../../contract/groups/workspaces.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { aboutKey, aboutPerson, aboutWorkspace } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'

const words = text.people

/** How the key is rotated, with the recovery passphrase where there is one; null keeps the key. */
interface Rotation {
  passphrase?: string
}

/** The people of a workspace, read when the dialog opens and after each of its changes. */
export function useMembers(workspaceId: string) {
  const { api, toasts, view, workspaces } = useStores()
  const [isShared, setShared] = useState(false)
  const [list, setList] = useState<Member[] | null>(null)
  const [error, setError] = useState<AppError | null>(null)

  const refresh = useCallback(
    () =>
      Promise.all([api.members.list({ workspaceId }), api.sharing.status({ workspaceId })]).then(
        ([answer, status]) => {
          setList(answer)
          setShared(status !== null)
          setError(null)
        },
        (cause: unknown) => setError(toAppError(cause)),
      ),
    [api, workspaceId],
  )
  useEffect(() => void refresh(), [refresh])

  /** A shared workspace has its new key already, and what the person could read is left to replace. */
  const afterLoss = async (rotation: Rotation | null) => {
    if (!rotation) return
    if (isShared) {
      const exposures = await api.sharing.exposures({ workspaceId }).catch(() => [])
      if (exposures.length > 0) view.open({ kind: 'exposures', workspaceId })
      return
    }
    try {
      await api.keys.rotate({ workspaceId, ...rotation })
    } catch (cause) {
      toasts.failure(words.notRotated, cause, aboutKey(workspaceId))
    }
  }

  const setRole = async ({ personId, name }: Member, role: MemberRole, rotation: Rotation | null = null) => {
    try {
      await api.members.setRole({ workspaceId, personId, role, ...(isShared && rotation) })
    } catch (cause) {
      toasts.failure(words.roleFailed(name), cause, aboutPerson(workspaceId, personId))
      return refresh()
    }
    toasts.success(words.roleChanged(name, role), aboutPerson(workspaceId, personId))
    await afterLoss(rotation)
    return refresh()
  }

  const remove = async ({ personId, name }: Member, rotation: Rotation | null) => {
    try {
      await api.members.remove({ workspaceId, personId, ...(isShared && rotation) })
    } catch (cause) {
      toasts.failure(words.removeFailed(name), cause, aboutPerson(workspaceId, personId))
      return refresh()
    }
    toasts.success(words.removed(name), aboutPerson(workspaceId, personId))
    await afterLoss(rotation)
    return refresh()
  }

  const leave = async (workspaceName: string): Promise<boolean> => {
    try {
      await api.members.leave({ workspaceId })
      toasts.success(words.left(workspaceName), aboutWorkspace(workspaceId))
      await workspaces.refresh()
      return true
    } catch (cause) {
      toasts.failure(words.leaveFailed, cause, aboutWorkspace(workspaceId))
      return false
    }
  }

  return { list, isShared, error, refresh, setRole, remove, leave }
}
