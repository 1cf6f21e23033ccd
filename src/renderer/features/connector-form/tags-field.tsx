import { IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { text } from '../../text.ts'
import { FieldErrors, LABEL_CLASS } from '../../ui/field.tsx'

interface TagsFieldProps {
  tags: readonly string[]
  errors: readonly string[]
  disabled: boolean
  onChange: (tags: string[]) => void
}

/** Tags as removable chips; Enter, a comma or leaving the field adds one, Backspace in the empty field removes the last. */
export function TagsField({ tags, errors, disabled, onChange }: TagsFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const add = () => {
    const fresh = typed.split(',').map((tag) => tag.trim())
    const all = [...new Set([...tags, ...fresh])].filter(Boolean)
    setTyped('')
    if (all.length !== tags.length) onChange(all)
  }
  const pressed = (event: KeyboardEvent) => {
    if ((event.key === 'Enter' || event.key === ',') && !event.nativeEvent.isComposing && typed.trim() !== '') {
      event.preventDefault()
      add()
    }
    if (event.key === 'Backspace' && typed === '' && tags.length > 0) onChange(tags.slice(0, -1))
  }
  return (
    <div className="flex flex-col gap-1.5" data-path="tags">
      <label htmlFor={id} className={LABEL_CLASS}>
        {text.form.tags}
      </label>
      <div className="flex min-h-8 flex-wrap items-center gap-1 rounded-control border border-line-strong bg-surface px-1.5 has-disabled:bg-surface-sunken py-1 focus-within:outline-2 focus-within:outline-accent">
        {tags.map((tag) => (
          <span key={tag} className="flex h-6 max-w-full items-center gap-0.5 rounded bg-surface-sunken pl-2 text-xs">
            <span className="truncate last:pr-2">{tag}</span>
            {!disabled && (
              <button
                type="button"
                aria-label={text.form.removeTag(tag)}
                className="flex size-6 items-center justify-center rounded text-text-muted hover:text-text"
                onClick={() => onChange(tags.filter((other) => other !== tag))}
              >
                <IconX size={13} aria-hidden />
              </button>
            )}
          </span>
        ))}
        <input
          id={id}
          value={typed}
          disabled={disabled}
          autoComplete="off"
          aria-describedby={`${id}-hint ${id}-errors`}
          aria-invalid={errors.length > 0 || undefined}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={pressed}
          onBlur={add}
          className="h-6 min-w-24 flex-1 bg-transparent px-1 text-sm outline-none"
        />
      </div>
      <p id={`${id}-hint`} className="text-xs text-text-muted">
        {text.form.tagsHint}
      </p>
      <FieldErrors id={`${id}-errors`} errors={errors} />
    </div>
  )
}
