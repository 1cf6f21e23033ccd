import { useState } from 'react'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { aboutWorkspace } from '../../stores/toasts.ts'
import { text } from '../../text/text.ts'
import { Confirm } from '../../ui/dialogs/confirm.tsx'
import { useRestore } from './use-restore.ts'

const words = text.workspaces

/** Moves a workspace to the trash once its name was typed; the notice afterwards offers Undo. */
export function DeleteWorkspaceDialog({ workspaceId }: { workspaceId: string }) {
  const { toasts, view, workspaces } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const restore = useRestore()
  const [isBusy, setBusy] = useState(false)
  if (!workspace) return null
  const { name, connectorCount } = workspace
  const remove = async () => {
    setBusy(true)
    try {
      await workspaces.remove(workspaceId, name)
      view.close()
      toasts.success(words.removed(name), {
        ...aboutWorkspace(workspaceId),
        action: { label: text.common.undo, run: () => void restore({ id: workspaceId, name }) },
      })
    } catch (error) {
      toasts.failure(words.removeFailed(name), error, aboutWorkspace(workspaceId))
      setBusy(false)
    }
  }
  return (
    <Confirm
      title={words.removeTitle(name)}
      body={words.removeBody(connectorCount)}
      workspace={workspace}
      asksName="always"
      confirmLabel={words.removeConfirm}
      busy={isBusy}
      onConfirm={() => void remove()}
      onClose={view.close}
    />
  )
}
