import { useId } from 'react'
import { INPUT_CLASS, LABEL_CLASS } from './field.tsx'

interface SelectFieldProps {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  disabled?: boolean
  onChange: (value: string) => void
}

/** A labelled choice from a list, as the system shows one. */
export function SelectField({ label, value, options, disabled = false, onChange }: SelectFieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className={LABEL_CLASS}>
        {label}
      </label>
      <select
        id={id}
        className={INPUT_CLASS}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
