import { useStores } from '../../stores/context.ts'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'

/** Saves the publish targets among some connectors to a file: the desktop window asks where, a browser downloads it. */
export function useExportSome(workspaceId: string) {
  const { api, connection, toasts } = useStores()
  return async (connectorIds: string[]) => {
    const about = { subjects: ['targets'], workspaceId }
    try {
      if (connection.http) {
        await connection.http.download('targets.exportSome', { workspaceId, connectorIds })
        return toasts.success(text.targets.someDownloaded, about)
      }
      const { cancelled, count, path, expired } = await api.targets.exportSome({ workspaceId, connectorIds })
      if (cancelled) return
      const warning = expired.length > 0 ? secretsText.expiry.exportWarning(expired) : null
      const description = [path, warning].filter((part) => part !== null).join(' · ')
      toasts.success(text.targets.exported(count), { ...about, description })
    } catch (error) {
      toasts.failure(text.targets.failed, error, about)
    }
  }
}
