import { useState } from 'react'
import { Textarea } from '../../ui/fields/input.tsx'
import { isEqual } from '../../../shared/json.ts'
import { controlAttributes, type WidgetInput } from './widget.ts'

const asText = (value: unknown) => (value === undefined ? '' : JSON.stringify(value, null, 2))

/** Parses JSON; text that is not JSON stays text, so main can report it. */
export function jsonFrom(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Edits any value as JSON, for values without another control. */
export function JsonWidget(input: WidgetInput) {
  const { value, schema, onChange } = input
  const [draft, setDraft] = useState(() => asText(value))
  const shown = isEqual(jsonFrom(draft), value) ? draft : asText(value)
  return (
    <Textarea
      {...controlAttributes(input)}
      isCode
      spellCheck={false}
      placeholder={input.meta.placeholder || (schema['type'] === 'array' ? '[ ]' : '{ }')}
      value={shown}
      onChange={(event) => {
        setDraft(event.target.value)
        onChange(jsonFrom(event.target.value))
      }}
    />
  )
}
