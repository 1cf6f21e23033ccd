import { useEffect, useState } from 'react'
import type { CatalogEntry, LintedEntry } from '../../../contract/groups/catalog.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { type Draft, fileOf, PARTS, problemIn } from './draft.ts'
import { errorMessage } from '../../text/wording.ts'

const DEBOUNCE_MS = 350

export interface Preview {
  linted: LintedEntry | null
  /** The last valid schemas; the form keeps showing them while the text is invalid. */
  schemas: EntrySchemas | null
  /** Changes with the schemas, so the form starts again. */
  formKey: number
  /** Why the current text has no preview: it is not valid JSON, or the call failed. */
  problem: string | null
  isChecking: boolean
}

type Answer = Omit<Preview, 'isChecking'> & { draft: Draft | null }

const NO_ANSWER: Answer = { draft: null, linted: null, schemas: null, formKey: 0, problem: null }

/** Lints a draft when typing pauses. A reply to an older draft is dropped. */
export function usePreview(draft: Draft, entry: CatalogEntry | null): Preview {
  const { api } = useStores()
  const [{ draft: answered, ...answer }, setAnswer] = useState(NO_ANSWER)
  const broken = PARTS.map((side) => problemIn(draft, side)).find((problem) => problem !== null)

  useEffect(() => {
    if (broken !== undefined) return
    let isCurrent = true
    const check = async () => {
      try {
        const { entry: linted, schemas } = await api.catalog.preview({ text: fileOf(draft, entry) })
        if (!isCurrent) return
        setAnswer((before) => {
          const isSame = schemas === null || JSON.stringify(schemas) === JSON.stringify(before.schemas)
          const form = isSame ? {} : { schemas, formKey: before.formKey + 1 }
          return { ...before, ...form, draft, linted, problem: null }
        })
      } catch (error) {
        const problem = errorMessage(toAppError(error))
        if (isCurrent) setAnswer((before) => ({ ...before, draft, linted: null, problem }))
      }
    }
    const timer = setTimeout(() => void check(), DEBOUNCE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [api, draft, entry, broken])

  if (broken !== undefined) return { ...answer, linted: null, problem: broken, isChecking: false }
  return { ...answer, isChecking: answered !== draft }
}
