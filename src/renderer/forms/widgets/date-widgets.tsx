import { useState } from 'react'
import { Input } from '../../ui/fields/input.tsx'
import { TextWidget } from './text-widgets.tsx'
import { controlAttributes, type WidgetInput } from './widget.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i

/** A date. Stored text that is not a date is edited as text. */
export function DateWidget(input: WidgetInput) {
  const [isText] = useState(() => typeof input.value === 'string' && !DATE.test(input.value))
  if (isText) return <TextWidget {...input} />
  return (
    <Input
      {...controlAttributes(input)}
      className="max-w-60"
      type="date"
      value={typeof input.value === 'string' ? input.value : ''}
      onChange={(event) => input.onChange(event.target.value || undefined)}
    />
  )
}

/** An instant, shown and stored in UTC. Stored text that is not an instant is edited as text. */
export function DateTimeWidget(input: WidgetInput) {
  const [isText] = useState(() => typeof input.value === 'string' && !isInstant(input.value))
  if (isText) return <TextWidget {...input} />
  return (
    <div className="flex items-center gap-2">
      <Input
        {...controlAttributes(input)}
        className="max-w-60"
        type="datetime-local"
        step={1}
        value={typeof input.value === 'string' ? localFromInstant(input.value) : ''}
        onChange={(event) => input.onChange(instantFromLocal(event.target.value, input.schema['pattern']))}
      />
      <span className="text-xs text-text-muted">UTC</span>
    </div>
  )
}

const isInstant = (text: string) => INSTANT.test(text) && !Number.isNaN(Date.parse(text))

/** `2024-05-01T10:00:00Z` in the format of the control: `2024-05-01T10:00:00`, in UTC. */
export const localFromInstant = (instant: string): string =>
  isInstant(instant) ? new Date(instant).toISOString().slice(0, 19) : ''

/** The control's text as an ISO 8601 instant in UTC; with milliseconds only if the pattern needs them. */
export function instantFromLocal(local: string, pattern: unknown): string | undefined {
  if (local === '') return undefined
  const seconds = local.length === 16 ? `${local}:00` : local.slice(0, 19)
  const wantsMilliseconds =
    typeof pattern === 'string' && !matches(pattern, `${seconds}Z`) && matches(pattern, `${seconds}.000Z`)
  return wantsMilliseconds ? `${seconds}.000Z` : `${seconds}Z`
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return true
  }
}
