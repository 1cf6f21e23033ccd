import { useId } from 'react'
import { LABEL_CLASS } from './field.tsx'
import { Radio } from './input.tsx'

interface RadiosProps<T extends string> {
  label: string
  hint?: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}

/** A group of radio buttons. */
export function Radios<T extends string>({ label, hint, options, value, onChange }: RadiosProps<T>) {
  const name = useId()
  const hintId = useId()
  return (
    <fieldset aria-describedby={hint === undefined ? undefined : hintId}>
      <legend className={LABEL_CLASS}>{label}</legend>
      {hint !== undefined && (
        <p id={hintId} className="text-xs text-text-muted">
          {hint}
        </p>
      )}
      <div className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1.5 text-sm">
        {options.map((option) => (
          <label key={option.value} className="flex items-center gap-2">
            <Radio name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
