import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Confirm } from '../../ui/dialogs/confirm.tsx'

interface ConfirmNameProps {
  workspaceId: string
  title: string
  confirmLabel: string
  confirm: () => void
}

/** Asks for the name of a workspace that is marked as production before something happens in it. */
export function ConfirmName({ workspaceId, title, confirmLabel, confirm }: ConfirmNameProps) {
  const { view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  return (
    <Confirm
      title={title}
      body={text.workspaces.productionBody}
      workspace={workspace}
      asksName="production"
      confirmLabel={confirmLabel}
      onConfirm={confirm}
      onClose={view.closeQuestion}
    />
  )
}
