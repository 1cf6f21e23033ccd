// Loaded before the program, as `electron -r` does: the desktop around it. What the program asks of the browser, the file
// manager, notifications and boxes is noted in the file that PATCHBAY_TEST_NOTES names, and a test answers.
const { appendFileSync } = require('node:fs')
const { app, dialog, Notification, shell } = require('electron')

const { PATCHBAY_TEST_NOTES: notes, PATCHBAY_TEST_RESOURCES: resources } = process.env
const note = (call, detail) => appendFileSync(notes, `${JSON.stringify({ call, detail })}\n`)

const outside = { saveTo: null, notifications: [], repeated: [] }
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

const { setInterval } = globalThis
// What the program repeats, so that a test need not wait for it.
globalThis.setInterval = (run, every, ...args) => {
  outside.repeated.push({ run, every })
  return setInterval(run, every, ...args)
}

if (resources) {
  // As an installed program has it.
  Object.defineProperty(app, 'isPackaged', { value: true })
  Object.defineProperty(process, 'resourcesPath', { value: resources })
  app.getAppPath = () => `${resources}/app.asar`
}
