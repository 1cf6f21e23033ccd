import type { ReactNode } from 'react'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { FormSkeleton } from '../../ui/states/skeleton.tsx'
import { UpgradeForm } from './upgrade-form.tsx'
import { useOutgrown } from './use-outgrown.ts'

interface UpgradeDialogProps {
  workspaceId: string
  id: string
  keyPanel: ReactNode
}

/** The fields of a connector that do not fit its entry since that has changed, and no others. */
export function UpgradeDialog({ workspaceId, id, keyPanel }: UpgradeDialogProps) {
  const { view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const { outgrown, error } = useOutgrown(workspaceId, id)
  if (outgrown && workspace) return <UpgradeForm workspace={workspace} outgrown={outgrown} keyPanel={keyPanel} />
  return (
    <Dialog title={text.upgrade.loading} workspace={workspace} onClose={view.close}>
      {error ? (
        <Notice kind="bad" isAlert>
          {text.upgrade.failed}: {error.message}
        </Notice>
      ) : (
        <FormSkeleton />
      )}
    </Dialog>
  )
}
