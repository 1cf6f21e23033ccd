import { type ComponentType, useEffect, useState } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import type { AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { FormSkeleton } from '../../ui/states/skeleton.tsx'
import { EntryEditor, type TryOutBarProps } from './entry-editor.tsx'

interface EntryDialogProps {
  entryKey: string | null
  /** The key of the entry that a new one begins as a copy of; null for an empty one. */
  from: string | null
  tryOutBar: ComponentType<TryOutBarProps>
}

/** Edits an imported entry, or creates one when `entryKey` is null. */
export function EntryDialog({ entryKey, from, tryOutBar }: EntryDialogProps) {
  const readKey = entryKey ?? from
  const { catalog, view } = useStores()
  const [entry, setEntry] = useState<CatalogEntry | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  useEffect(() => {
    if (readKey === null) return
    let isCurrent = true
    catalog.entry(readKey).then(
      (read) => isCurrent && setEntry(read),
      (cause: unknown) => isCurrent && setError(toAppError(cause)),
    )
    return () => {
      isCurrent = false
    }
  }, [catalog, readKey])
  if (readKey === null || entry)
    return (
      <EntryEditor
        tryOutBar={tryOutBar}
        {...(entryKey === null ? { entry: null, from: entry } : { entry, from: null })}
      />
    )
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
