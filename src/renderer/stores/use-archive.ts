import { aboutWorkspace } from './toasts.ts'
import type { Workspace } from '../../contract/groups/workspaces.ts'
import { useStores } from './context.ts'
import { text } from '../text/text.ts'

const words = text.workspaces

/** Archives a workspace, or takes it out of the archive, with a notice that offers Undo. */
export function useArchive() {
  const { toasts, workspaces } = useStores()
  const setArchived = async ({ id, name }: Pick<Workspace, 'id' | 'name'>, isArchived: boolean): Promise<void> => {
    try {
      await workspaces.setArchived(id, isArchived)
      toasts.success(isArchived ? words.archivedNow(name) : words.unarchived(name), {
        ...aboutWorkspace(id),
        action: { label: text.common.undo, run: () => void setArchived({ id, name }, !isArchived) },
      })
    } catch (error) {
      toasts.failure(isArchived ? words.archiveFailed(name) : words.unarchiveFailed(name), error, aboutWorkspace(id))
    }
  }
  return setArchived
}
