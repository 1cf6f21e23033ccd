import { IconX } from '@tabler/icons-react'
import { type ClipboardEvent, type ComponentProps, type KeyboardEvent, useId, useRef, useState } from 'react'
import { plain } from '../../../shared/search/plain.ts'
import { text } from '../../text/text.ts'
import { classNames } from '../class-names.ts'
import { CONTROL_CLASS } from './input.tsx'
import { endsInTag, tagsIn } from './tag-text.ts'

interface TagsProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'ref' | 'type'> {
  tags: readonly string[]
  /** The label of the button that removes a tag. */
  removeLabel: (tag: string) => string
  onChange: (tags: string[]) => void
  /** Tags that are in use elsewhere, the most likely first; those that fit are offered while somebody types. */
  suggestions?: readonly string[]
}

/** The most suggestions that are offered at once. */
const MAX_OFFERED = 6
const NONE: readonly string[] = []

/**
 * A list of short texts. Enter, a comma or leaving the field adds a tag, each pasted line becomes a tag, and
 * Backspace in the empty field removes the last tag. Arrow keys choose one of the offered tags.
 */
export function Tags({ tags, removeLabel, onChange, placeholder, suggestions = NONE, ...input }: TagsProps) {
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState('')
  const [active, setActive] = useState(-1)
  const [isClosed, setClosed] = useState(false)
  const offered = isClosed ? NONE : fitting(suggestions, draft, tags)
  const add = (typed: string) => {
    const newTags = tagsIn(typed)
    setDraft('')
    setActive(-1)
    if (newTags.length > 0) onChange([...tags, ...newTags])
  }
  const remove = (at: number) => {
    onChange(tags.filter((_, index) => index !== at))
    field.current?.focus()
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (offered.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      return setActive(
        active === -1 && step === -1 ? offered.length - 1 : (active + step + offered.length) % offered.length,
      )
    }
    if (offered.length > 0 && event.key === 'Escape') {
      // The dialog around it stays open.
      event.preventDefault()
      event.stopPropagation()
      return setClosed(true)
    }
    const chosen = offered[active]
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault()
      return take(chosen)
    }
    if ((event.key === 'Enter' && draft.trim() !== '') || (event.key === ',' && endsInTag(draft))) {
      event.preventDefault()
      add(draft)
    } else if (event.key === 'Backspace' && draft === '' && tags.length > 0) remove(tags.length - 1)
  }
  /** Adds an offered tag as it stands, also one with a comma. */
  const take = (tag: string) => {
    setDraft('')
    setActive(-1)
    onChange([...tags, tag])
    field.current?.focus()
  }
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text')
    if (!/[\r\n]/.test(pasted.trim())) return
    event.preventDefault()
    add(draft + pasted)
  }
  return (
    <div
      className={classNames(
        CONTROL_CLASS,
        'relative flex min-h-9 flex-wrap items-center gap-1 p-1 has-disabled:bg-surface-sunken has-disabled:text-text-muted',
        'focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
        'has-aria-invalid:border-bad has-aria-invalid:ring-1 has-aria-invalid:ring-bad',
      )}
    >
      {withKeys(tags).map(({ tag, key }, at) => (
        <span
          key={key}
          className={classNames(
            'flex max-w-full items-center rounded border border-line bg-surface ps-2 text-xs/[22px] wrap-anywhere',
            input.disabled && 'pe-2',
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
        onChange={(event) => {
          setDraft(event.target.value)
          setActive(-1)
          setClosed(false)
        }}
        {...(suggestions.length > 0 && {
          role: 'combobox',
          'aria-autocomplete': 'list',
          'aria-expanded': offered.length > 0,
          'aria-controls': listId,
          'aria-activedescendant': offered[active] === undefined ? undefined : `${listId}-${active}`,
        })}
        onBlur={() => add(draft)}
        onPaste={paste}
        onKeyDown={press}
        className="h-6 min-w-24 flex-1 bg-transparent px-2 text-sm outline-none placeholder:text-text-muted"
      />
      {suggestions.length > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label={text.common.suggestions}
          className="absolute inset-x-0 top-full z-30 mt-1 rounded-card border border-line bg-surface-raised p-1 text-sm text-text shadow-overlay empty:hidden"
        >
          {offered.map((tag, at) => (
            // The keyboard chooses in the field.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={tag}
              id={`${listId}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              className="flex min-h-8 items-center rounded-control px-2 wrap-anywhere hover:bg-surface-hover aria-selected:bg-accent-soft"
              // The field keeps the focus, and with it what was typed.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(tag)}
            >
              {tag}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

/** The suggestions that go on as the text begins, then those that contain it; none of those that are there. */
function fitting(suggestions: readonly string[], text: string, present: readonly string[]): readonly string[] {
  const wanted = plain(text.trim())
  if (wanted === '') return NONE
  const fit = suggestions.filter((tag) => !present.includes(tag) && plain(tag).includes(wanted))
  const begins = (tag: string) => plain(tag).startsWith(wanted)
  return [...fit.filter(begins), ...fit.filter((tag) => !begins(tag))].slice(0, MAX_OFFERED)
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
