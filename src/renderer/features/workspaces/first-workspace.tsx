import { useEffect, useRef, useState } from 'react'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { focusCardsToCome } from '../../ui/cards/first-card.ts'
import { CreateForm } from './create-form.tsx'

const FORM_ID = 'first-workspace'

/** The creation form with its own button, for a page. */
export function FirstWorkspace() {
  const nameField = useRef<HTMLInputElement>(null)
  useEffect(() => {
    nameField.current?.focus()
  }, [])
  const [isBusy, setBusy] = useState(false)
  return (
    <>
      <CreateForm formId={FORM_ID} nameField={nameField} onBusy={setBusy} onCreated={focusCardsToCome} />
      <Button type="submit" form={FORM_ID} variant="primary" busy={isBusy} className="mt-5 w-full">
        {text.workspaces.submit}
      </Button>
    </>
  )
}
