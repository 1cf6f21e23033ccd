import { app, type Session, type WebContents } from 'electron'
import { isOwnUrl } from './origin.ts'
import { createOutside, type Outside } from './outside.ts'

/** The one permission that pages have: to write text to the clipboard, as copy buttons do. They cannot read it. */
const WRITE_TEXT = 'clipboard-sanitized-write'

/** Refuses everything that our screens never need, for every web contents that will ever exist. */
export function lockDown(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === WRITE_TEXT))
  session.setPermissionCheckHandler((_contents, permission) => permission === WRITE_TEXT)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isOwnUrl(details.url) && !isImageData(details.url) }),
  )
  // A file leaves the program only through the main process, which asks where it goes.
  session.on('will-download', (event) => event.preventDefault())
  const outside = createOutside()
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents, outside))
}

const isImageData = (url: string) => url.startsWith('data:image/')

function lockDownContents(contents: WebContents, outside: Outside) {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnUrl(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('input-event', (_event, { type }) => outside.noteInput(type))
  contents.setWindowOpenHandler(({ url }) => {
    outside.open(url)
    return { action: 'deny' }
  })
}
