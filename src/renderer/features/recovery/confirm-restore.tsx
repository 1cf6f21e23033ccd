import { useState } from 'react'
import type { StoreBackup } from '../../../contract/groups/backups.ts'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Confirm } from '../../ui/confirm.tsx'

const words = text.recovery

interface ConfirmRestoreProps {
  backup: StoreBackup
  warning: string
  onRestored: () => void
  onClose: () => void
}

/** Asks before a backup replaces the database, and names afterwards where the old database is kept. */
export function ConfirmRestore({ backup, warning, onRestored, onClose }: ConfirmRestoreProps) {
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
