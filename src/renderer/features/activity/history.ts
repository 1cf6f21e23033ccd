import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Activity, ActivityFilters } from '../../../contract/groups/activity.ts'
import type { AppError } from '../../../contract/errors.ts'
import type { AppApi } from '../../../contract/index.ts'
import { createReader } from '../../stores/reader.ts'
import { withActions } from '../../stores/lists/activity-words.ts'
import { toAppError } from '../../stores/to-app-error.ts'

/** Entries of a page, and how many are read at once where more than a page has come. */
const PAGE = 50
const MANY = 1000

interface HistoryState {
  /** Null until the first answer. */
  items: readonly Activity[] | null
  /** Where the next page begins; null after the last one. */
  next: number | null
  error: AppError | null
}

export interface History {
  /** What it is of: a workspace, or a connector of it. */
  subject: string
  store: StoreApi<HistoryState>
  /** Reads what has come since, and puts it before what is listed. */
  refresh(): Promise<void>
  /** Reads the next page, unless it is being read. */
  more(): Promise<void>
}

/** The activity of a workspace that fits the filters, page by page, the newest first. */
export function createHistory(api: AppApi, workspaceId: string, filters: ActivityFilters): History {
  const store = createStore<HistoryState>(() => ({ items: null, next: null, error: null }))
  const wanted = withActions(filters)
  const read = (limit: number, before?: number) =>
    api.activity.list({ workspaceId, ...wanted, limit, ...(before !== undefined && { before }) })
  let isReading = false

  return {
    subject: `${workspaceId} ${filters.connector ?? ''}`,
    store,

    refresh: createReader(async () => {
      try {
        const top = store.getState().items?.[0]?.id
        let page = await read(PAGE)
        const isEnough = () => top === undefined || page.next === null || page.items.some(({ id }) => id <= top)
        if (!isEnough()) page = await read(MANY)
        store.setState(({ items, next }) => {
          const last = page.items.at(-1)?.id ?? 0
          const kept = isEnough() ? (items ?? []).filter(({ id }) => id < last) : []
          return { error: null, items: [...page.items, ...kept], next: kept.length > 0 ? next : page.next }
        })
      } catch (cause) {
        store.setState({ error: toAppError(cause) })
      }
    }),

    more: async () => {
      const { next } = store.getState()
      if (next === null || isReading) return
      isReading = true
      try {
        const page = await read(PAGE, next)
        store.setState((now) =>
          now.next === next
            ? { error: null, items: [...(now.items ?? []), ...page.items], next: page.next }
            : { error: null },
        )
      } catch (cause) {
        store.setState({ error: toAppError(cause) })
      } finally {
        isReading = false
      }
    },
  }
}
