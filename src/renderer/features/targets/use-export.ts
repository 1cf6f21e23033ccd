import { useEffect, useState } from 'react'
import { EXPIRED, expiresWithin } from '../../../shared/expiry.ts'
import { useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { secretsText } from '../../text/en/secrets.ts'

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

/** Saves the publish targets to a file: the desktop window asks where, a browser downloads it. */
export function useExport(count: number) {
  const { api, connection, firstSteps, toasts } = useStores()
  const { id: workspaceId } = useWorkspace()
  const { cards } = useConnectors()
  const warningOf = (expired: string[]) => (expired.length > 0 ? secretsText.expiry.exportWarning(expired) : null)

  const about = { subjects: ['targets'], workspaceId }

  return async function exportTargets() {
    try {
      if (connection.http) {
        await connection.http.download('targets.export', { workspaceId })
        firstSteps.note(workspaceId, 'exported')
        const now = new Date()
        const expiredCards = (cards ?? []).filter(
          (card) => card.status === 'active' && expiresWithin(card.secretExpiresAt, EXPIRED, now),
        )
        const warning = warningOf(expiredCards.map(({ name }) => name))
        return toasts.success(text.targets.downloaded(count), {
          ...about,
          ...(warning !== null && { description: warning }),
        })
      }
      const { cancelled, count: written, path, expired } = await api.targets.export({ workspaceId })
      const description = [path, warningOf(expired)].filter((part) => part !== null).join(' · ')
      if (cancelled) return
      firstSteps.note(workspaceId, 'exported')
      toasts.success(text.targets.exported(written), { ...about, description })
    } catch (error) {
      toasts.failure(text.targets.failed, error, about)
    }
  }
}
