import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

interface CardSectionProps {
  title: string
  /** A number beside the title. */
  count?: string
  /** Buttons at the other end of the title. */
  actions?: ReactNode
  className?: string
  children: ReactNode
}

/** A part of a page in a card with a title. */
export function CardSection({ title, count, actions, className, children }: CardSectionProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={classNames(
        'flex min-w-0 flex-col overflow-hidden rounded-card border border-line bg-surface shadow-card',
        className,
      )}
    >
      <header className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line pe-2 ps-4">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {count !== undefined && <span className="text-sm text-text-muted tabular-nums">{count}</span>}
        <div className="ms-auto flex items-center gap-1">{actions}</div>
      </header>
      {children}
    </section>
  )
}
