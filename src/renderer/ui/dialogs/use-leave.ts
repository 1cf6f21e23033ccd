import { useEffect, useEffectEvent } from 'react'
import { useStores } from '../../stores/context.ts'

/** Lets the browser's back button close a dialog while it is on the screen. */
export function useLeave(leave: () => void): void {
  const { view } = useStores()
  const onLeave = useEffectEvent(leave)
  useEffect(() => view.addDialog(() => onLeave()), [view])
}
