import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

/** The classes of every text input and list. */
export const CONTROL_CLASS = classNames(
  'w-full min-w-0 rounded-control border border-line-strong bg-surface text-text',
  'placeholder:text-text-muted disabled:bg-surface-sunken disabled:text-text-muted',
  'aria-invalid:border-bad aria-invalid:ring-1 aria-invalid:ring-bad',
)

const LINE_CLASS = 'h-9 px-3 text-sm'

/** A single-line input; also for dates. */
export const Input = ({ className, ...input }: ComponentProps<'input'>) => (
  <input autoComplete="off" {...input} className={classNames(CONTROL_CLASS, LINE_CLASS, className)} />
)

/** A multi-line input; `isCode` uses a monospaced font. */
export const Textarea = ({
  isCode = false,
  className,
  ...textarea
}: ComponentProps<'textarea'> & { isCode?: boolean }) => (
  <textarea
    rows={4}
    dir={isCode ? 'ltr' : undefined}
    autoComplete="off"
    {...textarea}
    className={classNames(
      CONTROL_CLASS,
      'block min-h-20 resize-y px-3 py-1.5',
      isCode ? 'font-mono text-xs/5' : 'text-sm',
      className,
    )}
  />
)

/** With forced colours, the system draws these itself. */
const MARK_CLASS = classNames(
  'size-4 shrink-0 appearance-none border border-line-strong bg-surface forced-colors:appearance-auto',
  'aria-invalid:border-bad disabled:opacity-55',
)

const TICK_CLASS = classNames(
  "after:size-2.5 after:scale-0 after:bg-on-accent after:content-[''] forced-colors:after:hidden",
  'after:[clip-path:polygon(14%_44%,0_65%,50%_100%,100%_16%,80%_0,43%_62%)]',
)

type MarkProps = Omit<ComponentProps<'input'>, 'type'>

/** A checkbox. */
export const Checkbox = ({ className, ...input }: MarkProps) => (
  <input
    {...input}
    type="checkbox"
    className={classNames(
      MARK_CLASS,
      TICK_CLASS,
      'grid place-content-center rounded checked:border-accent checked:bg-accent checked:after:scale-100',
      'indeterminate:border-accent indeterminate:bg-accent',
      'indeterminate:after:h-0.5 indeterminate:after:w-2 indeterminate:after:scale-100 indeterminate:after:[clip-path:none]',
      className,
    )}
  />
)

/** A radio button. */
export const Radio = ({ className, ...input }: MarkProps) => (
  <input
    {...input}
    type="radio"
    className={classNames(
      MARK_CLASS,
      'rounded-full checked:border-[5px] checked:border-accent checked:bg-on-accent',
      className,
    )}
  />
)
