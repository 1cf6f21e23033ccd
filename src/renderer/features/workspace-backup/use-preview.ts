import { useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { RestorePreviewItem } from '../../../contract/groups/workspace-backups.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'

interface Preview {
  /** Null until it is known. */
  items: readonly RestorePreviewItem[] | null
  error: AppError | null
}

const UNKNOWN: Preview = { items: null, error: null }

/** The effect of restoring a workspace of an opened backup into the workspace `into`, or into a new one. */
export function usePreview({ upload, from, into }: { upload: string; from: string; into: string | null }): Preview {
  const { api } = useStores()
  const [answer, setAnswer] = useState({ question: '', ...UNKNOWN })
  const question = [upload, from, into].join(' ')
  useEffect(() => {
    let isCurrent = true
    api.workspaceBackups.preview({ upload, from, ...(into !== null && { into }) }).then(
      (items) => isCurrent && setAnswer({ question, items, error: null }),
      (error: unknown) => isCurrent && setAnswer({ question, items: null, error: toAppError(error) }),
    )
    return () => {
      isCurrent = false
    }
  }, [api, question, upload, from, into])
  return answer.question === question ? answer : UNKNOWN
}
