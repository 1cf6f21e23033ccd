import { useEffect, useState } from 'react'
import { useStores } from '../../stores/context.ts'
import type { ReceivedBackup } from '../../stores/view-store.ts'
import { secretsText } from '../../text/secrets.ts'
import { OpenBackup, type OpenedBackup } from './open-backup.tsx'
import { RestorePlan } from './restore-plan.tsx'

interface RestoreBackupProps {
  workspaceId: string
  /** The file, when it was dropped on the window. */
  file?: File | undefined
  received?: ReceivedBackup | undefined
}

/** Restores a backup in two steps: open the file, then choose what to restore and where. */
export function RestoreBackupDialog({ workspaceId, file, received }: RestoreBackupProps) {
  const { api } = useStores()
  const [backup, setBackup] = useState<OpenedBackup | null>(null)
  useEffect(
    () => () => {
      // After a restore the upload no longer exists.
      if (backup) void api.workspaceBackups.forget({ upload: backup.upload }).catch(() => undefined)
    },
    [api, backup],
  )
  return backup ? (
    <RestorePlan opened={backup} workspaceId={workspaceId} />
  ) : (
    <OpenBackup title={secretsText.backup.restoreTitle} dropped={file} received={received} onOpened={setBackup} />
  )
}
