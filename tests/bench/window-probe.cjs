// Loaded before a program, as `electron -r` does: says on standard output when its window is shown with the first card.
const { once } = require('node:events')
const { app } = require('electron')

/** Runs in the page: waits for a card, and for the frame in which it is on screen. */
const WAIT = `new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector('[role=list] [role=listitem] button')) return false
    requestAnimationFrame(() => requestAnimationFrame(resolve))
    return true
  }
  if (!look()) new MutationObserver((_, self) => look() && self.disconnect()).observe(document, { childList: true, subtree: true })
})`

app.on('browser-window-created', (_event, window) => {
  const shown = once(window, 'show')
  window.webContents.once('dom-ready', async () => {
    await Promise.all([window.webContents.executeJavaScript(WAIT), shown])
    console.log('shown')
  })
})
