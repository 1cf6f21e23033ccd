import { useState } from 'react'
import { mayChange, useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { TrashRow } from './trash-row.tsx'
import { useTrash } from './use-trash.ts'

const words = text.trash

/** Lists deleted connectors, restores them, and empties the trash, which deletes them for good. */
export function TrashDialog({ workspaceId }: { workspaceId: string }) {
  const { view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const { list, error, busyId, refresh, restore, empty } = useTrash(workspaceId)
  const [isConfirming, setConfirming] = useState(false)
  if (!workspace) return null
  const mayEdit = mayChange(workspace)
  return (
    <Dialog
      title={words.title}
      description={words.hint}
      workspace={workspace}
      onClose={view.close}
      footer={
        <>
          {mayEdit && list !== null && list.length > 0 && (
            <Button variant="danger" className="mr-auto" onClick={() => setConfirming(true)}>
              {words.emptyAll}
            </Button>
          )}
          <DialogClose>{text.common.close}</DialogClose>
        </>
      }
    >
      {error && (
        <Notice kind="bad" isAlert>
          <p>
            {words.listFailed}: {error.message}
          </p>
          <Button size="s" className="mt-2" onClick={() => void refresh()}>
            {text.common.retry}
          </Button>
        </Notice>
      )}
      {!error && !list && (
        <p role="status" className="animate-skeleton text-sm text-text-muted">
          {text.common.loading}
        </p>
      )}
      {list?.length === 0 && <p className="text-sm text-text-muted">{words.empty}</p>}
      {list && list.length > 0 && (
        <ul
          aria-label={words.list}
          className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
        >
          {list.map((connector) => (
            <TrashRow
              key={connector.id}
              connector={connector}
              isBusy={busyId === connector.id}
              {...(mayEdit && { onRestore: () => void restore(connector) })}
            />
          ))}
        </ul>
      )}
      {isConfirming && (
        <Confirm
          title={words.confirmTitle(list?.length ?? 0)}
          body={words.confirmBody}
          workspace={workspace}
          confirmLabel={words.confirm}
          onConfirm={() => {
            setConfirming(false)
            void empty()
          }}
          onClose={() => setConfirming(false)}
        />
      )}
    </Dialog>
  )
}
