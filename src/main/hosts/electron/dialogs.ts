import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { openAtomicFile } from '../../files.ts'
import type { ExportFile } from '../../services/context.ts'

/** Asks where an export goes; null when cancelled. */
export async function chooseExport(window: BrowserWindow, suggestedName: string): Promise<ExportFile | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Export publish targets',
    defaultPath: join(app.getPath('documents'), suggestedName),
    filters: [{ name: 'JSON', extensions: ['json'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  return canceled || !filePath ? null : openAtomicFile(filePath)
}
