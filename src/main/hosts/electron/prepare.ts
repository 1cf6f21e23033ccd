import { resolve } from 'node:path'
import { app, protocol } from 'electron'
import { appError } from '../../../contract/errors.ts'
import { fileError } from '../../platform/file-errors.ts'
import { enterOwnDirectory } from '../../platform/own-directory.ts'
import { makePrivateDirectory } from '../../platform/sync-files.ts'
import { skipMissingCard } from './window/graphics.ts'
import { SCHEME } from './window/origin.ts'
import { becomeSingleInstance } from './single-instance.ts'

/** The name by which Windows knows whose notifications are shown; the same as the package's. */
const APP_ID = 'dev.patchbay.Patchbay'

/**
 * What must be settled before Electron is ready. Answers false when another window of the program already works on this
 * data directory; that one then comes to the front. Throws `unavailable` where the directory cannot be used.
 */
export function prepareElectron(dataDir: string): boolean {
  // Chromium's own files live inside the private data directory, so two data directories never share them.
  const chromiumDir = resolve(dataDir, 'electron')
  // No directory can be below a file, so a start that is refused writes nothing anywhere.
  app.setPath('userData', resolve(app.getPath('exe'), 'electron'))
  orFileError(resolve(dataDir), enterOwnDirectory)
  app.setPath('userData', chromiumDir)
  orFileError(chromiumDir, makePrivateDirectory)
  skipMissingCard(chromiumDir)
  app.setAppUserModelId(APP_ID)
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
  return becomeSingleInstance(chromiumDir)
}

function orFileError(path: string, enter: (path: string) => void): void {
  try {
    enter(path)
  } catch (error) {
    throw fileError('use', path, error)
  }
}

/** Refuses to start without the sandbox, which an AppImage leaves out where the system does not grant it. */
export function requireSandbox(): void {
  // Electron's own list has lost the switch once `enableSandbox` was called, which comes too late for what it did.
  if (app.isPackaged && process.argv.includes('--no-sandbox')) throw appError('no_sandbox')
}
