import { IconX } from '@tabler/icons-react'
import { type ClipboardEvent, type ComponentProps, type KeyboardEvent, useRef, useState } from 'react'
import { classNames } from '../class-names.ts'
import { CONTROL_CLASS } from './input.tsx'
import { endsInTag, tagsIn } from './tag-text.ts'

interface TagsProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'ref' | 'type'> {
  tags: readonly string[]
  /** The label of the button that removes a tag. */
  removeLabel: (tag: string) => string
  onChange: (tags: string[]) => void
}

/**
 * A list of short texts. Enter, a comma or leaving the field adds a tag, each pasted line becomes a tag, and
 * Backspace in the empty field removes the last tag.
 */
export function Tags({ tags, removeLabel, onChange, placeholder, ...input }: TagsProps) {
  const field = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState('')
  const add = (text: string) => {
    const newTags = tagsIn(text)
    setDraft('')
    if (newTags.length > 0) onChange([...tags, ...newTags])
  }
  const remove = (at: number) => {
    onChange(tags.filter((_, index) => index !== at))
    field.current?.focus()
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if ((event.key === 'Enter' && draft.trim() !== '') || (event.key === ',' && endsInTag(draft))) {
      event.preventDefault()
      add(draft)
    } else if (event.key === 'Backspace' && draft === '' && tags.length > 0) remove(tags.length - 1)
  }
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    if (!/[\r\n]/.test(text.trim())) return
    event.preventDefault()
    add(draft + text)
  }
  return (
    <div
      className={classNames(
        CONTROL_CLASS,
        'flex min-h-9 flex-wrap items-center gap-1 p-1 has-disabled:bg-surface-sunken has-disabled:text-text-muted',
        'focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
        'has-aria-invalid:border-bad has-aria-invalid:ring-1 has-aria-invalid:ring-bad',
      )}
    >
      {withKeys(tags).map(({ tag, key }, at) => (
        <span
          key={key}
          className={classNames(
            'flex max-w-full items-center rounded border border-line bg-surface pl-2 text-xs/[22px] wrap-anywhere',
            input.disabled && 'pr-2',
          )}
        >
          {tag}
          {!input.disabled && (
            <button
              type="button"
              aria-label={removeLabel(tag)}
              className="-my-px flex size-6 shrink-0 items-center justify-center rounded text-text-muted hover:text-text"
              onClick={() => remove(at)}
            >
              <IconX size={12} aria-hidden />
            </button>
          )}
        </span>
      ))}
      <input
        autoComplete="off"
        {...input}
        ref={field}
        placeholder={tags.length === 0 ? placeholder : undefined}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => add(draft)}
        onPaste={paste}
        onKeyDown={press}
        className="h-6 min-w-24 flex-1 bg-transparent px-2 text-sm outline-none placeholder:text-text-muted"
      />
    </div>
  )
}

/** A key for each tag that stays the same when others go; equal tags are numbered. */
function withKeys(tags: readonly string[]) {
  const counts = new Map<string, number>()
  return tags.map((tag) => {
    const count = counts.get(tag) ?? 0
    counts.set(tag, count + 1)
    return { tag, key: `${tag} ${count}` }
  })
}
