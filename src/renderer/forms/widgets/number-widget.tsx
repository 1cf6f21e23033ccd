import { useState } from 'react'
import { Input } from '../../ui/fields/input.tsx'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** The number that a text stands for; other text stays as it is, for main to say what is wrong with it. */
export function numberFrom(text: string): number | string | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const number = Number(trimmed)
  return NUMBER.test(trimmed) && Number.isFinite(number) ? number : text
}

/** A number as text, so that neither the wheel nor a half-typed exponent changes it unasked. */
export function NumberWidget(input: WidgetInput) {
  const { value, meta, schema, onChange } = input
  const [typed, setTyped] = useState(() => shownText(value))
  // What was typed ("1.", "1e") stays on screen as long as it stands for the value.
  const shown = numberFrom(typed) === value ? typed : shownText(value)
  return (
    <Input
      {...controlAttributes(input)}
      className="max-w-60 tabular-nums"
      type="text"
      inputMode={schema['type'] === 'integer' ? 'numeric' : 'decimal'}
      placeholder={meta.placeholder}
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(numberFrom(event.target.value))
      }}
    />
  )
}
