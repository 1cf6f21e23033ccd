import { daysLeft } from '../../../shared/expiry.ts'
import { text } from '../../text/text.ts'
import { useToday } from '../today.ts'
import { Field, FieldHint } from './field.tsx'
import { Segments } from './segments.tsx'

const words = text.installed.expiryField
const RULES = [30, 60, 90] as const

/** The date here so many days from today, as YYYY-MM-DD. */
export function isoDay(days: number, now = new Date()): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

interface ExpiryFieldProps {
  /** The last day, empty while none is entered; null for secrets that do not expire. */
  value: string | null
  onChange: (value: string | null) => void
  /** For how many days secrets work, where something says so; a rule of its own. */
  lifetime?: number | null
  /** Why the value is what it is. */
  note?: string | undefined
  errors?: readonly string[] | undefined
  disabled?: boolean
}

/** The last day on which secrets work: none, by a rule from today, or a date. A date in the past warns. */
export function ExpiryField({ value, onChange, lifetime = null, note, errors, disabled }: ExpiryFieldProps) {
  const today = useToday()
  const rules = [...new Set([...RULES, ...(lifetime === null ? [] : [lifetime])])].toSorted((a, b) => a - b)
  const rule = rules.find((days) => value === isoDay(days, today))
  const choice = value === null ? 'never' : rule === undefined ? 'date' : String(rule)
  const isPast = value !== null && value !== '' && daysLeft(value, today) < 0
  const choose = (next: string) =>
    onChange(next === 'never' ? null : next === 'date' ? (choice === 'date' ? value : '') : isoDay(Number(next), today))
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" disabled={disabled}>
      <legend className="mb-1 text-sm font-semibold">{words.label}</legend>
      <Segments
        wraps
        label={words.label}
        value={choice}
        onChange={choose}
        options={[
          { value: 'never', label: words.never },
          ...rules.map((days) => ({ value: String(days), label: words.inDays(days) })),
          { value: 'date', label: words.date },
        ]}
      />
      {value !== null && (
        <Field
          type="date"
          label={words.lastDay}
          hint={isPast ? <span className="font-medium text-warn">{words.past}</span> : (note ?? words.hint)}
          errors={errors}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {value === null && note !== undefined && <FieldHint>{note}</FieldHint>}
    </fieldset>
  )
}
