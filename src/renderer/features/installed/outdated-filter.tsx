import { IconAlertTriangle } from '@tabler/icons-react'
import { useStore } from 'zustand'
import { useConnectors, useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'

/** A filter for outdated connectors; hidden when there are none. */
export function OutdatedFilter() {
  const { view } = useStores()
  const { cards } = useConnectors()
  const isOn = useStore(view.store, (state) => state.onlyOutdated)
  const count = cards?.filter(({ attention }) => attention > 0).length ?? 0
  if (count === 0 && !isOn) return null
  return (
    <Button
      variant="quiet"
      aria-pressed={isOn}
      className={isOn ? 'bg-warn-soft text-warn hover:bg-warn-soft' : ''}
      icon={<IconAlertTriangle size={15} aria-hidden />}
      onClick={() => view.filter({ onlyOutdated: !isOn })}
    >
      {text.outdated.filter(count)}
    </Button>
  )
}
