import { app, session } from 'electron'
import type { App } from '../../app.ts'
import type { ProgramFiles } from '../../resources.ts'
import { serveIpc } from './ipc.ts'
import { lockDown } from './lockdown.ts'
import { setMenu } from './menu.ts'
import { serveProtocol } from './protocol.ts'
import { createMainWindow } from './window.ts'

type Files = Pick<ProgramFiles, 'rootDir' | 'rendererDir' | 'version'>

/** Opens the window on an open program and closes the program when the last window is gone. */
export function startElectronHost(patchbay: App, { rootDir, rendererDir, version }: Files): void {
  lockDown(session.defaultSession)
  serveProtocol(session.defaultSession, rendererDir)
  serveIpc(patchbay)
  setMenu(version)

  const window = createMainWindow(rootDir)
  window.open()
  app.on('second-instance', () => window.focus())
  app.on('activate', () => window.open())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  closeBeforeQuit(patchbay)
}

/** Holds the end of the process back until the program is closed, once. */
function closeBeforeQuit(patchbay: App) {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void patchbay.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}
