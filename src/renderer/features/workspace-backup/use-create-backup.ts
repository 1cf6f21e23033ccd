import { AppError, type ErrorBody } from '../../../contract/errors.ts'
import { BACKUP_ENDINGS } from '../../../shared/limits.ts'
import { useStores } from '../../stores/context.ts'
import { secretsText } from '../../text/en/secrets.ts'

const words = secretsText.backup

interface Input {
  workspaceIds?: string[]
  passphrase: string
}

/** Saves a backup: the desktop window asks where, a browser downloads it. Returns false when the person cancelled. */
export function useCreateBackup() {
  const { api, connection, toasts } = useStores()
  return async (input: Input): Promise<boolean> => {
    if (connection.kind === 'http') {
      await downloadBackup(input)
      // The reply is the file itself, so the count needs a call of its own.
      const unreadableCount = (await api.workspaceBackups.progress({}))?.unreadable ?? 0
      toasts.success(words.downloaded, unreadableCount > 0 ? { description: words.unreadable(unreadableCount) } : {})
      return true
    }
    const { cancelled, path, workspaces, unreadable } = await api.workspaceBackups.create(input)
    if (cancelled) return false
    const warning = unreadable > 0 ? words.unreadable(unreadable) : null
    const description = [path, warning].filter((part) => part !== null).join(' · ')
    toasts.success(words.done(workspaces.reduce((sum, { connectors }) => sum + connectors, 0)), { description })
    return true
  }
}

/** Downloads with a POST, because a passphrase must not be in a URL. */
async function downloadBackup(input: Input) {
  const response = await fetch('/api/workspace-backups', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(input),
  })
  if (!response.ok) {
    const { error } = (await response.json()) as { error: ErrorBody }
    const { code, message, ...more } = error
    throw new AppError(code, message, more)
  }
  const name = /filename\*=UTF-8''(.+)$/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = decodeURIComponent(name ?? `patchbay${BACKUP_ENDINGS[0]}`)
  link.click()
  URL.revokeObjectURL(link.href)
}
