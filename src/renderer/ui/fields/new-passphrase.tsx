import { IconRefresh } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { MIN_PASSPHRASE } from '../../../shared/limits.ts'
import { fieldErrorsText } from '../../text/en/field-errors.ts'
import { secretsText } from '../../text/en/secrets.ts'
import { Button } from '../button.tsx'
import { Field } from './field.tsx'
import { Radios } from './radios.tsx'

/** The state of the choice of a new passphrase. */
export interface PassphraseChoice {
  kind: 'generated' | 'own'
  text: string
  again: string
}

export const NO_PASSPHRASE: PassphraseChoice = { kind: 'generated', text: '', again: '' }

/** The chosen passphrase; null while it is too short or the two inputs differ. */
export const passphraseOf = ({ kind, text, again }: PassphraseChoice): string | null =>
  text.length >= MIN_PASSPHRASE && (kind === 'generated' || text === again) ? text : null

interface NewPassphraseProps {
  value: PassphraseChoice
  errors?: readonly string[] | undefined
  generate: () => Promise<string>
  onChange: (value: PassphraseChoice) => void
}

/** Chooses a new passphrase: six random words, or the person's own, typed twice. */
export function NewPassphrase({ value, errors, generate, onChange }: NewPassphraseProps) {
  const words = secretsText.passphrase
  const [hasFailed, setFailed] = useState(false)
  const draw = useCallback(() => {
    generate().then(
      (text) => onChange({ kind: 'generated', text, again: '' }),
      () => setFailed(true),
    )
  }, [generate, onChange])
  useEffect(() => {
    if (value.kind === 'generated' && value.text === '' && !hasFailed) draw()
  }, [draw, hasFailed, value])
  const isDifferent = value.again !== '' && value.again !== value.text
  return (
    <div className="flex flex-col gap-3">
      <Radios
        label={words.kind}
        value={value.kind}
        options={[
          { value: 'generated', label: words.generated },
          { value: 'own', label: words.own },
        ]}
        onChange={(kind) => onChange({ kind, text: '', again: '' })}
      />
      {value.kind === 'generated' ? (
        <div className="flex items-center gap-2">
          <output className="min-w-0 flex-1 rounded-control border border-line bg-surface-sunken px-2.5 py-1.5 font-mono text-sm break-words select-text">
            {value.text || '…'}
          </output>
          <Button
            variant="quiet"
            icon={<IconRefresh size={16} aria-hidden />}
            aria-label={words.another}
            onClick={draw}
          />
        </div>
      ) : (
        <>
          <Field
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            label={words.label}
            hint={words.hint(MIN_PASSPHRASE)}
            errors={errors}
            value={value.text}
            onChange={(event) => onChange({ ...value, text: event.target.value })}
          />
          <Field
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            label={words.again}
            errors={isDifferent ? [fieldErrorsText.passphrase_differs()] : undefined}
            value={value.again}
            onChange={(event) => onChange({ ...value, again: event.target.value })}
          />
        </>
      )}
    </div>
  )
}
