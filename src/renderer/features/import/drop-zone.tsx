import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { ANSWER_ENDING, isBackupName } from '../../../shared/limits.ts'
import { useMayChangeCatalog, useStores } from '../../stores/context.ts'
import { NO_WORKSPACE } from '../../stores/desktop-store.ts'
import { text } from '../../text/text.ts'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/**
 * Accepts files dropped anywhere on the window unless another dialog is open: catalog files are imported, a backup is
 * restored, an answer to a request for secrets is opened.
 */
export function DropZone({ workspaceId }: { workspaceId: string }) {
  const { imports, toasts, view } = useStores()
  const mayImport = useMayChangeCatalog()
  const [isOver, setOver] = useState(false)

  useEffect(() => {
    const isFree = () => {
      const { dialog } = view.store.getState()
      return dialog === null || (mayImport && dialog.kind === 'import')
    }
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      // Without this the browser would navigate to the file.
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = isFree() ? 'copy' : 'none'
      setOver(isFree())
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      if (!isFree()) return
      const files = [...(event.dataTransfer?.files ?? [])]
      const backup = files.find(({ name }) => isBackupName(name))
      if (backup && view.store.getState().dialog === null)
        return view.open({ kind: 'restore-backup', workspaceId, file: backup })
      const answer = files.find(({ name }) => name.toLowerCase().endsWith(ANSWER_ENDING))
      if (answer && workspaceId !== NO_WORKSPACE && view.store.getState().dialog === null)
        return view.open({ kind: 'secret-answer', workspaceId, file: answer })
      if (!mayImport) return toasts.notice(text.imports.dropBackup)
      view.open({ kind: 'import' })
      void imports.add(files)
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [imports, toasts, view, mayImport, workspaceId])

  if (!isOver) return null
  return (
    <div className="pointer-events-none fixed inset-3 z-50 flex items-center justify-center rounded-xl border-2 border-dashed border-accent bg-accent-soft/90">
      <p className="flex items-center gap-3 text-lg font-semibold text-accent">
        <IconFileImport size={28} aria-hidden />
        {mayImport ? text.imports.drop : text.imports.dropBackup}
      </p>
    </div>
  )
}
