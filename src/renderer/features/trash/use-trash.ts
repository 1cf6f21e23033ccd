import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import { readPages } from '../../../contract/read-pages.ts'
import type { ManyResult } from '../../../contract/groups/connectors.ts'
import type { TrashedConnector } from '../../../contract/groups/trash.ts'
import { MAX_CHANGES } from '../../../shared/limits.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { text } from '../../text/text.ts'

const { many } = text.installed

/** The trash of a workspace, read when the dialog opens and after each of its changes. */
export function useTrash(workspaceId: string) {
  const { api, connectors, toasts, view } = useStores()
  const [list, setList] = useState<TrashedConnector[] | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [isRestoring, setRestoring] = useState(false)
  const [busyId, setBusyId] = useState<string | null>(null)

  const refresh = useCallback(
    () =>
      readPages((page) => api.trash.list({ workspaceId, ...page })).then(
        (answer) => {
          setList(answer)
          setError(null)
        },
        (cause: unknown) => setError(toAppError(cause)),
      ),
    [api, workspaceId],
  )
  useEffect(() => void refresh(), [refresh])

  const restore = async ({ id, name }: TrashedConnector) => {
    setBusyId(id)
    const about = { subjects: [id], workspaceId }
    try {
      await connectors.restore(workspaceId, id)
      view.spotlight(id)
      toasts.success(text.installed.restored(name), about)
    } catch (cause) {
      toasts.failure(text.installed.restoreFailed(name), cause, about)
    }
    setBusyId(null)
    await refresh()
  }

  const restoreAll = async () => {
    const about = { subjects: ['trash', ...(list ?? []).map(({ id }) => id)], workspaceId }
    setRestoring(true)
    try {
      const changes = (list ?? []).map(({ id }) => ({ id, isDeleted: false }))
      const results: ManyResult[] = []
      for (let at = 0; at < changes.length; at += MAX_CHANGES)
        results.push(...(await connectors.changeMany(workspaceId, changes.slice(at, at + MAX_CHANGES))))
      const count = (outcome: ManyResult['outcome']) => results.filter((one) => one.outcome === outcome).length
      const [done, failed, skipped] = [count('done'), count('failed'), count('skipped')]
      toasts.success(many.done.restore(done, results.length), {
        ...about,
        ...(failed + skipped > 0 && {
          description: many.rest(failed, skipped),
          action: {
            label: many.show,
            run: () => view.open({ kind: 'results', workspaceId, verb: 'restore', results }),
          },
        }),
      })
    } catch (cause) {
      toasts.failure(text.trash.restoreFailed, cause, about)
    }
    setRestoring(false)
    await refresh()
  }

  const empty = async () => {
    // What was offered to be undone of the connectors in it cannot be any more.
    const about = { subjects: ['trash', ...(list ?? []).map(({ id }) => id)], workspaceId }
    try {
      await api.trash.empty({ workspaceId })
      toasts.success(text.trash.emptied, about)
    } catch (cause) {
      toasts.failure(text.trash.emptyFailed, cause, about)
    }
    await refresh()
  }

  return { list, error, busyId, isRestoring, refresh, restore, restoreAll, empty }
}
