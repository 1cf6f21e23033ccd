import { useState } from 'react'
import type { FieldMessages } from '../../../contract/errors.ts'
import { MIN_PASSPHRASE } from '../../../shared/limits.ts'
import { text } from '../../text/text.ts'
import { classNames } from '../../ui/class-names.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Notice } from '../../ui/states/notice.tsx'

interface PassphraseInput {
  text: string
  again: string
}

interface PassphraseFieldsProps {
  /** Why there is no usable keychain. */
  why: string | null
  value: PassphraseInput
  errors: FieldMessages
  onChange: (value: PassphraseInput) => void
  /** Asks the keychain again, which somebody may have unlocked or started. */
  onRetry: () => Promise<void>
}

/** Lengths from which a passphrase is accepted, good and strong. */
const STEPS = [MIN_PASSPHRASE, 16, 20]

/** A new passphrase, typed twice, with a rating of its length. */
export function PassphraseFields({ why, value, errors, onChange, onRetry }: PassphraseFieldsProps) {
  const [isBusy, setBusy] = useState(false)
  const retry = async () => {
    setBusy(true)
    await onRetry()
    setBusy(false)
  }
  return (
    <>
      <Notice kind="lock">
        <p className="font-semibold">{text.workspaces.passphraseTitle}</p>
        <p className="text-text-muted">{text.workspaces.passphraseWhy}</p>
        {why !== null && (
          <>
            <p className="mt-1 text-text-muted">{why}</p>
            <Button size="s" className="mt-2" busy={isBusy} onClick={() => void retry()}>
              {text.common.retry}
            </Button>
          </>
        )}
      </Notice>
      <Field
        label={text.workspaces.passphrase}
        type="password"
        autoComplete="new-password"
        spellCheck={false}
        hint={text.workspaces.passphraseLength(value.text.length)}
        errors={errors['passphrase']}
        value={value.text}
        onChange={(event) => onChange({ ...value, text: event.target.value })}
      >
        <Strength length={value.text.length} />
      </Field>
      <Field
        label={text.workspaces.confirmation}
        type="password"
        autoComplete="new-password"
        spellCheck={false}
        errors={errors['confirmation']}
        value={value.again}
        onChange={(event) => onChange({ ...value, again: event.target.value })}
      />
    </>
  )
}

/** The rating as three marks; the hint has the same in words. */
function Strength({ length }: { length: number }) {
  const rating = STEPS.filter((step) => length >= step).length
  const colour = rating === STEPS.length ? 'bg-good' : 'bg-warn'
  return (
    <div aria-hidden className="flex gap-1">
      {STEPS.map((step) => (
        <span key={step} className={classNames('h-1 flex-1 rounded-full', length >= step ? colour : 'bg-line')} />
      ))}
    </div>
  )
}
