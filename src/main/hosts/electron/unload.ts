import { app, type BrowserWindow, dialog } from 'electron'
import { hostText } from './text/text.ts'

interface Typed {
  /** What the open form is about; null where nothing is known of it. */
  subject: () => string | null
  /** Forgets what is typed. */
  discard: () => void
  /** Hears that the window and the program stay. */
  onStay: () => void
}

/**
 * Asks before a window is closed that holds unsaved edits: Electron asks nothing when a page wants to stay, and the
 * window stays. `mustLeave` says that nobody is to be asked any more, as the question waits for no one: a signal or a
 * shutdown still ends the program.
 */
export function askBeforeUnload(mustLeave: () => boolean): (window: BrowserWindow, typed: Typed) => void {
  let isQuitting = false
  app.on('before-quit', () => {
    isQuitting = true
  })

  return (window, { subject, discard, onStay }) => {
    let isClosing = false
    let isAsking = false

    const ask = async () => {
      const wasQuitting = isQuitting
      isQuitting = false
      isAsking = true
      const words = hostText()
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: words.discardTitle(subject()),
        detail: words.discardBody,
        buttons: [words.discard, words.keepEditing],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      })
      isAsking = false
      if (response !== 0) return onStay()
      if (window.isDestroyed()) return
      discard()
      // Electron ignores a second close until the page has heard that the first was held back.
      window.destroy()
      if (wasQuitting) app.quit()
    }

    window.on('close', () => {
      isClosing = true
    })
    window.webContents.on('will-prevent-unload', (event) => {
      if (mustLeave()) return event.preventDefault()
      // A page that would be left for another address stays.
      if (isClosing && !isAsking) void ask()
      isClosing = false
    })
  }
}
