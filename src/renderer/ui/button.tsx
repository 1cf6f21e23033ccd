import { IconLoader2 } from '@tabler/icons-react'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'link'
  size?: 's' | 'm'
  icon?: ReactNode
  /** Shows a spinner, keeps the focus and ignores clicks. */
  busy?: boolean
}

const VARIANTS = {
  primary: 'border border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-line bg-surface text-text shadow-card hover:border-line-strong hover:bg-surface-hover',
  quiet: 'text-text-muted hover:bg-surface-sunken hover:text-text',
  danger: 'border border-transparent bg-bad text-on-bad hover:bg-bad-strong',
  link: 'text-accent underline-offset-2 enabled:hover:underline',
}

const SIZES = {
  s: { text: 'h-7 gap-1 px-2 text-sm', icon: 'size-7' },
  m: { text: 'h-8 gap-2 px-3 text-sm', icon: 'size-8' },
}

/** The button of all screens. Without children it is square and needs an `aria-label`; as a link it fits into text. */
export function Button({
  variant = 'secondary',
  size = 'm',
  icon,
  busy = false,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const isIconOnly = children === undefined
  const isInert = busy || rest['aria-disabled'] === true || rest['aria-disabled'] === 'true'
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (isInert) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={isInert || undefined}
      aria-busy={busy || undefined}
      onClick={click}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-control font-medium whitespace-nowrap select-none',
        'transition-colors duration-100 disabled:opacity-55 aria-disabled:opacity-55',
        VARIANTS[variant],
        variant === 'link' ? 'min-h-6 gap-1 text-xs' : SIZES[size][isIconOnly ? 'icon' : 'text'],
        className,
      )}
    >
      {busy ? <IconLoader2 size={16} aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  )
}
