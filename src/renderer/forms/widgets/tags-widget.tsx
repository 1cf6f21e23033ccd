import { IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { JsonWidget } from './json-widget.tsx'
import { controlAttributes, type WidgetInput } from './widget.ts'

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** A list of short texts: Enter adds what is typed, Backspace in an empty field takes the last one back. */
export function TagsWidget(input: WidgetInput) {
  const { value, meta, schema, required, onChange } = input
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  if (value !== undefined && value !== null && !isTexts(value)) return <JsonWidget {...input} />
  const tags = value ?? []
  const put = (next: string[]) => {
    const kept = schema['uniqueItems'] === true ? [...new Set(next)] : next
    onChange(kept.length === 0 && !required ? undefined : kept)
  }
  const add = (text: string) => {
    const added = text
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter(Boolean)
    setTyped('')
    if (added.length > 0) put([...tags, ...added])
  }
  const remove = (at: number) => {
    put(tags.filter((_, index) => index !== at))
    field.current?.focus()
  }
  return (
    <div className="form-tags form-control" data-invalid={input.isInvalid || undefined}>
      {withKeys(tags).map(({ tag, key }, at) => (
        <span className="form-tag" key={key}>
          {tag}
          <button
            type="button"
            className="form-tag-remove"
            disabled={input.disabled}
            aria-label={`Remove ${tag}`}
            onClick={() => remove(at)}
          >
            <IconX size={12} aria-hidden />
          </button>
        </span>
      ))}
      <input
        {...controlAttributes(input)}
        ref={field}
        className="form-tags-input"
        type="text"
        autoComplete="off"
        placeholder={tags.length === 0 ? meta.placeholder || 'Type and press Enter' : ''}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => add(typed)}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text')
          if (!/[\r\n]/.test(text.trim())) return
          event.preventDefault()
          add(typed + text)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && typed.trim() !== '') {
            event.preventDefault()
            add(typed)
          } else if (event.key === 'Backspace' && typed === '' && tags.length > 0) remove(tags.length - 1)
        }}
      />
    </div>
  )
}

/** A key for each tag that stays the same when others go; equal tags are numbered. */
function withKeys(tags: string[]) {
  const counts = new Map<string, number>()
  return tags.map((tag) => {
    const count = counts.get(tag) ?? 0
    counts.set(tag, count + 1)
    return { tag, key: `${tag} ${count}` }
  })
}
