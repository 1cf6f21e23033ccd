import { useCallback } from 'react'
import { useStores } from '../../../stores/context.ts'
import { useReading } from '../../../stores/lists/use-reading.ts'
import { text } from '../../../text/text.ts'

const words = text.installed.usedBy

/** What a connector is used for, as programs and people have reported it; nothing where nobody has. */
export function UsedBy({
  workspaceId,
  connectorId,
  title,
}: {
  workspaceId: string
  connectorId: string
  title: string
}) {
  const { api } = useStores()
  const read = useCallback(() => api.targets.usesOf({ workspaceId, id: connectorId }), [api, workspaceId, connectorId])
  const { value: uses } = useReading(workspaceId, read)
  if (!uses || uses.length === 0) return null
  return (
    <section aria-label={title} className="flex flex-col gap-1 text-sm">
      <h3 className="text-xs font-semibold text-text-muted">{title}</h3>
      <ul className="flex flex-col gap-1">
        {uses.map(({ source, uses: names, reportedAt }) => (
          <li key={source} className="wrap-anywhere">
            <bdi className="font-medium">{source}</bdi>: {names.join(', ')}{' '}
            <span className="text-text-muted">{words.reported(reportedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
