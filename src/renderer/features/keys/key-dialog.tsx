import { useStore } from 'zustand'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text.ts'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { isFine, protectionOf } from './key-chip.tsx'
import { KeyPanel } from './key-panel.tsx'

/** Explains the state of a workspace's key and offers the ways out. */
export function KeyDialog({ workspaceId }: { workspaceId: string }) {
  const { session, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const key = useStore(session.store, ({ keys }) => keys[workspaceId])
  if (!key || !workspace) return null
  const { title, body } = text.keys.states[key.state]
  return (
    <Dialog
      title={text.keys.title}
      workspace={workspace}
      size="s"
      onClose={view.close}
      footer={<DialogClose>{text.common.close}</DialogClose>}
    >
      <div className="flex flex-col gap-4">
        <Notice kind={isFine(key) ? 'lock' : 'warn'}>
          <p className="font-medium">{title}</p>
          <p className="text-text-muted">{key.message ?? body}</p>
        </Notice>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
          <dt className="text-text-muted">{text.keys.protectedBy}</dt>
          <dd>{protectionOf(key)}</dd>
        </dl>
        <KeyPanel workspaceId={workspaceId} />
      </div>
    </Dialog>
  )
}
