import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CatalogCard, CatalogEntry } from '../../contract/groups/catalog.ts'
import type { AppError } from '../../contract/errors.ts'
import type { AppApi } from '../../contract/index.ts'
import { createReader } from './reader.ts'
import { toAppError } from './to-app-error.ts'

interface CatalogState {
  /** Null until the first answer. */
  cards: readonly CatalogCard[] | null
  error: AppError | null
}

export interface CatalogStore {
  store: StoreApi<CatalogState>
  refresh(): Promise<void>
  /** A whole entry, read once until the catalog changes. Throws the error of the call. */
  entry(key: string): Promise<CatalogEntry>
}

/** The global catalog. */
export function createCatalogStore(api: AppApi): CatalogStore {
  const store = createStore<CatalogState>(() => ({ cards: null, error: null }))
  let entries = new Map<string, Promise<CatalogEntry>>()

  return {
    store,
    refresh: createReader(async () => {
      try {
        const cards = await api.catalog.list({})
        entries = new Map()
        store.setState({ cards, error: null })
      } catch (error) {
        store.setState({ error: toAppError(error) })
      }
    }),
    entry: (key) => {
      const known = entries.get(key)
      if (known) return known
      const answer = api.catalog.get({ key })
      entries.set(key, answer)
      answer.catch(() => entries.delete(key))
      return answer
    },
  }
}
