import { extname, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { BACKUP_ENDINGS } from '../../../shared/limits.ts'
import { openAtomicFile } from '../../files.ts'
import type { ExportFile } from '../../services/context.ts'
import type { UnfinishedFiles } from '../../unfinished-files.ts'
import { text } from './text.ts'

const TARGETS = { title: text.exportTitle, filter: { name: 'JSON', extensions: ['json'] } }
const BACKUP = { title: text.backupTitle, filter: { name: text.backupKind, extensions: [BACKUP_ENDINGS[0].slice(1)] } }

interface Deps {
  window: BrowserWindow
  unfinished: UnfinishedFiles
  /** Told of publish targets once they are written. */
  onExported: (path: string) => void
}

/** Asks where an export goes; null when cancelled. */
export async function chooseExport(
  suggestedName: string,
  { window, unfinished, onExported }: Deps,
): Promise<ExportFile | null> {
  const kind = extname(suggestedName) === BACKUP_ENDINGS[0] ? BACKUP : TARGETS
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: kind.title,
    defaultPath: join(app.getPath('documents'), suggestedName),
    filters: [kind.filter],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return null
  const file = await openAtomicFile(filePath, unfinished)
  const commit = async () => {
    await file.commit()
    if (kind === TARGETS) onExported(filePath)
  }
  return { ...file, commit }
}
