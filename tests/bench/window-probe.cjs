// Loaded before a program, as `electron -r` does: writes when its window is shown with the first card, in milliseconds of 1970.
const { createHook } = require('node:async_hooks')
const { once } = require('node:events')
const { app, BrowserWindow } = require('electron')

/** Runs in the page: waits for a card, and for the frame in which it is on screen; answers when that was. */
const WAIT = `new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector('[role=list] [role=listitem] button')) return false
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())))
    return true
  }
  if (!look()) new MutationObserver((_, self) => look() && self.disconnect()).observe(document, { childList: true, subtree: true })
})`

app.on('browser-window-created', (_event, window) => {
  const shown = once(window, 'show').then(() => Date.now())
  window.webContents.once('dom-ready', async () => {
    // The main process may hear of the card later than a person sees it.
    console.log(`shown ${Math.max(...(await Promise.all([window.webContents.executeJavaScript(WAIT), shown])))}`)
  })
})

/** Runs in the page before its scripts: keeps its timers that wait. */
const FOLLOW = `(() => {
  const timers = (window.waitingTimers = new Set())
  const { setTimeout: set, setInterval: repeat, clearTimeout: clear } = window
  const add = (id) => (timers.add(id), id)
  window.setTimeout = (run, ...rest) => {
    const id = add(set(() => (timers.delete(id), run()), ...rest))
    return id
  }
  window.setInterval = (...rest) => add(repeat(...rest))
  window.clearTimeout = window.clearInterval = (id) => (timers.delete(id), clear(id))
})()`

/** Says after a while how many timers wait in main and in the page, also those that keep no process alive. */
function countTimers(milliseconds) {
  const waiting = new Set()
  // Set before anything is counted, as it is none of the program's.
  setTimeout(async () => {
    const [window] = BrowserWindow.getAllWindows()
    console.log(`timers ${waiting.size} ${await window.webContents.executeJavaScript('window.waitingTimers.size')}`)
  }, milliseconds)
  createHook({
    init: (id, type) => void (type === 'Timeout' && waiting.add(id)),
    destroy: (id) => void waiting.delete(id),
  }).enable()
  app.on('browser-window-created', (_event, { webContents }) =>
    webContents.once('dom-ready', async () => {
      webContents.debugger.attach()
      await webContents.debugger.sendCommand('Page.enable')
      await webContents.debugger.sendCommand('Page.addScriptToEvaluateOnNewDocument', { source: FOLLOW })
      webContents.reload()
    }),
  )
}

const { PATCHBAY_BENCH_TIMERS: after } = process.env
if (after) countTimers(Number(after))
