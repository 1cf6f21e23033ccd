import { useCallback, useEffect, useState } from 'react'
import type { Activity } from '../../../contract/groups/activity.ts'
import type { AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { text } from '../../text/text.ts'

const words = text.activity

/** The activity of a workspace, page by page, read again after a restore. */
export function useActivity(workspaceId: string) {
  const { api, toasts } = useStores()
  const [items, setItems] = useState<Activity[] | null>(null)
  const [next, setNext] = useState<number | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [busyId, setBusyId] = useState<number | null>(null)

  const read = useCallback(
    (before: number | null) =>
      api.activity.list({ workspaceId, ...(before !== null && { before }) }).then(
        (page) => {
          setItems((shown) => (before === null ? page.items : [...(shown ?? []), ...page.items]))
          setNext(page.next)
          setError(null)
        },
        (cause: unknown) => setError(toAppError(cause)),
      ),
    [api, workspaceId],
  )
  useEffect(() => void read(null), [read])

  const restore = async ({ id, subjectId, subjectName }: Activity) => {
    const name = subjectName ?? ''
    setBusyId(id)
    try {
      await api.connectors.restoreConfig({ workspaceId, id: subjectId ?? '', activityId: id })
      toasts.success(words.restored(name))
    } catch (cause) {
      toasts.failure(words.restoreFailed(name), cause)
    }
    setBusyId(null)
    await read(null)
  }

  return { items, error, busyId, hasMore: next !== null, more: () => read(next), retry: () => read(null), restore }
}
