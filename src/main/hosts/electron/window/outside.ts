import { shell } from 'electron'

/** How long a click or key press speaks for what the page does next, in milliseconds. */
const GESTURE_MS = 1000

const GESTURES = new Set(['mouseDown', 'mouseUp', 'keyDown', 'rawKeyDown', 'touchEnd', 'gestureTap'])

/** Shows a file of this program in the system's file manager; main alone knows its path. */
export const showInFolder = (path: string): void => shell.showItemInFolder(path)

/** Opens the sign-in page of a service, whose address main has worked out; false where that is not plain https. */
export function openServicePage(address: string): boolean {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || url.username || url.password) return false
  void shell.openExternal(url.href)
  return true
}

export interface Outside {
  /** Called for every input that Chromium's browser process hands to a page; a page cannot make these up. */
  noteInput(type: string): void
  /** Opens a link in the system's browser: only https, without an account in it, and once per click or key press. */
  open(url: string): void
}

export function createOutside(): Outside {
  let lastGesture = Number.NEGATIVE_INFINITY
  return {
    noteInput: (type) => {
      if (GESTURES.has(type)) lastGesture = performance.now()
    },
    open: (text) => {
      const url = URL.parse(text)
      if (url?.protocol !== 'https:' || url.username || url.password) return
      if (performance.now() - lastGesture > GESTURE_MS) return
      lastGesture = Number.NEGATIVE_INFINITY
      void shell.openExternal(url.href)
    },
  }
}
