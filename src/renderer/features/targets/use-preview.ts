import { useCallback } from 'react'
import { useStores } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'

/** What an export of a workspace, or of all of them, would hold; read again after each change of the workspace. */
export function usePreview(workspaceId: string, isAll: boolean) {
  const { api } = useStores()
  const read = useCallback(
    async () => ({ isAll, preview: await api.targets.preview(isAll ? {} : { workspaceIds: [workspaceId] }) }),
    [api, workspaceId, isAll],
  )
  const { value, error, refresh } = useReading(workspaceId, read)
  return { preview: value?.isAll === isAll ? value.preview : null, error, retry: () => void refresh() }
}
