import { setImmediate } from 'node:timers/promises'
import { app, dialog, Menu } from 'electron'
import { defaultDataDir } from './platform/data-directory.ts'
import { collectHandedFiles } from './hosts/electron/handed-files.ts'
import { prepareElectron, requireSandbox } from './hosts/electron/prepare.ts'
import { hostText } from './hosts/electron/text/text.ts'
import { preventInspector } from './platform/inspector.ts'
import { resourcesBeside } from './platform/resources.ts'

process.umask(0o077)
preventInspector()

const dataDir = app.commandLine.getSwitchValue('data-dir') || defaultDataDir()
const files = resourcesBeside(import.meta.url)
const handedFiles = collectHandedFiles()
// Electron makes no menu of its own, which ours would replace.
Menu.setApplicationMenu(null)

async function start() {
  requireSandbox()
  // The program is loaded while Chromium starts its other processes, which it does once this module has been evaluated.
  const { startDesktop } = await import('./desktop.ts')
  await startDesktop({ chromiumDir: app.getPath('userData'), dataDir, files, handedFiles })
}

async function fail(error: unknown) {
  // The program is built apart from this module, so its class of errors is another one.
  const isKnown = error instanceof Error && error.name === 'AppError'
  // The box has a sentence for people; what nobody expected is of use only in full.
  if (!isKnown) console.error(error)
  // Linux shows no dialog before.
  await app.whenReady()
  // In the turn of `ready` itself the box would keep a processor busy for as long as it is open.
  await setImmediate()
  const { cannotStart, unexpected } = hostText()
  dialog.showErrorBox(cannotStart, isKnown ? error.message : unexpected)
  app.exit(1)
}

// Electron is ready only after this module has been evaluated, so waiting for it here would wait forever.
try {
  if (prepareElectron(dataDir)) app.whenReady().then(start).catch(fail)
  else app.quit()
} catch (error) {
  void fail(error)
}
