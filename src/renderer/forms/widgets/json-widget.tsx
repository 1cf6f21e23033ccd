import { useState } from 'react'
import { Textarea } from '../../ui/fields/input.tsx'
import { isEqual } from '../../../shared/json.ts'
import { controlAttributes, type WidgetInput } from './widget.ts'

const asText = (value: unknown) => (value === undefined ? '' : JSON.stringify(value, null, 2))

/** The value that a text stands for; text that is no JSON stays text, for main to say what is wrong with it. */
export function jsonFrom(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Any value as JSON, for what no other control can show. */
export function JsonWidget(input: WidgetInput) {
  const { value, schema, onChange } = input
  const [typed, setTyped] = useState(() => asText(value))
  const shown = isEqual(jsonFrom(typed), value) ? typed : asText(value)
  return (
    <Textarea
      {...controlAttributes(input)}
      isCode
      spellCheck={false}
      placeholder={input.meta.placeholder || (schema['type'] === 'array' ? '[ ]' : '{ }')}
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(jsonFrom(event.target.value))
      }}
    />
  )
}
