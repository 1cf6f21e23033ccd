import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import { useStores } from '../context.ts'
import { toAppError } from '../to-app-error.ts'
import { afterPaint } from './after-paint.ts'

/** What a part of a page has read: null until the first answer. */
interface Reading<T> {
  value: T | null
  error: AppError | null
  refresh: () => Promise<void>
}

/** Reads with `read`, a stable function, when a part of a page appears and after each change of the workspace. */
export function useReading<T>(workspaceId: string, read: () => Promise<T>): Reading<T> {
  const { onChange } = useStores()
  const [value, setValue] = useState<T | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const refresh = useCallback(
    () =>
      read().then(
        (answer) => {
          setValue(answer)
          setError(null)
        },
        (cause: unknown) => setError(toAppError(cause)),
      ),
    [read],
  )
  useEffect(() => {
    let isThere = true
    afterPaint(window, () => isThere && void refresh())
    const stop = onChange((change) => {
      if (change === null || change.workspaceId === null || change.workspaceId === workspaceId) void refresh()
    })
    return () => {
      isThere = false
      stop()
    }
  }, [refresh, onChange, workspaceId])
  return { value, error, refresh }
}
