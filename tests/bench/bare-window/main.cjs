// The least that a program with a window can be: Electron and one static page.
const { join } = require('node:path')
const { app, BrowserWindow } = require('electron')

app.setPath('userData', app.commandLine.getSwitchValue('data-dir'))
app.enableSandbox()
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 820, show: false })
  window.once('ready-to-show', () => window.show())
  void window.loadFile(join(__dirname, 'index.html'))
})
app.on('window-all-closed', () => app.quit())
