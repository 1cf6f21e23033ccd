#!/bin/sh
# Guess: webRequest.onBeforeRequest sees every request of its session, those of a page and those of session.fetch.
# Seen (Electron 33.2.1): session.fetch of a custom protocol and of file: is answered without asking it, while https: and
# data: are seen. Of a page it is the other way round: the custom protocol is seen, and fetch of data: is not.
# So a filter there says nothing about what the main process fetches, and cannot keep a page from data:.
set -eu
electron=${PATCHBAY_ELECTRON:-$("$(dirname "$0")/../scripts/real-electron" | tail -n 1)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME="$folder"

echo '{ "name": "finding", "version": "1.0.0", "main": "main.js" }' >package.json
cat >main.js <<'JS'
const { app, BrowserWindow, protocol, session } = require('electron')
protocol.registerSchemesAsPrivileged([{ scheme: 'own', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
app.whenReady().then(async () => {
  const { defaultSession } = session
  defaultSession.protocol.handle('own', () => new Response('<p>', { headers: { 'content-type': 'text/html' } }))
  const window = new BrowserWindow({ show: false })
  await window.loadURL('own://page/')
  const seen = new Set()
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: Boolean(seen.add(url)) }))
  const ask = {
    main: (url) => defaultSession.fetch(url).then(({ status }) => status),
    page: (url) => window.webContents.executeJavaScript(`fetch(${JSON.stringify(url)}).then(({ status }) => status)`),
  }
  for (const [who, fetch] of Object.entries(ask))
    for (const url of ['https://example.com/', 'own://page/file', `file://${__filename}`, 'data:text/plain,x']) {
      if (who === 'page' && url.startsWith('file:')) continue
      seen.clear()
      const answer = await fetch(url).catch(() => 'failed')
      console.log(`${who} ${url.split(':')[0]}: ${seen.size > 0 ? 'seen' : 'not seen'}, ${answer}`)
    }
  app.exit(0)
})
JS
# The sandbox has no part in this, and root has none.
xvfb-run -a "$electron" --no-sandbox . 2>/dev/null >seen
ELECTRON_RUN_AS_NODE=1 "$electron" -p '"electron " + process.versions.electron'
cat seen
[ "$(cat seen)" = 'main https: seen, failed
main own: not seen, 200
main file: not seen, 200
main data: seen, failed
page https: seen, failed
page own: seen, failed
page data: not seen, 200' ]
