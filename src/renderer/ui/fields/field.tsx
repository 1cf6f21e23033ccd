import { IconAlertCircle } from '@tabler/icons-react'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { classNames } from '../class-names.ts'
import { Input } from './input.tsx'

const NONE: readonly string[] = []

/** The classes of a label, also for a legend. */
export const LABEL_CLASS = 'text-sm font-semibold wrap-anywhere'

/** The attributes that connect a control to its label, hint and messages. */
interface ControlAttributes {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FieldFrameProps {
  label: string
  hint?: ReactNode
  errors?: readonly string[] | undefined
  className?: string | undefined
  /** Shown under the control, before hint and errors. */
  below?: ReactNode
  children: (control: ControlAttributes) => ReactNode
}

/**
 * A control with its label above and its hint and messages below. What is typed may be right again, so a message goes with
 * the first change and comes back with the next list of messages.
 */
export function FieldFrame({ label, hint, errors: given = NONE, className, below, children }: FieldFrameProps) {
  const id = useId()
  const [outdated, setOutdated] = useState(NONE)
  const errors = given === outdated ? NONE : given
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [hint !== undefined && hintId, errors.length > 0 && errorId].filter(Boolean).join(' ')
  return (
    <div className={classNames('flex flex-col gap-1', className)} onInput={() => setOutdated(given)}>
      <label htmlFor={id} className={LABEL_CLASS}>
        {label}
      </label>
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': errors.length > 0 || undefined })}
      {below}
      {hint !== undefined && <FieldHint id={hintId}>{hint}</FieldHint>}
      <div aria-live="polite" className="empty:hidden">
        <FieldErrors id={errorId} errors={errors} />
      </div>
    </div>
  )
}

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: string
  hint?: ReactNode
  errors?: readonly string[] | undefined
  /** Shown under the input, before hint and errors. */
  children?: ReactNode
}

/** A text input with its label, hint and messages. */
export const Field = ({ label, hint, errors, children, className, ...input }: FieldProps) => (
  <FieldFrame label={label} hint={hint} errors={errors} className={className} below={children}>
    {(control) => <Input {...input} {...control} />}
  </FieldFrame>
)

/** The hint below a field. */
export const FieldHint = ({ id, className, children }: { id?: string; className?: string; children: ReactNode }) => (
  <div id={id} className={classNames('text-xs wrap-anywhere text-text-muted', className)}>
    {children}
  </div>
)

interface FieldErrorsProps {
  id: string
  errors: readonly string[]
  className?: string | undefined
}

/** The messages of one field; renders nothing without messages. */
export function FieldErrors({ id, errors, className }: FieldErrorsProps) {
  if (errors.length === 0) return null
  return (
    <div id={id} className={classNames('flex flex-col gap-1 text-xs font-medium wrap-anywhere text-bad', className)}>
      {errors.map((message) => (
        <p key={message} className="flex gap-1">
          <IconAlertCircle size={16} aria-hidden className="shrink-0" />
          {message}
        </p>
      ))}
    </div>
  )
}
