import { useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { PlacedConnector } from '../../../contract/groups/overview.ts'
import type { Trouble } from '../../../shared/connector-state.ts'
import { MAX_QUERY } from '../../../shared/limits.ts'
import { languageOfPage } from '../../text/language.ts'
import { useStores } from '../context.ts'
import { toAppError } from '../to-app-error.ts'

interface Hits {
  hits: readonly PlacedConnector[]
  total: number
  terms: readonly string[]
}

const NOTHING: Hits = { hits: [], total: 0, terms: [] }

/**
 * Searches the connectors of all workspaces, or those with a trouble, for at most `limit`, again after every change; the last
 * results stay until the next are there.
 */
export function useSearch(
  typed: string,
  limit: number,
  trouble: Trouble | null = null,
): Hits & { error: AppError | null; isAnswered: boolean } {
  const { api, onChange } = useStores()
  const query = typed.slice(0, MAX_QUERY)
  const [answer, setAnswer] = useState<{ key: string; hits: Hits; error: AppError | null } | null>(null)
  const key = `${trouble ?? ''} ${query}`
  useEffect(() => {
    if (query.trim() === '') return
    let isCurrent = true
    const read = () =>
      api.overview.search({ query, language: languageOfPage(), limit, ...(trouble !== null && { trouble }) }).then(
        (hits) => isCurrent && setAnswer({ key, hits, error: null }),
        (cause: unknown) => isCurrent && setAnswer({ key, hits: NOTHING, error: toAppError(cause) }),
      )
    void read()
    const stop = onChange(() => void read())
    return () => {
      isCurrent = false
      stop()
    }
  }, [api, onChange, query, limit, trouble, key])
  return { ...(answer?.hits ?? NOTHING), error: answer?.error ?? null, isAnswered: answer?.key === key }
}
