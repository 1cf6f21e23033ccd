import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { AppError } from '../../contract/errors.ts'
import { ReadPart } from './states/read-part.tsx'

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
export const Rows = ({ label, error, isLoading, onRetry, children }: RowsProps) => (
  <ReadPart value={isLoading ? null : children} error={error} onRetry={onRetry}>
    {(rows) => (
      <ul aria-label={label} className="divide-y divide-line">
        {rows}
      </ul>
    )}
  </ReadPart>
)
