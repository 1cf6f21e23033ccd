import { useEffect, useState } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import type { Connector } from '../../../contract/groups/connectors.ts'
import type { AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'

export interface Subject {
  entry: CatalogEntry
  /** Null for one that is about to be installed. */
  connector: Connector | null
}

/** Which form is wanted: a new connector of an entry, or an installed one. */
export type Wanted = { key: string } | { id: string; workspaceId: string }

/** Reads what a form needs; `retry` reads again after a failure. */
export function useSubject(wanted: Wanted): { subject: Subject | null; error: AppError | null; retry: () => void } {
  const { api, catalog } = useStores()
  const [subject, setSubject] = useState<Subject | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [request, setRequest] = useState({ wanted })

  useEffect(() => {
    let isCurrent = true
    const { wanted } = request
    const readSubject = async (): Promise<Subject> => {
      if ('key' in wanted) return { entry: await catalog.entry(wanted.key), connector: null }
      const connector = await api.connectors.get({ workspaceId: wanted.workspaceId, id: wanted.id })
      return { entry: await catalog.entry(connector.catalogKey), connector }
    }
    const show = async () => {
      try {
        const found = await readSubject()
        if (isCurrent) setSubject(found)
      } catch (cause) {
        if (isCurrent) setError(toAppError(cause))
      }
    }
    void show()
    return () => {
      isCurrent = false
    }
  }, [api, catalog, request])

  const retry = () => {
    setError(null)
    setRequest({ wanted })
  }
  return { subject, error, retry }
}
