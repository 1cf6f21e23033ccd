import { useState } from 'react'
import { Input } from '../../ui/fields/input.tsx'
import { isEqual, isKeptExactly } from '../../../shared/json.ts'
import { text } from '../../text/text.ts'
import { unread, type Unread } from '../data/unread.ts'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** The number that a text stands for; text that stands for none, or for one that is not kept exactly, is unread. */
export function numberFrom(typed: string): number | Unread | undefined {
  const trimmed = typed.trim()
  if (trimmed === '') return undefined
  if (!NUMBER.test(trimmed)) return unread(typed, text.values.noNumber)
  return isKeptExactly(trimmed) ? Number(trimmed) : unread(typed, text.values.longNumber)
}

/** A text input for a number, because in a number input the wheel or a half-typed exponent changes the value. */
export function NumberWidget(input: WidgetInput) {
  const { value, meta, schema, onChange } = input
  const [typed, setTyped] = useState(() => shownText(value))
  // What was typed ("1.", "1e") stays on screen as long as it stands for the value.
  const shown = isEqual(numberFrom(typed), value) ? typed : shownText(value)
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
