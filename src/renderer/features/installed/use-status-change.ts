import type { ConnectorCard } from '../../../contract/connectors.ts'
import type { ChosenStatus } from '../../stores/connectors.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text.ts'

/** Switches a connector on or off, says what happened and offers the way back. */
export function useStatusChange() {
  const { connectors, toasts, view } = useStores()

  return async function change(workspaceId: string, card: ConnectorCard, status: ChosenStatus) {
    const before = card.status
    const isOn = status === 'active'
    try {
      await connectors.setStatus(workspaceId, card.id, status)
      const title = isOn ? text.installed.activated(card.name) : text.installed.deactivated(card.name)
      const goBack = () => {
        view.spotlight(card.id)
        void change(workspaceId, card, isOn ? 'inactive' : 'active')
      }
      // The way back from an error would be another state than before.
      toasts.success(title, before === 'error' ? {} : { action: { label: text.common.undo, run: goBack } })
    } catch (error) {
      const title = isOn ? text.installed.activateFailed(card.name) : text.installed.deactivateFailed(card.name)
      toasts.failure(title, error)
    }
  }
}
