import { useEffect, useState } from 'react'
import { useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text.ts'

/** How many active connectors can publish. */
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

/** Writes the publish targets to a file: the desktop window asks where, a browser downloads it. */
export function useExport(count: number) {
  const { api, host, toasts } = useStores()
  const { id: workspaceId } = useWorkspace()

  return async function exportTargets() {
    if (host.kind === 'http') {
      download(`/download/targets.export?${new URLSearchParams({ workspaceId })}`)
      return toasts.success(text.targets.started(count))
    }
    try {
      const { cancelled, count: written, path } = await api.targets.export({ workspaceId })
      if (!cancelled) toasts.success(text.targets.exported(written), path === null ? {} : { description: path })
    } catch (error) {
      toasts.failure(text.targets.failed, error)
    }
  }
}

function download(url: string) {
  const link = document.createElement('a')
  link.href = url
  link.download = ''
  link.click()
}
