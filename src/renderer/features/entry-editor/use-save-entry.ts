import { useState } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import { AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { type Draft, fileOf } from './draft.ts'

/** Imports the draft into the catalog, confirms it with a notice and closes the dialog. */
export function useSaveEntry(entry: CatalogEntry | null) {
  const { api, catalog, toasts, view } = useStores()
  const [isBusy, setBusy] = useState(false)
  const save = async (draft: Draft) => {
    setBusy(true)
    try {
      const { entries } = await api.catalog.import({ text: fileOf(draft, entry) })
      const refused = entries.find(({ verdict }) => verdict === 'refused')
      if (refused) throw new AppError('invalid', refused.problems[0]?.message ?? text.editor.saveFailed)
      view.close()
      toasts.success(text.editor.saved(draft.name))
      void catalog.refresh()
    } catch (error) {
      toasts.failure(text.editor.saveFailed, error)
      setBusy(false)
    }
  }
  return { save, isBusy }
}
