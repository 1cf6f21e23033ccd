import { useEffect, useState } from 'react'
import type { TargetFormat } from '../../../shared/limits.ts'
import { useConnectors, useStores } from '../../stores/context.ts'
import { secretsText } from '../../text/en/secrets.ts'
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

/**
 * Saves the publish targets to a file: the desktop window asks where, a browser downloads it. Answers false where the person
 * cancelled or it failed.
 */
export function useExport(workspaceId: string) {
  const { api, connection, firstSteps, toasts } = useStores()
  const about = { subjects: ['targets'], workspaceId }

  return async ({ isAll, ...file }: FileChoice, count: number): Promise<boolean> => {
    try {
      if (connection.http) {
        if (isAll) await connection.http.download('targets.exportMany', file)
        else await connection.http.download('targets.export', { workspaceId, ...file })
        toasts.success(text.targets.downloaded(count), about)
      } else {
        const written = isAll ? await api.targets.exportMany(file) : await api.targets.export({ workspaceId, ...file })
        if (written.cancelled) return false
        const warning = written.expired.length > 0 ? secretsText.expiry.exportWarning(written.expired) : null
        const description = [written.path, warning].filter((part) => part !== null).join(' · ')
        toasts.success(text.targets.exported(written.count), { ...about, description })
      }
      firstSteps.note(workspaceId, 'exported')
      return true
    } catch (error) {
      toasts.failure(text.targets.failed, error, about)
      return false
    }
  }
}
