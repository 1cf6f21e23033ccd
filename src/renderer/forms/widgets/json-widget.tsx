import { useState } from 'react'
import { Textarea } from '../../ui/fields/input.tsx'
import { isEqual } from '../../../shared/json.ts'
import { longNumbers, placeOfJsonError } from '../../../shared/json-text.ts'
import { text } from '../../text/text.ts'
import { isUnread, unread } from '../data/unread.ts'
import { controlAttributes, type WidgetInput } from './widget.ts'

const asText = (value: unknown) =>
  value === undefined ? '' : isUnread(value) ? value.text : JSON.stringify(value, null, 2)

/** The value that a text stands for; text that is no JSON, or has a number that is not kept exactly, is unread. */
export function jsonFrom(typed: string): unknown {
  if (typed.trim() === '') return undefined
  try {
    const value: unknown = JSON.parse(typed)
    const [long] = longNumbers(typed)
    return long ? unread(typed, text.values.longNumberAt(long.place)) : value
  } catch {
    return unread(typed, text.values.brokenJson(placeOfJsonError(typed)))
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
