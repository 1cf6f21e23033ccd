import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Change } from '../../../contract/client.ts'
import type { AppError } from '../../../contract/errors.ts'
import type { PlacedConnector, WorkspaceState } from '../../../contract/groups/overview.ts'
import type { AppApi } from '../../../contract/index.ts'
import type { Trouble } from '../../../shared/connector-state.ts'
import { createReader } from '../reader.ts'
import { toAppError } from '../to-app-error.ts'

interface OverviewState {
  /** What burns in each workspace, by its id; null until the first answer. */
  states: ReadonlyMap<string, WorkspaceState> | null
  /** The most urgent connectors, the worst first. */
  urgent: readonly PlacedConnector[]
  error: AppError | null
}

export interface OverviewStore {
  store: StoreApi<OverviewState>
  refresh(): Promise<void>
  /**
   * Reads now and after every change until the function that it returns is called; with a trouble, the connectors that have it.
   */
  watch(trouble?: Trouble | null): () => void
}

/** Changes that leave the overview as it is. */
const ELSEWHERE = new Set<Change['topic']>(['activity', 'keychain', 'desktop'])

/**
 * What burns in all workspaces. It is read only while something shows it, because one change of a status would else read
 * the connectors of all workspaces.
 */
export function createOverviewStore(
  api: AppApi,
  onChange: (listener: (change: Change | null) => void) => () => void,
): OverviewStore {
  const store = createStore<OverviewState>(() => ({ states: null, urgent: [], error: null }))
  let wanted: Trouble | null = null
  const refresh = createReader(async () => {
    try {
      const { workspaces, urgent } = await api.overview.get({ ...(wanted !== null && { trouble: wanted }) })
      store.setState({ states: new Map(workspaces.map((one) => [one.workspaceId, one])), urgent, error: null })
    } catch (error) {
      store.setState({ error: toAppError(error) })
    }
  })
  return {
    store,
    refresh,
    watch: (trouble = null) => {
      wanted = trouble
      void refresh()
      return onChange((change) => {
        if (change === null || !ELSEWHERE.has(change.topic)) void refresh()
      })
    },
  }
}
