import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { TargetPreview } from '../../../contract/groups/targets.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'

interface PreviewState {
  /** The workspace that was asked for; null for all. */
  of: string | null
  preview: TargetPreview | null
  error: AppError | null
}

/** What an export of a workspace, or with null of all, would hold; read again after every change. */
export function usePreview(workspaceId: string | null) {
  const { api, onChange } = useStores()
  const [state, setState] = useState<PreviewState>({ of: workspaceId, preview: null, error: null })
  const read = useCallback(async () => {
    try {
      const preview = await api.targets.preview(workspaceId === null ? {} : { workspaceIds: [workspaceId] })
      setState({ of: workspaceId, preview, error: null })
    } catch (cause) {
      setState({ of: workspaceId, preview: null, error: toAppError(cause) })
    }
  }, [api, workspaceId])
  useEffect(() => {
    void read()
    return onChange((change) => {
      if (change === null || ['connectors', 'catalog', 'workspaces', 'everything'].includes(change.topic)) void read()
    })
  }, [read, onChange])
  const isOfThis = state.of === workspaceId
  return {
    preview: isOfThis ? state.preview : null,
    error: isOfThis ? state.error : null,
    retry: () => void read(),
  }
}
