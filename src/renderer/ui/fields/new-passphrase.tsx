import { IconRefresh } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { MIN_PASSPHRASE } from '../../../shared/limits.ts'
import { fieldErrorsText } from '../../text/wording.ts'
import { secretsText } from '../../text/secrets.ts'
import { Button } from '../button.tsx'
import { Field } from './field.tsx'
import { Radios } from './radios.tsx'

/** The state of the choice of a new passphrase. */
export interface PassphraseChoice {
  kind: 'generated' | 'own'
  text: string
  /** A person's own passphrase a second time, or the words of a generated one that show that it was kept. */
  again: string
}

export const NO_PASSPHRASE: PassphraseChoice = { kind: 'generated', text: '', again: '' }

/** Which words of a generated passphrase are asked for, counted from one. */
const ASKED = [3, 5] as const

const askedWords = (text: string): string => {
  const all = text.split(' ')
  return ASKED.map((place) => all[place - 1]).join(' ')
}

const isKept = ({ text, again }: PassphraseChoice): boolean =>
  again
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)
    .join(' ') === askedWords(text)

/**
 * The chosen passphrase; null while it is too short, the two inputs differ, or nothing shows that a generated one was kept.
 * So what is shown once is kept before anything depends on it.
 */
export const passphraseOf = (choice: PassphraseChoice): string | null => {
  const { kind, text, again } = choice
  return text.length >= MIN_PASSPHRASE && (kind === 'generated' ? isKept(choice) : text === again) ? text : null
}

/** What is wrong with a choice that is no passphrase yet. */
export function passphraseMistake({ kind, text }: PassphraseChoice): string {
  if (kind === 'generated') return secretsText.passphrase.notKept(...ASKED)
  return text.length < MIN_PASSPHRASE
    ? fieldErrorsText.min_length({ limit: MIN_PASSPHRASE })
    : fieldErrorsText.passphrase_differs()
}

interface NewPassphraseProps {
  value: PassphraseChoice
  errors?: readonly string[] | undefined
  generate: () => Promise<string>
  /** Saves the random words to a file. */
  onSave: (words: string) => void
  onChange: (value: PassphraseChoice) => void
}

/** Chooses a new passphrase: six random words, or the person's own, typed twice. */
export function NewPassphrase({ value, errors, generate, onSave, onChange }: NewPassphraseProps) {
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
  const isDifferent = value.again !== value.text
  const isShort = value.text.length < MIN_PASSPHRASE
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
        <GeneratedPassphrase value={value} errors={errors} onDraw={draw} onSave={onSave} onChange={onChange} />
      ) : (
        <>
          <Field
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            label={words.label}
            hint={words.hint(MIN_PASSPHRASE)}
            errors={isDifferent && !isShort ? undefined : errors}
            value={value.text}
            onChange={(event) => onChange({ ...value, text: event.target.value })}
          />
          <Field
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            label={words.again}
            errors={
              isDifferent && (value.again !== '' || (errors && !isShort))
                ? [fieldErrorsText.passphrase_differs()]
                : undefined
            }
            value={value.again}
            onChange={(event) => onChange({ ...value, again: event.target.value })}
          />
        </>
      )}
    </div>
  )
}

interface GeneratedPassphraseProps {
  value: PassphraseChoice
  errors: readonly string[] | undefined
  onDraw: () => void
  onSave: (words: string) => void
  onChange: (value: PassphraseChoice) => void
}

function GeneratedPassphrase({ value, errors, onDraw, onSave, onChange }: GeneratedPassphraseProps) {
  const words = secretsText.passphrase
  const output = useRef<HTMLOutputElement>(null)
  const [note, setNote] = useState('')
  const copy = () => {
    navigator.clipboard.writeText(value.text).then(
      () => setNote(words.copied),
      () => {
        // A browser may refuse the clipboard; the keyboard still copies a selection.
        if (output.current) getSelection()?.selectAllChildren(output.current)
        setNote(words.selected)
      },
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <output
          ref={output}
          className="min-w-[min(14rem,100%)] flex-1 rounded-control border border-line bg-surface-sunken px-2.5 py-1.5 font-mono text-sm break-words select-text"
        >
          {value.text || '…'}
        </output>
        <div className="flex items-center gap-2">
          <Button variant="quiet" onClick={copy}>
            {words.copy}
          </Button>
          <Button variant="quiet" onClick={() => onSave(value.text)}>
            {words.save}
          </Button>
          <Button
            variant="quiet"
            icon={<IconRefresh size={16} aria-hidden />}
            aria-label={words.another}
            onClick={onDraw}
          />
        </div>
      </div>
      <p role="status" className="text-xs text-text-muted empty:hidden">
        {note}
      </p>
      <Field
        label={words.asked(...ASKED)}
        hint={words.askedHint}
        autoComplete="off"
        spellCheck={false}
        errors={errors}
        value={value.again}
        onChange={(event) => onChange({ ...value, again: event.target.value })}
      />
    </>
  )
}
