import { freeName, nameKey } from '../../../shared/names.ts'
import { useStores } from '../../stores/context.ts'
import { aboutWorkspace } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'

/** Restores a deleted workspace, under a free name where its own is in use now; answers whether that worked. */
export function useRestore() {
  const { toasts, workspaces } = useStores()
  return async ({ id, name }: { id: string; name: string }): Promise<boolean> => {
    const names = (workspaces.store.getState().list ?? []).map((workspace) => workspace.name)
    const next = freeName(name, names)
    try {
      await workspaces.restore(id, nameKey(next) === nameKey(name) ? undefined : next)
      toasts.success(text.workspaces.restored(next), aboutWorkspace(id))
      return true
    } catch (error) {
      toasts.failure(text.workspaces.restoreFailed(name), error, aboutWorkspace(id))
      return false
    }
  }
}
