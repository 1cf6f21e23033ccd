import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { number } from '../../text/formats.ts'

interface SegmentsProps<T> {
  label: string
  /** An option with an icon shows it in place of its label. */
  options: readonly { value: T; label: string; count?: number; icon?: ReactNode }[]
  value: T
  /** Whether they go on in another line where there is little room, instead of scrolling. */
  wraps?: boolean
  onChange: (value: T) => void
}

/** A row of exclusive choices; `count` is the number of cards that a choice would show. */
export function Segments<T extends string | null>({
  label,
  options,
  value,
  wraps = false,
  onChange,
}: SegmentsProps<T>) {
  return (
    <div
      role="group"
      aria-label={label}
      className={classNames(
        'flex max-w-full gap-0.5 self-start rounded-lg bg-surface-sunken p-0.5',
        wraps ? 'flex-wrap' : 'overflow-x-auto',
      )}
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          {...(option.icon !== undefined && { 'aria-label': option.label, title: option.label })}
          onClick={() => onChange(option.value)}
          className={classNames(
            'flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2.5 text-sm whitespace-nowrap transition-colors duration-100',
            '-outline-offset-2! aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-text aria-pressed:shadow-card',
            'text-text-muted hover:text-text',
          )}
        >
          {option.icon ?? option.label}
          {option.count !== undefined && (
            <span className="text-xs tabular-nums text-text-muted">{number(option.count)}</span>
          )}
        </button>
      ))}
    </div>
  )
}
