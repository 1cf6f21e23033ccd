import { useState } from 'react'
import { useStores } from '../../stores/context.ts'
import { settingsText } from '../../text/settings.ts'
import { Radios } from '../../ui/fields/radios.tsx'

interface NumberRadiosProps<N extends number> {
  label: string
  hint?: string
  choices: readonly N[]
  labels: Readonly<Record<N, string>>
  value: N
  /** Saves it; throws the error of the call. */
  onChoose: (choice: N) => Promise<void>
}

/** A choice among some numbers, such as minutes, which is shown and saved at once; what was not saved is not chosen. */
export function NumberRadios<N extends number>(props: NumberRadiosProps<N>) {
  const { label, hint, choices, labels, value, onChoose } = props
  const { toasts } = useStores()
  const [saving, setSaving] = useState<N | null>(null)
  const choose = async (text: string) => {
    const choice = choices.find((each) => String(each) === text)
    if (choice === undefined || saving !== null) return
    setSaving(choice)
    await onChoose(choice).catch((error: unknown) =>
      toasts.failure(settingsText.mine.notSaved, error, { subjects: ['settings'] }),
    )
    setSaving(null)
  }
  return (
    <Radios
      label={label}
      {...(hint !== undefined && { hint })}
      value={String(saving ?? value)}
      options={choices.map((each) => ({ value: String(each), label: labels[each] }))}
      onChange={(text) => void choose(text)}
    />
  )
}
