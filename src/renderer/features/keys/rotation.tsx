import { aboutKey } from '../../stores/toasts.ts'
import { type FormEvent, useId, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { KeyStatus } from '../../../contract/groups/keys.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { secretsText } from '../../text/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { Section } from './section.tsx'

const words = secretsText.rotate

/** The progress of a running rotation. */
export function RotationProgress({ status: { progress } }: { status: KeyStatus }) {
  const id = useId()
  if (!progress) return null
  return (
    <div className="flex flex-col gap-1.5">
      <progress
        aria-label={words.label}
        aria-describedby={id}
        className="h-2 w-full accent-accent"
        max={progress.total}
        value={progress.done}
      />
      <p id={id} className="text-xs text-text-muted tabular-nums">
        {words.progress(progress.done, progress.total)}
      </p>
    </div>
  )
}

/** Rotates the key. */
export function Rotation({ workspaceId, status }: { workspaceId: string; status: KeyStatus }) {
  const { api, toasts } = useStores()
  const [passphrase, setPassphrase] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const needsPassphrase = status.slots.includes('passphrase')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    setError(null)
    try {
      await api.keys.rotate({ workspaceId, ...(needsPassphrase && { passphrase }) })
      setPassphrase('')
      toasts.success(words.done, aboutKey(workspaceId))
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={words.title} hint={words.hint}>
      {error && !error.fields && (
        <Notice kind="bad" isAlert>
          {words.failed}: {errorMessage(error)}
        </Notice>
      )}
      <form className="flex items-start gap-2" onSubmit={(event) => void submit(event)}>
        {needsPassphrase && (
          <Field
            className="flex-1"
            type="password"
            spellCheck={false}
            label={words.passphrase}
            hint={words.passphraseHint}
            errors={fieldMessages(error?.fields)['passphrase']}
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
        {/* Beside the input, below the height of its label. */}
        <Button type="submit" busy={isBusy || status.progress !== null} className={needsPassphrase ? 'mt-6.5' : ''}>
          {words.start}
        </Button>
      </form>
    </Section>
  )
}
