import { useCallback, useEffect, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { TrashedWorkspace } from '../../../contract/groups/workspaces.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialogs/confirm.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { ReadList } from '../../ui/states/read-list.tsx'
import { TrashRow } from '../../ui/trash-row.tsx'
import { WorkspaceLetter } from '../../ui/workspace-name.tsx'
import { useRestore } from './use-restore.ts'

const words = text.workspaces.trash

/** Lists deleted workspaces, restores them, and deletes all of them for good. */
export function DeletedWorkspacesDialog() {
  const { api, toasts, view } = useStores()
  const restore = useRestore()
  const [list, setList] = useState<TrashedWorkspace[] | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [busyId, setBusyId] = useState<string | null>(null)
  const [isConfirming, setConfirming] = useState(false)

  const refresh = useCallback(
    () =>
      api.workspaces.trash({}).then(
        (answer) => {
          setList(answer)
          setError(null)
        },
        (cause: unknown) => setError(toAppError(cause)),
      ),
    [api],
  )
  useEffect(() => void refresh(), [refresh])

  const bringBack = async (workspace: TrashedWorkspace) => {
    setBusyId(workspace.id)
    if (await restore(workspace)) view.close()
    else await refresh()
    setBusyId(null)
  }
  const emptyAll = async () => {
    setConfirming(false)
    try {
      const { count } = await api.workspaces.emptyTrash({ workspaceIds: (list ?? []).map(({ id }) => id) })
      toasts.success(words.emptied(count), { subjects: ['deleted-workspaces'] })
    } catch (cause) {
      toasts.failure(words.emptyFailed, cause, { subjects: ['deleted-workspaces'] })
    }
    await refresh()
  }

  return (
    <Dialog
      title={words.title}
      description={words.hint}
      onClose={view.close}
      footer={
        <>
          {list !== null && list.length > 0 && (
            <Button className="me-auto" onClick={() => setConfirming(true)}>
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
        failed={words.failed}
        empty={words.empty}
        onRetry={() => void refresh()}
      >
        {(workspace) => (
          <TrashRow
            key={workspace.id}
            icon={<WorkspaceLetter workspace={workspace} />}
            name={workspace.name}
            kind={text.workspaces.count(workspace.connectorCount)}
            deletedAt={workspace.deletedAt}
            deletedByName={workspace.deletedByName}
            isBusy={busyId === workspace.id}
            restoreLabel={words.restoreNamed(workspace.name)}
            onRestore={() => void bringBack(workspace)}
          />
        )}
      </ReadList>
      {isConfirming && (
        <Confirm
          title={words.confirmTitle(list?.length ?? 0)}
          body={words.confirmBody}
          confirmLabel={words.confirm}
          onConfirm={() => void emptyAll()}
          onClose={() => setConfirming(false)}
        />
      )}
    </Dialog>
  )
}
