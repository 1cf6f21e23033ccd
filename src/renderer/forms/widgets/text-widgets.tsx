import { type ClipboardEvent, type DragEvent, type SyntheticEvent, useEffect, useState } from 'react'
import { Input, Textarea } from '../../ui/fields/input.tsx'
import { withScheme } from '../../../shared/text/addresses.ts'
import { LoadFile } from './load-file.tsx'
import { controlAttributes, shownText, type WidgetInput } from './widget.ts'

/** A single line of text; e-mail addresses and links get the browser's keyboard and checks for them. */
export function TextWidget(input: WidgetInput) {
  const { meta, value, onChange } = input
  const lines = useLines(input)
  if (lines.areMany) return <MultilineWidget {...input} />
  const typed = shownText(value)
  const isAddress = meta.widget === 'url'
  const complete = () => {
    if (isAddress && withScheme(typed) !== typed) onChange(withScheme(typed))
  }
  return (
    <Input
      {...controlAttributes(input)}
      type={meta.widget === 'email' || meta.widget === 'url' ? meta.widget : 'text'}
      spellCheck={meta.widget === 'text' ? undefined : false}
      placeholder={meta.placeholder}
      value={typed}
      onPaste={lines.paste}
      onDrop={lines.drop}
      onBlur={complete}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  )
}

const BREAK = /[\r\n]/

/**
 * Replaces a single-line control by a multi-line one, with the focus, when text of several lines is stored, pasted or
 * dropped. The single-line control would turn the line breaks into spaces.
 */
export function useLines({ id, value, onChange }: WidgetInput) {
  const shown = shownText(value)
  const [wasMany, setWasMany] = useState(false)
  const [isPasted, setIsPasted] = useState(false)
  useEffect(() => {
    if (isPasted) document.getElementById(id)?.focus()
  }, [isPasted, id])
  if (!wasMany && BREAK.test(shown)) setWasMany(true)
  const insert = (event: SyntheticEvent, data: DataTransfer, start: number, end: number) => {
    const lines = data.getData('text/plain')
    // A last line break alone is left out, as it always is.
    if (!BREAK.test(lines.trimEnd())) return
    event.preventDefault()
    setIsPasted(true)
    onChange(shown.slice(0, start) + lines + shown.slice(end))
  }
  return {
    areMany: wasMany || BREAK.test(shown),
    paste: (event: ClipboardEvent<HTMLInputElement>) => {
      const { selectionStart, selectionEnd } = event.currentTarget
      insert(event, event.clipboardData, selectionStart ?? 0, selectionEnd ?? shown.length)
    },
    // At the end, as not every browser says where in the text the mouse is.
    drop: (event: DragEvent<HTMLInputElement>) => insert(event, event.dataTransfer, shown.length, shown.length),
  }
}

/** The typed text with the kind of line break that it had before; a textarea knows only one kind. */
export const withBreaks = (typed: string, before: unknown): string =>
  typeof before === 'string' && before.includes('\r\n') ? typed.replaceAll(/\r?\n/g, '\r\n') : typed

/** Several lines of text, typed or loaded from a file. */
export function MultilineWidget(input: WidgetInput) {
  const { meta, value, onChange } = input
  return (
    <div>
      <Textarea
        {...controlAttributes(input)}
        placeholder={meta.placeholder}
        value={shownText(value)}
        onChange={(event) => onChange(event.target.value === '' ? undefined : withBreaks(event.target.value, value))}
      />
      <LoadFile label={meta.label} disabled={input.disabled} onLoad={onChange} />
    </div>
  )
}
