import { useEffect, useRef } from 'react'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { classNames } from '../../ui/class-names.ts'
import { LABEL_CLASS } from '../../ui/fields/field.tsx'
import { Radio } from '../../ui/fields/input.tsx'
import type { SecretKind } from './use-secret-kinds.ts'

const words = secretsText.setSecret

interface SecretChoicesProps {
  /** Null while they are read. */
  kinds: readonly SecretKind[] | null
  /** How many connectors there are in all. */
  total: number
  chosen: string | null
  onChange: (id: string) => void
}

/** Chooses the secret; none is chosen at first. */
export function SecretChoices({ kinds, total, chosen, onChange }: SecretChoicesProps) {
  const first = useRef<HTMLInputElement>(null)
  const isRead = kinds !== null
  // A dialog starts in its first field, which was not there yet when this one opened.
  useEffect(() => {
    if (isRead && !document.activeElement?.matches('input')) first.current?.focus()
  }, [isRead])
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className={classNames(LABEL_CLASS, 'mb-1.5')}>{words.which}</legend>
      {kinds === null && <p className="text-sm text-text-muted">{text.common.loading}</p>}
      {kinds?.length === 0 && <p className="text-sm text-text-muted">{words.nothing}</p>}
      <div className="flex max-h-64 flex-col gap-1.5 overflow-y-auto p-0.5">
        {kinds?.map(({ id, icon, entryName, label, count }, at) => (
          <label
            key={id}
            className={classNames(
              'flex min-h-10 items-center gap-3 rounded-card border px-3 text-sm',
              chosen === id ? 'border-accent ring-1 ring-accent' : 'border-line hover:bg-surface-hover',
            )}
          >
            <Radio ref={at === 0 ? first : null} name="secret" checked={chosen === id} onChange={() => onChange(id)} />
            <EntryIcon icon={icon} name={entryName} size="s" />
            <span className="min-w-0 truncate">
              <span className="font-medium">{label}</span> <span className="text-text-muted">{entryName}</span>
            </span>
            <span className="ms-auto shrink-0 text-text-muted tabular-nums">{words.ofAll(count, total)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
