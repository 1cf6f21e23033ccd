import { useRef, useState } from 'react'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { CreateForm } from './create-form.tsx'

const FORM_ID = 'new-workspace'

export function CreateDialog() {
  const { view } = useStores()
  const nameField = useRef<HTMLInputElement>(null)
  const isDirty = useRef(false)
  const [isBusy, setBusy] = useState(false)
  return (
    <Dialog
      title={text.workspaces.createTitle}
      size="s"
      onClose={view.close}
      isDirty={() => isDirty.current}
      initialFocus={() => nameField.current}
      footer={
        <>
          <DialogClose>{text.common.cancel}</DialogClose>
          <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy}>
            {text.workspaces.submit}
          </Button>
        </>
      }
    >
      <CreateForm
        formId={FORM_ID}
        nameField={nameField}
        onEdit={() => {
          isDirty.current = true
        }}
        onBusy={setBusy}
        onCreated={view.close}
      />
    </Dialog>
  )
}
