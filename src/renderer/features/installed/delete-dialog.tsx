import { useRef, useState } from 'react'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { currentCard } from '../../ui/cards/first-card.ts'
import { UsedBy } from './panel/used-by.tsx'
import { Confirm } from '../../ui/dialogs/confirm.tsx'

/** Asks before a connector goes to the trash; the notice afterwards offers Undo. */
export function DeleteDialog({ card, workspaceId }: { card: ConnectorCard; workspaceId: string }) {
  const { connectors, toasts, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const isDeleted = useRef(false)
  const [isBusy, setBusy] = useState(false)

  const about = { subjects: [card.id], workspaceId }

  const restore = async () => {
    try {
      await connectors.restore(workspaceId, card.id)
      view.spotlight(card.id)
      toasts.success(text.installed.restored(card.name), about)
    } catch (error) {
      toasts.failure(text.installed.restoreFailed(card.name), error, about)
    }
  }
  const remove = async () => {
    setBusy(true)
    try {
      await connectors.remove(workspaceId, card.id)
      isDeleted.current = true
      toasts.success(text.installed.deleted(card.name), {
        ...about,
        action: { label: text.common.undo, run: () => void restore() },
      })
      view.close()
    } catch (error) {
      toasts.failure(text.installed.deleteFailed(card.name), error, about)
      setBusy(false)
    }
  }
  return (
    <Confirm
      title={text.installed.deleteTitle(card.name)}
      body={
        <>
          {text.installed.deleteBody(card.status === 'active')}
          <UsedBy workspaceId={workspaceId} connectorId={card.id} title={text.installed.usedBy.stillUsed} />
        </>
      }
      workspace={workspace}
      asksName="production"
      confirmLabel={text.installed.deleteConfirm}
      busy={isBusy}
      onConfirm={() => void remove()}
      onClose={view.close}
      // The button that opened this dialog is gone with its card, so the focus goes to the next card.
      finalFocus={() => (isDeleted.current ? currentCard() : null)}
    />
  )
}
