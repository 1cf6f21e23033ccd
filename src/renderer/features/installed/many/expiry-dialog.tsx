import { useState } from 'react'
import { useStores, useWorkspaceById } from '../../../stores/context.ts'
import { text } from '../../../text/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogClose } from '../../../ui/dialogs/dialog.tsx'
import { useManyChanges } from '../use-many-changes.ts'
import { ExpiryField, isoDay } from '../../../ui/fields/expiry-field.tsx'
import { useChosen } from './tag-dialog.tsx'

const words = text.installed.many

/** Sets or clears the day on which the secrets of many connectors expire. */
export function ExpiryDialog({ workspaceId, ids }: { workspaceId: string; ids: readonly string[] }) {
  const { view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const chosen = useChosen(ids)
  const change = useManyChanges(workspaceId)
  const [day, setDay] = useState<string | null>(() => isoDay(60))
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    if (isBusy || day === '') return
    setBusy(true)
    const isDone = await change.setExpiry(chosen, day)
    setBusy(false)
    if (isDone) view.close()
  }
  return (
    <Dialog
      title={words.expiryTitle(chosen.length)}
      workspace={workspace}
      onClose={view.close}
      footer={
        <>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button variant="primary" busy={isBusy} aria-disabled={day === ''} onClick={() => void submit()}>
            {words.expirySubmit(chosen.length)}
          </Button>
        </>
      }
    >
      <ExpiryField value={day} onChange={setDay} />
    </Dialog>
  )
}
