#!/bin/sh
# Guess: contextBridge copies an object key by key, as structuredClone does, so that a key called __proto__, which
# JSON.parse makes an ordinary one, arrives as a key or not at all.
# Seen (Electron 33.2.1): it becomes the prototype of the copy. The preload script reads its members as inherited ones,
# and ipcRenderer.invoke, which clones own keys alone, then loses it without an error.
set -eu
electron=${PATCHBAY_ELECTRON:-$("$(dirname "$0")/../scripts/real-electron" | tail -n 1)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME="$folder"

echo '{ "name": "finding", "version": "1.0.0", "main": "main.js" }' >package.json
cat >preload.js <<'JS'
const { contextBridge, ipcRenderer } = require('electron')
const describe = (value) => `keys ${Object.keys(value)}; role ${value.role}`
contextBridge.exposeInMainWorld('bridge', { describe, send: (value) => ipcRenderer.invoke('describe', value) })
JS
cat >main.js <<'JS'
const { app, BrowserWindow, ipcMain } = require('electron')
const describe = (value) => `keys ${Object.keys(value)}; role ${value.role}`
ipcMain.handle('describe', (_event, value) => describe(value))
app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false, webPreferences: { preload: `${__dirname}/preload.js` } })
  await window.loadURL('about:blank')
  const run = (script) => window.webContents.executeJavaScript(`((value) => ${script})(JSON.parse('{"name":"x","__proto__":{"role":"owner"}}'))`)
  console.log('page:           ', await run('"keys " + Object.keys(value) + "; role " + value.role'))
  console.log('structuredClone:', await run('"keys " + Object.keys(structuredClone(value)) + "; role " + structuredClone(value).role'))
  console.log('preload script: ', await run('bridge.describe(value)'))
  console.log('main process:   ', await run('bridge.send(value)'))
  app.exit(0)
})
JS
# The sandbox has no part in this, and root has none.
xvfb-run -a "$electron" --no-sandbox . 2>/dev/null >seen
ELECTRON_RUN_AS_NODE=1 "$electron" -p '"electron " + process.versions.electron'
cat seen
[ "$(cat seen)" = 'page:            keys name,__proto__; role undefined
structuredClone: keys name,__proto__; role undefined
preload script:  keys name; role owner
main process:    keys name; role undefined' ]
