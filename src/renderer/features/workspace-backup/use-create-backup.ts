import { useStores } from '../../stores/context.ts'
import { secretsText } from '../../text/secrets.ts'

const words = secretsText.backup
const about = { subjects: ['backup'] }

interface Input {
  workspaceIds?: string[]
  passphrase: string
  proof: Record<string, string>
}

/** Saves a backup: the desktop window asks where, a browser downloads it. Returns false when the person cancelled. */
export function useCreateBackup() {
  const { api, connection, toasts } = useStores()
  return async (input: Input): Promise<boolean> => {
    if (connection.http) {
      await connection.http.download('workspaceBackups.create', input)
      // The reply is the file itself, so the count needs a call of its own.
      const unreadableCount = (await api.workspaceBackups.progress({}))?.unreadable ?? 0
      toasts.success(words.downloaded, {
        ...about,
        ...(unreadableCount > 0 && { description: words.unreadable(unreadableCount) }),
      })
      return true
    }
    const { cancelled, path, workspaces, unreadable } = await api.workspaceBackups.create(input)
    if (cancelled) return false
    const warning = unreadable > 0 ? words.unreadable(unreadable) : null
    const references = workspaces.reduce((sum, one) => sum + one.references, 0)
    const elsewhere = references > 0 ? words.references(references) : null
    const description = [path, warning, elsewhere].filter((part) => part !== null).join(' · ')
    toasts.success(words.done(workspaces.reduce((sum, { connectors }) => sum + connectors, 0)), {
      ...about,
      description,
    })
    return true
  }
}
