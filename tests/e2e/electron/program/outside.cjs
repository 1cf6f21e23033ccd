// Loaded before the program, as with `electron -r`: a stand-in for the desktop around it. Calls to the browser, the file
// manager, notifications and message boxes are recorded in the file PATCHBAY_TEST_NOTES, and tests set the answers.
const { createHook } = require('node:async_hooks')
const { appendFileSync } = require('node:fs')
const { app, dialog, Notification, shell } = require('electron')

const { PATCHBAY_TEST_NOTES: notes, PATCHBAY_TEST_RESOURCES: resources } = process.env
const note = (call, detail) => appendFileSync(notes, `${JSON.stringify({ call, detail })}\n`)

const outside = { saveTo: null, notifications: [], timers: new Map() }
globalThis.outside = () => outside

shell.openExternal = async (url) => note('openExternal', url)
shell.showItemInFolder = (path) => note('showItemInFolder', path)

const { showErrorBox } = dialog
dialog.showErrorBox = (title, content) => {
  note('showErrorBox', { title, content })
  showErrorBox(title, content)
}
dialog.showSaveDialog = async (...args) => {
  note('showSaveDialog', args.at(-1))
  return { canceled: outside.saveTo === null, filePath: outside.saveTo ?? '' }
}

Notification.isSupported = () => true
Notification.prototype.show = function show() {
  outside.notifications.push(this)
  note('notification', { title: this.title, body: this.body })
}

// Knows the program's timers, so a test can count them, and run them without waiting.
createHook({
  init: (id, type, _trigger, timer) => type === 'Timeout' && outside.timers.set(id, timer),
  destroy: (id) => void outside.timers.delete(id),
}).enable()
/** Runs the timers of so many milliseconds, or of a range of them. */
outside.pass = (least, most = least) => {
  for (const timer of outside.timers.values())
    if (timer._idleTimeout >= least && timer._idleTimeout <= most) timer._onTimeout()
}

if (resources) {
  // As an installed program has it.
  Object.defineProperty(app, 'isPackaged', { value: true })
  Object.defineProperty(process, 'resourcesPath', { value: resources })
  app.getAppPath = () => `${resources}/app.asar`
}
