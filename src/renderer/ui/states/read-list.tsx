import type { ReactNode } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../button.tsx'
import { Notice } from './notice.tsx'

interface ReadListProps<T> {
  label: string
  /** Null until the first answer. */
  items: readonly T[] | null
  error: AppError | null
  /** What could not be read. */
  failed: string
  /** What an empty list says; absent where the list is never empty. */
  empty?: string
  onRetry: () => void
  /** The row of an item, with a key. */
  children: (item: T) => ReactNode
}

/** A list that is read when its dialog opens: loading, failed with Retry, empty, or its rows; those stay below a failure. */
export function ReadList<T>({ label, items, error, failed, empty, onRetry, children }: ReadListProps<T>) {
  return (
    <div className="flex flex-col gap-3">
      {error && (
        <Notice kind="bad" isAlert>
          <p>
            {failed}: {errorMessage(error)}
          </p>
          <Button size="s" className="mt-2" onClick={onRetry}>
            {text.common.retry}
          </Button>
        </Notice>
      )}
      {!error && !items && (
        <p role="status" className="animate-skeleton text-sm text-text-muted">
          {text.common.loading}
        </p>
      )}
      {items?.length === 0 && empty !== undefined && <p className="text-sm text-text-muted">{empty}</p>}
      {items && items.length > 0 && (
        <ul
          aria-label={label}
          className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
        >
          {items.map(children)}
        </ul>
      )}
    </div>
  )
}
