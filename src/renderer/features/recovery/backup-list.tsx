import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { ListedBackup, StoreBackup } from '../../../contract/groups/backups.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/instant.tsx'
import { ReadList } from '../../ui/states/read-list.tsx'
import { Confirm } from '../../ui/dialogs/confirm.tsx'

const words = text.recovery

interface BackupListProps {
  /** The warning about the current database, shown before a backup replaces it. */
  warning: string
  onRestored: () => void
}

/** The program's own backups, each with a button to restore it. */
export function BackupList({ warning, onRestored }: BackupListProps) {
  const { backups } = useStores()
  const { list, error } = useStore(backups.store)
  const [backup, setBackup] = useState<StoreBackup | null>(null)
  useEffect(() => void backups.refresh(), [backups])
  return (
    <>
      <ReadList
        label={words.list}
        items={list}
        error={error}
        failed={words.listFailed}
        empty={words.noBackups}
        onRetry={() => void backups.refresh()}
      >
        {(each) => <Row key={each.name} backup={each} onChoose={() => setBackup(each)} />}
      </ReadList>
      {backup && (
        <ConfirmRestore backup={backup} warning={warning} onRestored={onRestored} onClose={() => setBackup(null)} />
      )}
    </>
  )
}

function Row({ backup, onChoose }: { backup: ListedBackup; onChoose: () => void }) {
  const { createdAt, kind, size, contents, keys } = backup
  const trouble = contents ? words.keys[keys] : words.damaged
  return (
    <li className="flex items-center gap-3 py-2 pe-2 ps-3">
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">{words.moment(createdAt)}</p>
        <p className="text-xs text-text-muted">
          <Instant at={createdAt} /> · {words.kinds[kind]}
          {contents && ` · ${words.holds(contents)}`} · {words.size(size)}
        </p>
        {trouble && <p className="text-xs text-warn">{trouble}</p>}
      </div>
      <Button size="s" aria-label={words.restoreNamed(createdAt)} onClick={onChoose}>
        {words.restore}
      </Button>
    </li>
  )
}

interface ConfirmRestoreProps {
  backup: StoreBackup
  warning: string
  onRestored: () => void
  onClose: () => void
}

/** Asks before a backup replaces the database, and names afterwards where the old database is kept. */
function ConfirmRestore({ backup, warning, onRestored, onClose }: ConfirmRestoreProps) {
  const { backups, toasts } = useStores()
  const [isBusy, setBusy] = useState(false)
  const restore = async () => {
    setBusy(true)
    try {
      const keptAs = await backups.restore(backup.name)
      toasts.success(words.restored, keptAs === null ? {} : { description: words.keptAs(keptAs) })
      onRestored()
    } catch (error) {
      toasts.failure(words.restoreFailed, error)
    }
    onClose()
  }
  return (
    <Confirm
      title={words.confirmTitle(backup.createdAt)}
      body={warning}
      confirmLabel={words.restore}
      busy={isBusy}
      onConfirm={() => void restore()}
      onClose={onClose}
    />
  )
}
