import { app, session } from 'electron'
import { prepareElectron } from '../../../src/main/hosts/electron/prepare.ts'
import { serveProtocol } from '../../../src/main/hosts/electron/protocol.ts'
import { createMainWindow } from '../../../src/main/hosts/electron/window.ts'
import { resources } from '../../helpers/test-app.ts'

prepareElectron(app.commandLine.getSwitchValue('data-dir'))
void app.whenReady().then(() => {
  serveProtocol(session.defaultSession, resources.rendererDir)
  const window = createMainWindow(resources.rootDir)
  window.open()
  app.on('activate', () => window.renew())
})
