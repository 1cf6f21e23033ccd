import { useEffect, useState } from 'react'
import type { CatalogEntry } from '../../../contract/groups/catalog.ts'
import type { Connector } from '../../../contract/groups/connectors.ts'
import type { AppError } from '../../../contract/errors.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'

export interface Subject {
  entry: CatalogEntry
  /** Null for a new connector. */
  connector: Connector | null
}

/** What the form is about: a new connector of the entry `key`, or an installed one. */
export type FormTarget = { key: string } | { id: string; workspaceId: string }

/** Reads the entry and the connector of a form; `retry` reads again after a failure. */
export function useSubject(target: FormTarget): { subject: Subject | null; error: AppError | null; retry: () => void } {
  const { api, catalog } = useStores()
  const [subject, setSubject] = useState<Subject | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [request, setRequest] = useState({ target })

  useEffect(() => {
    let isCurrent = true
    const { target } = request
    const readSubject = async (): Promise<Subject> => {
      if ('key' in target) return { entry: await catalog.entry(target.key), connector: null }
      const connector = await api.connectors.get({ workspaceId: target.workspaceId, id: target.id })
      return { entry: await catalog.entry(connector.catalogKey), connector }
    }
    const show = async () => {
      try {
        const subject = await readSubject()
        if (isCurrent) setSubject(subject)
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
    setRequest({ target })
  }
  return { subject, error, retry }
}
