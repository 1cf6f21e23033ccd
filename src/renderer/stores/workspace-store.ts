import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppError } from '../../contract/errors.ts'
import type { AppApi } from '../../contract/index.ts'
import type { Colour, Workspace } from '../../contract/groups/workspaces.ts'
import { chooseWorkspace, rememberWorkspace } from './first/wanted-workspace.ts'
import { createReader } from './reader.ts'
import { toAppError } from './to-app-error.ts'
import { compareNames } from '../text/formats.ts'

interface WorkspacesState {
  /** Null until the first answer. */
  list: readonly Workspace[] | null
  error: AppError | null
  currentId: string | null
}

type CreateInput = Parameters<AppApi['workspaces']['create']>[0]

export interface WorkspaceStore {
  store: StoreApi<WorkspacesState>
  refresh(): Promise<void>
  select(id: string): void
  /** This and the methods below throw the error of the call. */
  create(input: CreateInput): Promise<Workspace>
  rename(workspaceId: string, name: string): Promise<void>
  setColour(workspaceId: string, colour: Colour): Promise<void>
  setLetter(workspaceId: string, letter: string | null): Promise<void>
  setProduction(workspaceId: string, isProduction: boolean): Promise<void>
  setArchived(workspaceId: string, isArchived: boolean): Promise<void>
  /** Moves a workspace to the trash; `name` is what was typed. */
  remove(workspaceId: string, name: string): Promise<void>
  /** Also selects it. */
  restore(workspaceId: string, name?: string): Promise<void>
}

/** The current workspace; null before there is one. */
export const currentWorkspace = ({ list, currentId }: WorkspacesState): Workspace | null =>
  list?.find(({ id }) => id === currentId) ?? null

/** The person's workspaces and the current one, at first the wanted one; `storage` remembers it for the next start. */
export function createWorkspaceStore(api: AppApi, storage: Storage, wanted: string | null): WorkspaceStore {
  const store = createStore<WorkspacesState>(() => ({ list: null, error: null, currentId: wanted }))

  /** Shows a list by name; the current workspace becomes the first one if it no longer exists. */
  const show = (list: readonly Workspace[]) =>
    store.setState(({ currentId }) => ({
      list: list.toSorted((a, b) => compareNames(a.name, b.name)),
      error: null,
      currentId: chooseWorkspace(list, currentId),
    }))
  const replace = (changed: Workspace) => {
    const others = (store.getState().list ?? []).filter(({ id }) => id !== changed.id)
    show([...others, changed])
  }
  const refresh = createReader(async () => {
    try {
      show(await api.workspaces.list({}))
    } catch (error) {
      store.setState({ error: toAppError(error) })
    }
  })
  const select = (id: string) => store.setState({ currentId: id })
  // Even if the person did not choose it.
  store.subscribe(({ currentId }) => {
    if (currentId !== null) rememberWorkspace(storage, currentId)
  })

  return {
    store,
    refresh,
    select,
    create: async (input) => {
      const workspace = await api.workspaces.create(input)
      replace(workspace)
      select(workspace.id)
      return workspace
    },
    rename: async (workspaceId, name) => replace(await api.workspaces.rename({ workspaceId, name })),
    setColour: async (workspaceId, colour) => replace(await api.workspaces.setColour({ workspaceId, colour })),
    setLetter: async (workspaceId, letter) => replace(await api.workspaces.setLetter({ workspaceId, letter })),
    setProduction: async (workspaceId, isProduction) =>
      replace(await api.workspaces.setProduction({ workspaceId, isProduction })),
    setArchived: async (workspaceId, isArchived) =>
      replace(await api.workspaces.setArchived({ workspaceId, isArchived })),
    remove: async (workspaceId, name) => {
      await api.workspaces.delete({ workspaceId, name })
      show((store.getState().list ?? []).filter(({ id }) => id !== workspaceId))
    },
    restore: async (workspaceId, name) => {
      replace(await api.workspaces.restore({ workspaceId, ...(name !== undefined && { name }) }))
      select(workspaceId)
    },
  }
}
