import { useCallback } from 'react'
import { useStores, useWorkspace } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { settingsText } from '../../text/settings.ts'
import { CardSection } from '../../ui/card-section.tsx'
import { ReadPart } from '../../ui/states/read-part.tsx'
import { NetworkPart } from './network-part.tsx'

const words = settingsText.network

/** How services are reached. */
export function Network() {
  const { api } = useStores()
  const { id } = useWorkspace()
  const { value, error, refresh } = useReading(
    id,
    useCallback(() => api.settings.network({}), [api]),
  )
  return (
    <CardSection title={words.title}>
      <ReadPart value={value} error={error} onRetry={() => void refresh()}>
        {(network) => (
          <div className="flex flex-col gap-4 p-4">
            <p className="text-xs text-text-muted">{words.hint}</p>
            <NetworkPart network={network} onChange={() => void refresh()} />
          </div>
        )}
      </ReadPart>
    </CardSection>
  )
}
