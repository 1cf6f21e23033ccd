import { IconChevronDown } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'
import { FieldFrame } from './field.tsx'
import { CONTROL_CLASS } from './input.tsx'

/** The system's own select. */
export const Select = ({ className, ...select }: ComponentProps<'select'>) => (
  <div className={classNames('relative', className)}>
    <select {...select} className={classNames(CONTROL_CLASS, 'h-9 appearance-none pe-9 ps-3 text-sm text-ellipsis')} />
    <IconChevronDown size={16} aria-hidden className="pointer-events-none absolute top-2.5 end-2.5 text-text-muted" />
  </div>
)

interface SelectFieldProps {
  label: string
  hint?: string
  value: string
  options: readonly { value: string; label: string }[]
  disabled?: boolean
  onChange: (value: string) => void
}

/** A select with its label. */
export const SelectField = ({ label, hint, value, options, disabled = false, onChange }: SelectFieldProps) => (
  <FieldFrame label={label} hint={hint}>
    {(control) => (
      <Select {...control} disabled={disabled} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    )}
  </FieldFrame>
)
