import { WORKSPACE_PATH } from '../../../contract/first-calls.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'

const REMEMBERED = 'patchbay.workspace'

/** The workspace that the URL names, or else the one that was open last. */
export const wantedWorkspace = ({ localStorage, location }: Window): string | null =>
  WORKSPACE_PATH.exec(location.pathname)?.[1] ?? localStorage.getItem(REMEMBERED)

/** The next start shows this workspace again. */
export const rememberWorkspace = (storage: Storage, id: string): void => storage.setItem(REMEMBERED, id)

/** The workspaces that are not in the archive. */
export const inUse = (list: readonly Workspace[]): Workspace[] => list.filter(({ archivedAt }) => archivedAt === null)

/** The wanted workspace; where it no longer exists the first one in use. */
export const chooseWorkspace = (list: readonly Workspace[], wanted: string | null): string | null =>
  list.some(({ id }) => id === wanted) ? wanted : ((inUse(list)[0] ?? list[0])?.id ?? null)
