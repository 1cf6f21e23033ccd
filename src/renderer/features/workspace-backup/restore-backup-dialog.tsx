import { useEffect, useState } from 'react'
import { useStores } from '../../stores/context.ts'
import type { ReceivedBackup } from '../../stores/view-store.ts'
import { secretsText } from '../../text/en/secrets.ts'
import { OpenBackup, type OpenedBackup } from './open-backup.tsx'
import { RestorePlan } from './restore-plan.tsx'

interface RestoreBackupProps {
  workspaceId: string
  /** The file, where it is known already. */
  file?: File | undefined
  received?: ReceivedBackup | undefined
}

/** Restores a backup in two steps: open the file, then say what goes where. */
export function RestoreBackupDialog({ workspaceId, file, received }: RestoreBackupProps) {
  const { api } = useStores()
  const [opened, setOpened] = useState<OpenedBackup | null>(null)
  useEffect(
    () => () => {
      // What was restored is forgotten already.
      if (opened) void api.workspaceBackups.forget({ upload: opened.upload }).catch(() => undefined)
    },
    [api, opened],
  )
  return opened ? (
    <RestorePlan opened={opened} workspaceId={workspaceId} />
  ) : (
    <OpenBackup title={secretsText.backup.restoreTitle} dropped={file} received={received} onOpened={setOpened} />
  )
}
