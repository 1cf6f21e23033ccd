import { memo, useImperativeHandle, useRef, type Ref } from 'react'
import { type TokenKind, tokensOf } from '../../shared/json-text.ts'
import { classNames } from './class-names.ts'

export interface JsonEditorHandle {
  /** Scrolls to a line (counted from 1) and selects it from a column on. */
  goTo(line: number, column?: number): void
}

interface JsonEditorProps {
  label: string
  describedBy?: string
  value: string
  isInvalid: boolean
  /** The lines (from 1) with a mistake, which are marked. */
  marks?: ReadonlySet<number>
  isReadOnly?: boolean
  onChange: (value: string) => void
  ref?: Ref<JsonEditorHandle>
}

const COLOURS: Record<TokenKind, string> = {
  key: 'text-accent',
  string: 'text-good',
  number: 'text-warn',
  word: 'text-warn',
  mark: 'text-text-muted',
  wrong: 'text-bad underline decoration-wavy',
  space: '',
}

/** Classes that put the text of the field and of the layer below it in exactly the same place. */
const LAYER = '[grid-area:1/1] py-2 pe-3 ps-12 font-mono text-xs/5 whitespace-pre [tab-size:2]'

/**
 * A text field for JSON. Its own text is transparent; the coloured copy below it is visible, hidden from
 * screen readers, and sets the size of the field.
 */
export function JsonEditor({
  label,
  describedBy,
  value,
  isInvalid,
  marks,
  isReadOnly = false,
  onChange,
  ref,
}: JsonEditorProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => ({
    goTo: (line, column = 1) => {
      const lines = value.split('\n')
      const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0)
      field.current?.focus({ preventScroll: true })
      const length = lines[line - 1]?.length ?? 0
      field.current?.setSelectionRange(start + Math.min(column - 1, length), start + length)
      scroller.current?.querySelector(`[data-line="${line}"]`)?.scrollIntoView({ block: 'center' })
    },
  }))
  return (
    <div
      ref={scroller}
      dir="ltr"
      className={classNames(
        'min-h-48 flex-1 overflow-auto rounded-control border bg-surface focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
        isInvalid ? 'border-bad ring-1 ring-bad' : 'border-line-strong',
      )}
    >
      <div className="grid min-h-full min-w-max">
        <pre aria-hidden className={LAYER}>
          {linesOf(value).map(({ number, text }) => (
            <Line key={number} number={number} text={text} isMarked={marks?.has(number) ?? false} />
          ))}
        </pre>
        <textarea
          ref={field}
          aria-label={label}
          aria-describedby={describedBy}
          aria-invalid={isInvalid || undefined}
          value={value}
          readOnly={isReadOnly}
          onChange={(event) => onChange(event.target.value)}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          wrap="off"
          className={classNames(
            LAYER,
            'resize-none overflow-hidden bg-transparent text-transparent caret-text outline-none selection:bg-accent/30 selection:text-transparent',
          )}
        />
      </div>
    </div>
  )
}

const linesOf = (value: string) => value.split('\n').map((text, index) => ({ number: index + 1, text }))

/** One coloured line, memoised because only the edited line changes. */
const Line = memo(function Line({ number, text, isMarked }: { number: number; text: string; isMarked: boolean }) {
  return (
    <div data-line={number} className={classNames('relative min-h-5', isMarked && 'bg-bad-soft')}>
      <span
        className={classNames(
          'absolute -start-12 w-9 text-end select-none',
          isMarked ? 'font-semibold text-bad' : 'text-text-muted',
        )}
      >
        {isMarked && <span aria-hidden>● </span>}
        {number}
      </span>
      {tokensOf(text).map((token) => (
        <span key={token.start} className={COLOURS[token.kind]}>
          {token.text}
        </span>
      ))}
    </div>
  )
})
