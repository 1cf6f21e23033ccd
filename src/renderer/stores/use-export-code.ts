import { codeText as words } from '../text/workspace-code.ts'
import { useStores } from './context.ts'

/** Saves the connectors of a workspace as one YAML file: the desktop window asks where, a browser downloads it. */
export function useExportCode(workspaceId: string): () => Promise<void> {
  const { api, connection, toasts } = useStores()
  const about = { subjects: ['code'], workspaceId }
  return async () => {
    try {
      if (connection.http) {
        await connection.http.download('workspaceCode.exportFile', { workspaceId })
        return toasts.success(words.downloaded, about)
      }
      const { cancelled, count, path } = await api.workspaceCode.exportFile({ workspaceId })
      if (!cancelled) toasts.success(words.exported(count), { ...about, ...(path !== null && { description: path }) })
    } catch (error) {
      toasts.failure(words.exportFailed, error, about)
    }
  }
}
