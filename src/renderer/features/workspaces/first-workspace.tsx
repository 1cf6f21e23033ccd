import { type ReactNode, useEffect, useRef, useState } from 'react'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { focusCardsToCome } from '../../ui/cards/first-card.ts'
import { CreateForm } from './create-form.tsx'

const FORM_ID = 'first-workspace'

/** The creation form with its own button, always in view, and `children` below it, for a page. */
export function FirstWorkspace({ children }: { children?: ReactNode }) {
  const nameField = useRef<HTMLInputElement>(null)
  useEffect(() => {
    nameField.current?.focus()
  }, [])
  const [isBusy, setBusy] = useState(false)
  return (
    <>
      <CreateForm formId={FORM_ID} nameField={nameField} asksWho onBusy={setBusy} onCreated={focusCardsToCome} />
      <div className="sticky -bottom-6 -mx-6 mt-2 flex flex-wrap items-center justify-center gap-1 rounded-b-xl bg-surface px-6 pt-3 pb-4">
        <Button
          type="submit"
          form={FORM_ID}
          variant="primary"
          busy={isBusy}
          className="h-10 w-full text-base [@media(max-height:44rem)]:w-auto [@media(max-height:44rem)]:flex-1"
        >
          {text.workspaces.submit}
        </Button>
        {children}
      </div>
    </>
  )
}
