import { useEffect, useRef, useState } from 'react'
import type { AppApi } from '../../../contract/index.ts'
import type { TargetFormat } from '../../../shared/limits.ts'
import { useConnectors, useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'

/** The number of active connectors that can publish. */
export function useTargetCount(): number {
  const { catalog } = useStores()
  const { cards } = useConnectors()
  const [count, setCount] = useState(0)

  useEffect(() => {
    let isCurrent = true
    const active = (cards ?? []).filter(({ status }) => status === 'active')
    const keys = [...new Set(active.map(({ catalogKey }) => catalogKey))]
    const count = async () => {
      const entries = await Promise.all(keys.map((key) => catalog.entry(key).catch(() => null)))
      const publishing = new Set(entries.flatMap((entry) => (entry?.capabilities.publish ? [entry.key] : [])))
      if (isCurrent) setCount(active.filter(({ catalogKey }) => publishing.has(catalogKey)).length)
    }
    void count()
    return () => {
      isCurrent = false
    }
  }, [catalog, cards])
  return count
}

interface FileChoice {
  format: TargetFormat
  envelope: boolean
  /** Whether the file has the targets of all workspaces. */
  isAll: boolean
}

/** How often a running export is asked how far it is, in milliseconds. */
const ASK_EVERY_MS = 300

type Progress = Awaited<ReturnType<AppApi['targets']['exportProgress']>>

/**
 * Saves the publish targets to a file: the desktop window asks where, a browser downloads it. `write` answers false where the
 * person cancelled or it failed; `progress` is null while there is nothing to show.
 */
export function useExport(workspaceId: string) {
  const { api, connection, firstSteps, toasts } = useStores()
  const about = { subjects: ['targets'], workspaceId }
  const running = useRef<{ which: { workspaceIds?: string[] }; isCancelled: boolean } | null>(null)
  const [progress, setProgress] = useState<Progress>(null)

  const save = async ({ isAll, ...file }: FileChoice, count: number): Promise<boolean> => {
    if (connection.http) {
      if (isAll) await connection.http.download('targets.exportMany', file)
      else await connection.http.download('targets.export', { workspaceId, ...file })
      toasts.success(text.targets.downloaded(count), about)
      return true
    }
    const written = isAll ? await api.targets.exportMany(file) : await api.targets.export({ workspaceId, ...file })
    if (written.cancelled) return false
    const warning = written.expired.length > 0 ? secretsText.expiry.exportWarning(written.expired) : null
    const description = [written.path, warning].filter((part) => part !== null).join(' · ')
    toasts.success(text.targets.exported(written.count), { ...about, description })
    return true
  }

  const write = async (choice: FileChoice, count: number): Promise<boolean> => {
    const mine = { which: choice.isAll ? {} : { workspaceIds: [workspaceId] }, isCancelled: false }
    running.current = mine
    const look = () => api.targets.exportProgress(mine.which).then(setProgress, () => undefined)
    const timer = setInterval(() => void look(), ASK_EVERY_MS)
    try {
      const isWritten = await save(choice, count)
      if (isWritten) firstSteps.note(workspaceId, 'exported')
      return isWritten
    } catch (error) {
      // A browser only notices that the file has ended early.
      if (mine.isCancelled || toAppError(error).reason === 'cancelled') toasts.notice(text.targets.cancelled, about)
      else toasts.failure(text.targets.failed, error, about)
      return false
    } finally {
      clearInterval(timer)
      running.current = null
      setProgress(null)
    }
  }

  const cancel = () => {
    const mine = running.current
    if (!mine) return
    mine.isCancelled = true
    void api.targets.cancelExport(mine.which).catch(() => undefined)
  }
  return { write, progress, cancel }
}
