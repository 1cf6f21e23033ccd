import { type FormEvent, useState } from 'react'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/fields/field.tsx'

const words = text.recovery

/** Starts with an empty database after a typed confirmation. */
export function StartOver({ onDone }: { onDone: () => void }) {
  const { backups, toasts } = useStores()
  const [confirmation, setConfirmation] = useState('')
  const [isBusy, setBusy] = useState(false)
  const isConfirmed = confirmation.trim().toLowerCase() === words.startOverWord
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isConfirmed || isBusy) return
    setBusy(true)
    try {
      const keptAs = await backups.startOver()
      toasts.success(words.startedOver, keptAs === null ? {} : { description: words.keptAs(keptAs) })
      onDone()
    } catch (error) {
      toasts.failure(words.startOverFailed, error)
      setBusy(false)
    }
  }
  return (
    <form className="flex items-end gap-2" onSubmit={(event) => void submit(event)}>
      <Field
        className="flex-1"
        label={words.startOverConfirm}
        spellCheck={false}
        value={confirmation}
        onChange={(event) => setConfirmation(event.target.value)}
      />
      <Button type="submit" variant="danger" busy={isBusy} aria-disabled={!isConfirmed}>
        {words.startOver}
      </Button>
    </form>
  )
}
