import { useEffect, useState } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import type { AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { FormSkeleton } from '../../ui/states/skeleton.tsx'
import { EntryEditor } from './entry-editor.tsx'

/** Edits an imported entry, or creates one when `key` is null. */
export function EntryDialog({ entryKey }: { entryKey: string | null }) {
  const { catalog, view } = useStores()
  const [entry, setEntry] = useState<CatalogEntry | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  useEffect(() => {
    if (entryKey === null) return
    let isCurrent = true
    catalog.entry(entryKey).then(
      (read) => isCurrent && setEntry(read),
      (cause: unknown) => isCurrent && setError(toAppError(cause)),
    )
    return () => {
      isCurrent = false
    }
  }, [catalog, entryKey])
  if (entryKey === null || entry) return <EntryEditor entry={entry} />
  return (
    <Dialog title={text.imports.edit} size="xl" onClose={view.close}>
      {error ? (
        <Notice kind="bad" isAlert>
          {text.catalog.entryFailed}: {errorMessage(error)}
        </Notice>
      ) : (
        <FormSkeleton />
      )}
    </Dialog>
  )
}
