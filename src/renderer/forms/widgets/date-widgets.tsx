import { useState } from 'react'
import { Input } from '../../ui/fields/input.tsx'
import { TextWidget } from './text-widgets.tsx'
import { controlAttributes, type WidgetInput } from './widget.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?)((?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))$/i

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

/**
 * An instant. It keeps its offset from UTC and its fraction of a second; a new one is in UTC. Stored text that is not an
 * instant, and a field whose pattern accepts none, are edited as text.
 */
export function DateTimeWidget(input: WidgetInput) {
  const { value, schema } = input
  const [rest, setRest] = useState(() => restOf(value) ?? restFor(schema['pattern']))
  const [isText] = useState(() => rest === null || (typeof value === 'string' && restOf(value) === null))
  if (isText || rest === null) return <TextWidget {...input} />
  const current = restOf(value) ?? rest
  return (
    <div className="flex items-center gap-2">
      <Input
        {...controlAttributes(input)}
        className="max-w-60"
        type="datetime-local"
        step={1}
        value={typeof value === 'string' ? localFromInstant(value) : ''}
        onChange={(event) => {
          setRest(current)
          input.onChange(instantFromLocal(event.target.value, current))
        }}
      />
      <span className="text-xs text-text-muted">{zoneOf(current)}</span>
    </div>
  )
}

/** The part of an instant after its seconds, for example `.123+02:00`; null for other text. */
export const restOf = (value: unknown): string | null =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? (INSTANT.exec(value)?.[2] ?? null) : null

/** The first of the usual ends of an instant that a pattern accepts; null when it accepts none. */
export const restFor = (pattern: unknown): string | null =>
  RESTS.find((rest) => typeof pattern !== 'string' || matches(pattern, `2024-01-31T10:20:30${rest}`)) ?? null

const RESTS = ['Z', '.000Z', '.000000Z', '.000000000Z', '+00:00', '.000+00:00', '.000000+00:00']

/** "UTC", "UTC+02:00", or with the part of a second before it. */
const zoneOf = (rest: string): string => rest.replace(/[Zz]$|(?=[+-])/, ' UTC').trim()

/** `2024-05-01T10:00:00.5+02:00` as the control wants it: `2024-05-01T10:00:00`. */
export const localFromInstant = (instant: string): string => {
  const [, local = ''] = INSTANT.exec(instant) ?? []
  return withSeconds(local.replace(' ', 'T').toUpperCase())
}

/** The control's text as an ISO 8601 instant that ends with `rest`. */
export const instantFromLocal = (local: string, rest: string): string | undefined =>
  local === '' ? undefined : `${withSeconds(local)}${rest}`

const withSeconds = (local: string) => (local.length === 16 ? `${local}:00` : local.slice(0, 19))

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return true
  }
}
