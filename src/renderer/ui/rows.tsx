import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { AppError } from '../../contract/errors.ts'
import { text } from '../text/text.ts'
import { errorMessage } from '../text/wording.ts'
import { Button } from './button.tsx'

interface RowProps {
  icon?: Icon
  title: ReactNode
  hint: ReactNode
  children?: ReactNode
}

/** A line of a section: what is so, and what can be done about it. */
export const Row = ({ icon: Icon, title, hint, children }: RowProps) => (
  <li className="flex min-h-14 items-center gap-3 py-2 pe-2 ps-4">
    {Icon && <Icon size={16} aria-hidden className="shrink-0 text-text-muted" />}
    <div className="min-w-0 flex-1">
      <p className="text-sm font-medium wrap-anywhere">{title}</p>
      <p className="text-xs text-text-muted wrap-anywhere">{hint}</p>
    </div>
    {children}
  </li>
)

interface RowsProps {
  label: string
  error: AppError | null
  isLoading: boolean
  onRetry: () => void
  children: ReactNode
}

/** The lines of a section, or why there are none yet. */
export function Rows({ label, error, isLoading, onRetry, children }: RowsProps) {
  if (error)
    return (
      <div role="alert" className="flex items-center gap-3 px-4 py-3 text-sm">
        <p className="min-w-0 flex-1">{errorMessage(error)}</p>
        <Button size="s" onClick={onRetry}>
          {text.common.retry}
        </Button>
      </div>
    )
  if (isLoading)
    return (
      <p role="status" className="animate-skeleton px-4 py-3 text-sm text-text-muted">
        {text.common.loading}
      </p>
    )
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {children}
    </ul>
  )
}
