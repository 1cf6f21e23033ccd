import { join } from 'node:path'
import { app, type BrowserWindow, dialog, type FileFilter } from 'electron'
import { BACKUP_ENDINGS } from '../../../shared/limits.ts'
import { openAtomicFile } from '../../platform/atomic-file.ts'
import type { ExportFile, ExportKind, OpenExport } from '../../core/context.ts'
import type { UnfinishedFiles } from '../../platform/unfinished-files.ts'
import { type HostText, hostText } from './text/text.ts'

const dialogsOf = (text: HostText): Record<ExportKind, { title: string; filter: FileFilter }> => ({
  'publish-targets': { title: text.exportTitle, filter: { name: 'JSON', extensions: ['json'] } },
  'publish-targets-ndjson': { title: text.exportTitle, filter: { name: 'NDJSON', extensions: ['ndjson'] } },
  'publish-targets-csv': { title: text.exportTitle, filter: { name: 'CSV', extensions: ['csv'] } },
  'publish-targets-yaml': { title: text.exportTitle, filter: { name: 'YAML', extensions: ['yaml', 'yml'] } },
  'activity-csv': { title: text.activityTitle, filter: { name: 'CSV', extensions: ['csv'] } },
  'activity-json': { title: text.activityTitle, filter: { name: 'JSON', extensions: ['json'] } },
  'activity-ndjson': { title: text.activityTitle, filter: { name: 'NDJSON', extensions: ['ndjson'] } },
  page: { title: text.pageTitle, filter: { name: 'PDF', extensions: ['pdf'] } },
  text: { title: text.textTitle, filter: { name: text.textKind, extensions: ['txt'] } },
  invitation: {
    title: text.invitationTitle,
    filter: { name: text.invitationKind, extensions: ['patchbay-invitation'] },
  },
  request: { title: text.requestTitle, filter: { name: text.requestKind, extensions: ['html'] } },
  'workspace-code': { title: text.codeTitle, filter: { name: 'YAML', extensions: ['yaml', 'yml'] } },
  secrets: { title: text.secretsTitle, filter: { name: text.secretsKind, extensions: ['age'] } },
  backup: { title: text.backupTitle, filter: { name: text.backupKind, extensions: [BACKUP_ENDINGS[0].slice(1)] } },
})

interface Deps {
  window: BrowserWindow
  unfinished: UnfinishedFiles
  /** Called once publish targets are written. */
  onExported: (path: string) => void
}

/** Asks where something goes; null when cancelled. */
export async function choosePath(
  { kind, name }: Parameters<OpenExport>[0],
  window: BrowserWindow,
): Promise<string | null> {
  const { title, filter } = dialogsOf(hostText())[kind]
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: join(app.getPath('documents'), name),
    filters: [filter],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  return canceled || !filePath ? null : filePath
}

/** Asks for a file of certificates; null when cancelled. */
export async function chooseCertificates(window: BrowserWindow): Promise<string | null> {
  const text = hostText()
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: text.certificatesTitle,
    filters: [
      { name: text.certificatesKind, extensions: ['pem', 'crt', 'cer', 'ca-bundle'] },
      { name: text.anyKind, extensions: ['*'] },
    ],
    properties: ['openFile'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** Asks where an export goes and opens it; null when cancelled. */
export async function chooseExport(
  suggested: Parameters<OpenExport>[0],
  { window, unfinished, onExported }: Deps,
): Promise<ExportFile | null> {
  const filePath = await choosePath(suggested, window)
  if (filePath === null) return null
  const file = await openAtomicFile(filePath, unfinished)
  const commit = async () => {
    await file.commit()
    if (suggested.kind.startsWith('publish-targets')) onExported(filePath)
  }
  return { ...file, commit }
}
