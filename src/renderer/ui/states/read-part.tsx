import type { ReactNode } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../button.tsx'

interface ReadPartProps<T> {
  /** Null until the first answer. */
  value: T | null
  error: AppError | null
  onRetry: () => void
  children: (value: T) => ReactNode
}

/** A part of a page that is read when it appears: failed with Retry, loading, or what it shows. */
export function ReadPart<T>({ value, error, onRetry, children }: ReadPartProps<T>) {
  if (error)
    return (
      <div role="alert" className="flex items-center gap-3 px-4 py-3 text-sm">
        <p className="min-w-0 flex-1">{errorMessage(error)}</p>
        <Button size="s" onClick={onRetry}>
          {text.common.retry}
        </Button>
      </div>
    )
  if (value === null)
    return (
      <p role="status" className="animate-skeleton px-4 py-3 text-sm text-text-muted">
        {text.common.loading}
      </p>
    )
  return children(value)
}
