import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppApi } from '../../../contract/index.ts'
import type { SavedView } from '../../../contract/groups/views.ts'

interface SavedViewsState {
  byWorkspace: Readonly<Record<string, readonly SavedView[]>>
}

export interface SavedViewsStore {
  store: StoreApi<SavedViewsState>
  refresh(workspaceId: string): Promise<void>
  /** This and `remove` throw the error of the call. */
  save(workspaceId: string, name: string, query: string): Promise<void>
  remove(workspaceId: string, id: string): Promise<void>
}

const NONE: readonly SavedView[] = []

/** A workspace's saved views, by name; none before they are read. */
export const viewsOf = ({ byWorkspace }: SavedViewsState, workspaceId: string): readonly SavedView[] =>
  byWorkspace[workspaceId] ?? NONE

/** The saved views of the Installed tab, by workspace. */
export function createSavedViewsStore(api: AppApi): SavedViewsStore {
  const store = createStore<SavedViewsState>(() => ({ byWorkspace: {} }))
  const refresh = async (workspaceId: string) => {
    const views = await api.views.list({ workspaceId })
    store.setState(({ byWorkspace }) => ({ byWorkspace: { ...byWorkspace, [workspaceId]: views } }))
  }
  return {
    store,
    refresh,
    save: async (workspaceId, name, query) => {
      await api.views.save({ workspaceId, name, query })
      await refresh(workspaceId)
    },
    remove: async (workspaceId, id) => {
      await api.views.remove({ workspaceId, id })
      await refresh(workspaceId)
    },
  }
}
