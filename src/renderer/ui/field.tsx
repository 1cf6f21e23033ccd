import { IconAlertCircle } from '@tabler/icons-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

const NONE: readonly string[] = []

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: string
  hint?: ReactNode
  errors?: readonly string[] | undefined
  /** Shown under the input, between hint and errors. */
  children?: ReactNode
}

export const LABEL_CLASS = 'text-sm font-[550]'

export const INPUT_CLASS = classNames(
  'h-8 w-full rounded-control border border-line-strong bg-surface px-2.5 text-sm text-text',
  'placeholder:text-text-muted disabled:bg-surface-sunken disabled:text-text-muted aria-invalid:border-bad',
  'focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent',
  'file:mr-3 file:h-full file:border-0 file:border-r file:border-line file:bg-transparent file:pr-2.5 file:font-medium file:text-text',
)

/** A labelled text input with its hint and its messages. */
export function Field({ label, hint, errors = NONE, children, className, ...input }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [hint !== undefined && hintId, errors.length > 0 && errorId].filter(Boolean).join(' ')
  return (
    <div className={classNames('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className={LABEL_CLASS}>
        {label}
      </label>
      <input
        autoComplete="off"
        {...input}
        id={id}
        aria-invalid={errors.length > 0 || undefined}
        aria-describedby={describedBy || undefined}
        className={INPUT_CLASS}
      />
      {children}
      {hint !== undefined && (
        <p id={hintId} className="text-xs text-text-muted">
          {hint}
        </p>
      )}
      <FieldErrors id={errorId} errors={errors} />
    </div>
  )
}

const sentence = (message: string) => message.charAt(0).toUpperCase() + message.slice(1)

/** The messages of one field. */
export function FieldErrors({ id, errors }: { id: string; errors: readonly string[] }) {
  return (
    <div id={id} aria-live="polite" className="text-xs text-bad empty:hidden">
      {errors.map((message) => (
        <p key={message} className="flex gap-1.5">
          <IconAlertCircle size={14} aria-hidden className="mt-px shrink-0" />
          {sentence(message)}
        </p>
      ))}
    </div>
  )
}
