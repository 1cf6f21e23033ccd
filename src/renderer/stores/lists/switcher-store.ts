import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { inUse } from '../first/wanted-workspace.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

/** Fewer workspaces than this are all in sight, so none is listed as recent. */
export const MANY_WORKSPACES = 9
const MAX_RECENT = 3

interface SwitcherState {
  /** The ids of pinned workspaces, in the order of pinning. */
  pinned: readonly string[]
  /** The ids of the workspaces that were open last, the current one first. */
  recent: readonly string[]
}

export interface SwitcherStore {
  store: StoreApi<SwitcherState>
  togglePin(workspaceId: string): void
  /** Notes which workspaces are open; returns the function that stops it. */
  follow(): () => void
}

/** The workspaces in groups, in the order in which the switcher lists them and keys open them. */
export interface SwitcherGroups {
  pinned: readonly Workspace[]
  recent: readonly Workspace[]
  others: readonly Workspace[]
  /** Those in the archive, which no key opens. */
  archived: readonly Workspace[]
}

export function groupWorkspaces(all: readonly Workspace[], { pinned, recent }: SwitcherState): SwitcherGroups {
  const list = inUse(all)
  const take = (ids: readonly string[]) => ids.flatMap((id) => list.find((one) => one.id === id) ?? [])
  const top = take(pinned)
  const last =
    list.length < MANY_WORKSPACES ? [] : take(recent.filter((id) => !pinned.includes(id))).slice(0, MAX_RECENT)
  const above = new Set([...top, ...last])
  return {
    pinned: top,
    recent: last,
    others: list.filter((one) => !above.has(one)),
    archived: all.filter((one) => !list.includes(one)),
  }
}

/** Which workspaces the switcher lists first; remembered in `storage`. */
export function createSwitcherStore(storage: Storage, workspaces: WorkspaceStore): SwitcherStore {
  const read = (key: string) => (storage.getItem(key) ?? '').split(' ').filter(Boolean)
  const [pinnedKey, recentKey] = ['patchbay.pinned', 'patchbay.recent']
  const store = createStore<SwitcherState>(() => ({ pinned: read(pinnedKey), recent: read(recentKey) }))
  const note = (id: string | null) => {
    if (id === null) return
    const recent = [id, ...store.getState().recent.filter((other) => other !== id)].slice(0, MANY_WORKSPACES)
    storage.setItem(recentKey, recent.join(' '))
    store.setState({ recent })
  }
  return {
    store,
    togglePin: (id) => {
      const { pinned: before } = store.getState()
      const pinned = before.includes(id) ? before.filter((other) => other !== id) : [...before, id]
      storage.setItem(pinnedKey, pinned.join(' '))
      store.setState({ pinned })
    },
    follow: () => {
      note(workspaces.store.getState().currentId)
      return workspaces.store.subscribe(({ currentId }, before) => {
        if (currentId !== before.currentId) note(currentId)
      })
    },
  }
}
