import { useState } from 'react'
import { mayChange, useReadOnlyReason, useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialogs/confirm.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { ReadList } from '../../ui/states/read-list.tsx'
import { useTrash } from './use-trash.ts'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { TrashRow } from '../../ui/trash-row.tsx'

const words = text.trash

/** Lists deleted connectors, restores them, and empties the trash, which deletes them for good. */
export function TrashDialog({ workspaceId }: { workspaceId: string }) {
  const { view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const { list, error, busyId, isRestoring, refresh, restore, restoreAll, empty } = useTrash(workspaceId)
  const [isConfirming, setConfirming] = useState(false)
  const readOnly = useReadOnlyReason(workspace)
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
            <Button className="me-auto" onClick={() => setConfirming(true)}>
              {words.emptyAll}
            </Button>
          )}
          {mayEdit && list !== null && list.length > 1 && (
            <Button busy={isRestoring} onClick={() => void restoreAll()}>
              {words.restoreAll}
            </Button>
          )}
          <DialogClose>{text.common.close}</DialogClose>
        </>
      }
    >
      {readOnly !== null && <Notice kind="lock">{readOnly}</Notice>}
      <ReadList
        label={words.list}
        items={list}
        error={error}
        failed={words.listFailed}
        empty={words.empty}
        onRetry={() => void refresh()}
      >
        {(connector) => (
          <TrashRow
            key={connector.id}
            icon={<EntryIcon icon={connector.icon} name={connector.catalogName} />}
            name={connector.name}
            deletedAt={connector.deletedAt}
            deletedByName={connector.deletedByName}
            kind={connector.catalogName}
            restoreLabel={words.restoreNamed(connector.name)}
            isBusy={busyId === connector.id}
            {...(mayEdit && { onRestore: () => void restore(connector) })}
          />
        )}
      </ReadList>
      {isConfirming && (
        <Confirm
          title={words.confirmTitle(list?.length ?? 0)}
          body={words.confirmBody}
          workspace={workspace}
          asksName="production"
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
