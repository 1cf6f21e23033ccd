import { IconSearch, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react'
import { text } from '../../text/text.ts'

interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** Runs for Arrow down and Enter: moves to the results. */
  onLeave: () => void
  ref?: Ref<HTMLInputElement>
}

/** The search field of the current tab. Esc clears it; a second Esc leaves it. */
export function SearchField({ label, value, onChange, onLeave, ref }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(ref, () => input.current as HTMLInputElement)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (value === '') input.current?.blur()
      else onChange('')
    }
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault()
      onLeave()
    }
  }
  return (
    <search className="relative w-full md:max-w-md">
      <IconSearch size={16} aria-hidden className="absolute top-2 start-2.5 text-text-muted" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        aria-keyshortcuts="/"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-8 w-full rounded-control border border-line-strong bg-surface pe-8 ps-8 text-sm text-ellipsis max-lg:placeholder-shown:pe-2 placeholder:text-text-muted focus-visible:outline-2 focus-visible:outline-offset-0"
      />
      {value === '' ? (
        <kbd
          aria-hidden
          className="pointer-events-none absolute top-1.5 end-2 rounded max-lg:hidden border border-line px-1.5 text-xs text-text-muted"
        >
          /
        </kbd>
      ) : (
        <button
          type="button"
          aria-label={text.search.clear}
          onClick={() => {
            onChange('')
            input.current?.focus()
          }}
          className="absolute top-1 end-1 flex size-6 items-center justify-center rounded text-text-muted hover:text-text"
        >
          <IconX size={15} aria-hidden />
        </button>
      )}
    </search>
  )
}
