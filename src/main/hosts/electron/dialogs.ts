import { extname, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { openAtomicFile } from '../../files.ts'
import type { ExportFile } from '../../services/context.ts'

const JSON_FILE = { title: 'Export publish targets', filter: { name: 'JSON', extensions: ['json'] } }
const KINDS: Record<string, typeof JSON_FILE> = {
  '.json': JSON_FILE,
  '.age': { title: 'Back up', filter: { name: 'Patchbay backup', extensions: ['age'] } },
}

/** Asks where an export goes; null when cancelled. */
export async function chooseExport(window: BrowserWindow, suggestedName: string): Promise<ExportFile | null> {
  const kind = KINDS[extname(suggestedName)] ?? JSON_FILE
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: kind.title,
    defaultPath: join(app.getPath('documents'), suggestedName),
    filters: [kind.filter],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  return canceled || !filePath ? null : openAtomicFile(filePath)
}
