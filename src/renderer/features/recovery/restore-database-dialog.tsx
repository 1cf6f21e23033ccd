import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { BackupList } from './backup-list.tsx'

const words = text.recovery

/** Restores all workspaces from one of the program's own backups. */
export function RestoreDatabaseDialog() {
  const { view } = useStores()
  return (
    <Dialog
      title={words.dialogTitle}
      description={words.dialogHint}
      onClose={view.close}
      footer={<DialogClose>{text.common.cancel}</DialogClose>}
    >
      <BackupList warning={words.replaceWarning} onRestored={view.close} />
    </Dialog>
  )
}
