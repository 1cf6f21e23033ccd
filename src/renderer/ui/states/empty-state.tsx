import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: Icon
  title: string
  body: string
  children?: ReactNode
  /** Screen readers announce it at once; for failures. */
  isAlert?: boolean
}

/** The message of a list or window without content, with buttons for what to do next. */
export function EmptyState({ icon: Icon, title, body, children, isAlert = false }: EmptyStateProps) {
  return (
    <div
      role={isAlert ? 'alert' : 'status'}
      className="mx-auto flex max-w-md flex-1 flex-col items-center justify-center px-6 py-12 text-center"
    >
      <span className="mb-4 flex size-12 items-center justify-center rounded-xl border border-line bg-surface text-text-muted shadow-card">
        <Icon size={24} stroke={1.6} aria-hidden />
      </span>
      <h2 className="text-lg font-semibold">{title}</h2>
      <p className="mt-1 text-sm text-pretty text-text-muted">{body}</p>
      {children !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  )
}
