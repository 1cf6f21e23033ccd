import { useState } from 'react'
import { Input } from '../../ui/fields/input.tsx'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Parses a number; other text stays text, so main can report it. */
export function numberFrom(text: string): number | string | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const number = Number(trimmed)
  return NUMBER.test(trimmed) && Number.isFinite(number) ? number : text
}

/** A text input for a number, because in a number input the wheel or a half-typed exponent changes the value. */
export function NumberWidget(input: WidgetInput) {
  const { value, meta, schema, onChange } = input
  const [draft, setDraft] = useState(() => shownText(value))
  // The typed text ("1.", "1e") stays on screen as long as it parses to the value.
  const shown = numberFrom(draft) === value ? draft : shownText(value)
  return (
    <Input
      {...controlAttributes(input)}
      className="max-w-60 tabular-nums"
      type="text"
      inputMode={schema['type'] === 'integer' ? 'numeric' : 'decimal'}
      placeholder={meta.placeholder}
      value={shown}
      onChange={(event) => {
        setDraft(event.target.value)
        onChange(numberFrom(event.target.value))
      }}
    />
  )
}
