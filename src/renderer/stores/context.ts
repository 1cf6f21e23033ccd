import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Workspace } from '../../contract/groups/workspaces.ts'
import { type ConnectorList, connectorsOf } from './connector-store.ts'
import type { Stores } from './stores.ts'
import { isFounder } from './session-store.ts'
import { text } from '../text/text.ts'
import { currentWorkspace } from './workspace-store.ts'

export const StoresContext = createContext<Stores | null>(null)

export function useStores(): Stores {
  const stores = use(StoresContext)
  if (!stores) throw new Error('useStores needs a StoresContext above it')
  return stores
}

/** The current workspace; only for the part of the page that needs one. Throws when there is none. */
export function useWorkspace(): Workspace {
  const workspace = useStore(useStores().workspaces.store, currentWorkspace)
  if (!workspace) throw new Error('useWorkspace needs a chosen workspace')
  return workspace
}

/** A workspace by id, for dialogs that stay with the workspace they were opened in. */
export const useWorkspaceById = (id: string): Workspace | null =>
  useStore(useStores().workspaces.store, ({ list }) => list?.find((workspace) => workspace.id === id) ?? null)

/** The connectors of the current workspace. */
export function useConnectors(): ConnectorList {
  const { id } = useWorkspace()
  return useStore(useStores().connectors.store, (state) => connectorsOf(state, id))
}

/** Whether the person may change the catalog, which all workspaces share: the person who created the data directory. */
export const useMayChangeCatalog = (): boolean => useStore(useStores().session.store, isFounder)

const NOBODY: readonly string[] = []

/** Whom a member of a workspace asks for changes: its owners and admins, as far as they are known. */
const useKeepers = (workspaceId: string): readonly string[] =>
  useStore(useStores().session.store, ({ keepers }) => keepers[workspaceId] ?? NOBODY)

/** Whether the person may change anything in a workspace. */
export const mayChange = ({ role, archivedAt }: Pick<Workspace, 'role' | 'archivedAt'>): boolean =>
  role !== 'member' && archivedAt === null

/** Why a workspace can only be read, and what to do; null where it can be changed or is gone. */
export function useReadOnlyReason(workspace: Workspace | null): string | null {
  const keepers = useKeepers(workspace?.id ?? '')
  if (!workspace) return null
  if (workspace.archivedAt !== null) return text.workspaces.archivedReason(workspace.name, workspace.role === 'owner')
  return mayChange(workspace) ? null : text.workspaces.readOnly(workspace.name, keepers)
}
