import type { ReactNode } from 'react'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { FormSkeleton } from '../../ui/states/skeleton.tsx'
import { OutdatedForm } from './outdated-form.tsx'
import { useOutdated } from './use-outdated.ts'

interface OutdatedDialogProps {
  workspaceId: string
  id: string
  keyPanel: ReactNode
}

/** The fields of a connector that do not fit its entry since that has changed, and no others. */
export function OutdatedDialog({ workspaceId, id, keyPanel }: OutdatedDialogProps) {
  const { view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const { outdated, error } = useOutdated(workspaceId, id)
  if (outdated && workspace) return <OutdatedForm workspace={workspace} outdated={outdated} keyPanel={keyPanel} />
  return (
    <Dialog title={text.outdated.loading} workspace={workspace} onClose={view.close}>
      {error ? (
        <Notice kind="bad" isAlert>
          {text.outdated.failed}: {errorMessage(error)}
        </Notice>
      ) : (
        <FormSkeleton />
      )}
    </Dialog>
  )
}
