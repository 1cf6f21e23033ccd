import { createStore, type StoreApi } from 'zustand/vanilla'

/** What the checklist of a new workspace cannot see in its connectors and its key. */
type NotedStep = 'exported'

interface FirstStepsState {
  /** The steps of each workspace that has its checklist still; one that was made elsewhere or hid it is not there. */
  noted: Readonly<Record<string, readonly NotedStep[]>>
}

export interface FirstStepsStore {
  store: StoreApi<FirstStepsState>
  /** Begins the checklist of a workspace that was just created. */
  begin(workspaceId: string): void
  note(workspaceId: string, step: NotedStep): void
  /** Ends the checklist for good. */
  hide(workspaceId: string): void
}

const KEY = 'patchbay.first-steps'

/** The checklists of new workspaces, which `storage` remembers. */
export function createFirstStepsStore(storage: Storage): FirstStepsStore {
  const store = createStore<FirstStepsState>(() => ({ noted: read(storage.getItem(KEY)) }))
  store.subscribe(({ noted }) => storage.setItem(KEY, JSON.stringify(noted)))
  const set = (workspaceId: string, steps: readonly NotedStep[]) =>
    store.setState(({ noted }) => ({ noted: { ...noted, [workspaceId]: steps } }))
  return {
    store,
    begin: (workspaceId) => set(workspaceId, []),
    note: (workspaceId, step) => {
      const steps = store.getState().noted[workspaceId]
      if (steps && !steps.includes(step)) set(workspaceId, [...steps, step])
    },
    hide: (workspaceId) =>
      store.setState(({ noted }) => ({
        noted: Object.fromEntries(Object.entries(noted).filter(([id]) => id !== workspaceId)),
      })),
  }
}

/** What is stored; whatever cannot be read counts as nothing. */
function read(text: string | null): FirstStepsState['noted'] {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).map(([id, steps]) => [
        id,
        Array.isArray(steps) && steps.includes('exported') ? ['exported'] : [],
      ]),
    )
  } catch {
    return {}
  }
}
