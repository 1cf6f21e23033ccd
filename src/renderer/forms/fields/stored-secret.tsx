import { useState } from 'react'

interface StoredSecretProps {
  id: string
  label: string
  isCleared: boolean
  disabled: boolean
  /** It cannot be read any more. */
  mustReenter: boolean
  updatedAt: string | null
  onSettle(fate: 'kept' | 'replacing' | 'cleared'): void
}

/** The state of a stored secret with what can be done to it. */
export function StoredSecret({ id, label, isCleared, disabled, mustReenter, updatedAt, onSettle }: StoredSecretProps) {
  const [now] = useState(() => Date.now())
  return (
    <fieldset
      className="form-stored"
      disabled={disabled}
      aria-labelledby={`${id}-label`}
      data-cleared={isCleared || undefined}
      data-unreadable={(mustReenter && !isCleared) || undefined}
    >
      <span className="form-stored-state">
        {isCleared ? 'Will be cleared when saved' : mustReenter ? 'Cannot be read: must be entered again' : 'Set'}
        {!isCleared && !mustReenter && updatedAt !== null && (
          <>
            {' · updated '}
            <time dateTime={updatedAt} title={new Date(updatedAt).toLocaleString()}>
              {relativeTime(updatedAt, now)}
            </time>
          </>
        )}
      </span>
      {isCleared ? (
        <button
          type="button"
          id={id}
          className="form-button"
          aria-label={`Undo: keep ${label}`}
          onClick={() => onSettle('kept')}
        >
          Undo
        </button>
      ) : (
        <>
          <button
            type="button"
            id={id}
            className="form-button"
            aria-label={`Replace ${label}`}
            onClick={() => onSettle('replacing')}
          >
            Replace
          </button>
          <button
            type="button"
            className="form-button"
            aria-label={`Clear ${label}`}
            onClick={() => onSettle('cleared')}
          >
            Clear
          </button>
        </>
      )}
    </fieldset>
  )
}

const UNITS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** "3 days ago" from an ISO instant. */
export function relativeTime(instant: string, now: number): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000)
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
  if (unit === 'second') return 'just now'
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(seconds / size), unit)
}
