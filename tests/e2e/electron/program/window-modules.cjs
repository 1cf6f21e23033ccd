// Loaded before the program: keeps the modules that have been evaluated when the first window asks for its page.
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { app } = require('electron')

app.once('browser-window-created', (_event, { webContents }) =>
  webContents.once('did-start-navigation', () => {
    const out = join(app.getAppPath(), 'out', 'main')
    const names = JSON.parse(readFileSync(join(out, 'modules.json'), 'utf8'))
    globalThis.windowModules = require(join(out, 'program.cjs'))
      .evaluated()
      .flatMap((number) => names[number] ?? [])
  }),
)
