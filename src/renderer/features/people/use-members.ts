import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { Member } from '../../../contract/groups/members.ts'
import type { MemberRole } from '../../../contract/groups/workspaces.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { text } from '../../text/text.ts'

const words = text.people

/** The people of a workspace, read when the dialog opens and after each of its changes. */
export function useMembers(workspaceId: string) {
  const { api, toasts, workspaces } = useStores()
  const [list, setList] = useState<Member[] | null>(null)
  const [error, setError] = useState<AppError | null>(null)

  const refresh = useCallback(
    () =>
      api.members.list({ workspaceId }).then(
        (answer) => {
          setList(answer)
          setError(null)
        },
        (cause: unknown) => setError(toAppError(cause)),
      ),
    [api, workspaceId],
  )
  useEffect(() => void refresh(), [refresh])

  const setRole = async ({ personId, name }: Member, role: MemberRole) => {
    try {
      await api.members.setRole({ workspaceId, personId, role })
      toasts.success(words.roleChanged(name, role))
    } catch (cause) {
      toasts.failure(words.roleFailed(name), cause)
    }
    await refresh()
  }

  /** `rotation` has the recovery passphrase where there is one; null keeps the key. */
  const remove = async ({ personId, name }: Member, rotation: { passphrase?: string } | null) => {
    try {
      await api.members.remove({ workspaceId, personId })
    } catch (cause) {
      toasts.failure(words.removeFailed(name), cause)
      return refresh()
    }
    toasts.success(words.removed(name))
    if (rotation)
      await api.keys
        .rotate({ workspaceId, ...rotation })
        .catch((cause: unknown) => toasts.failure(words.notRotated, cause))
    return refresh()
  }

  const leave = async (workspaceName: string): Promise<boolean> => {
    try {
      await api.members.leave({ workspaceId })
      toasts.success(words.left(workspaceName))
      await workspaces.refresh()
      return true
    } catch (cause) {
      toasts.failure(words.leaveFailed, cause)
      return false
    }
  }

  return { list, error, refresh, setRole, remove, leave }
}
