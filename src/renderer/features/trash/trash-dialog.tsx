import { useState } from 'react'
import { mayChange, useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { ReadList } from '../../ui/states/read-list.tsx'
import { useTrash } from './use-trash.ts'
import type { TrashedConnector } from '../../../contract/groups/trash.ts'
import { EntryIcon } from '../../ui/cards/entry-icon.tsx'
import { Instant } from '../../ui/instant.tsx'

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
            connector={connector}
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

interface TrashRowProps {
  connector: TrashedConnector
  isBusy: boolean
  /** Absent for members, who may not restore. */
  onRestore?: () => void
}

/** One deleted connector. */
function TrashRow({ connector, isBusy, onRestore }: TrashRowProps) {
  const { name, catalogName, icon, deletedAt, deletedByName } = connector
  return (
    <li className="flex items-center gap-3 py-2 pr-2 pl-3">
      <EntryIcon icon={icon} name={catalogName} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{name}</p>
        <p className="truncate text-xs text-text-muted">
          {catalogName} · <Instant at={deletedAt} /> {text.trash.deletedBy(deletedByName)}
        </p>
      </div>
      {onRestore && (
        <Button size="s" busy={isBusy} aria-label={text.trash.restoreNamed(name)} onClick={onRestore}>
          {text.trash.restore}
        </Button>
      )}
    </li>
  )
}
