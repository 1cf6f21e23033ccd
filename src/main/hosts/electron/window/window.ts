import { join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme, type WebPreferences } from 'electron'
import { hostText } from '../text/text.ts'
import { isOwnUrl, ORIGIN } from './origin.ts'

/** Chromium's code for a load that another one replaces. */
const ERR_ABORTED = -3

/** What a window may do: show our screens and call the bridge. */
const WEB_PREFERENCES: Readonly<WebPreferences> = Object.freeze({
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  webgl: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  // Chromium would fetch its dictionaries from elsewhere.
  spellcheck: false,
  devTools: false,
  // Pickers of files and folders that ask for no permission before their native dialog is there.
  disableBlinkFeatures: 'FileSystemAccessLocal',
})

/** The canvas of the screens, so a window is never painted in another colour first. */
const CANVAS = { light: '#f6f7f9', dark: '#101216' } as const

const canvas = () => (nativeTheme.shouldUseDarkColors ? CANVAS.dark : CANVAS.light)

/** The only place that makes a window. It is shown once its first screen is painted, so nothing flashes. */
function secureWindow(rootDir: string, slot: number): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: 'Patchbay',
    // Electron keeps the place and size of a window that has a name.
    name: slot === 1 ? 'main' : `window-${slot}`,
    windowStatePersistence: true,
    backgroundColor: canvas(),
    webPreferences: { ...WEB_PREFERENCES, preload: join(rootDir, 'out', 'preload', 'index.cjs') },
  })
  window.once('ready-to-show', () => window.show())
  return window
}

/** A page that fails again this soon after its start will not get any further, in milliseconds. */
const CRASH_LOOP_MS = 5000

/** A window with the screens in it. */
export interface ScreenWindow {
  window: BrowserWindow
  /** Counts from 1; by it, a window keeps its place and its unsaved edits over a restart. */
  slot: number
  /** What its page shows, as `/w/<workspace>/installed`. */
  path(): string
  /** Ends the page's process with everything that it holds in memory and starts the screens afresh. */
  renew(): void
}

interface Opening {
  rootDir: string
  slot: number
  path: string
  /** Hears of the window before its page is loaded. */
  onOpen: (opened: ScreenWindow) => void
  /** Hears when the page shows something else. */
  onMove: () => void
}

/** Opens a window whose page comes back after a crash. */
export function openScreens({ rootDir, slot, path, onOpen, onMove }: Opening): ScreenWindow {
  let startedAt = 0
  let shown = path
  const window = secureWindow(rootDir, slot)
  const load = async (url = `${ORIGIN}${shown}`) => {
    startedAt = performance.now()
    try {
      await window.loadURL(url)
      // Chromium keeps what was typed into the fields of a page with its place in the history.
      window.webContents.navigationHistory.clear()
    } catch {
      // A load that another one replaces rejects; a page that fails has an event of its own.
    }
  }
  const opened: ScreenWindow = {
    window,
    slot,
    path: () => shown,
    renew: () => {
      startedAt = Number.NEGATIVE_INFINITY
      window.webContents.forcefullyCrashRenderer()
    },
  }
  onOpen(opened)
  leadBack(window, () => void load(`${ORIGIN}/`))
  window.webContents.on('did-navigate-in-page', (_event, text, isMainFrame) => {
    const url = URL.parse(text)
    if (!isMainFrame || !url || !isOwnUrl(text)) return
    shown = url.pathname + url.search
    onMove()
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const url = window.webContents.getURL()
    if (performance.now() - startedAt > CRASH_LOOP_MS) return void load(isOwnUrl(url) ? url : undefined)
    const text = hostText()
    dialog.showErrorBox(text.noScreens, text.screensEnded(reason))
    app.quit()
  })
  void load()
  return opened
}

/** Gives windows the canvas of the colour scheme that the system changes to. */
export const followColourScheme = (windows: () => readonly BrowserWindow[]): void =>
  void nativeTheme.on('updated', () => {
    for (const window of windows()) window.setBackgroundColor(canvas())
  })

/**
 * Leads back to the screens from a page that has none: an address of ours where nothing is, and the empty and failed
 * pages of Chromium, whose navigation cannot be refused.
 */
function leadBack({ webContents }: BrowserWindow, loadScreens: () => void) {
  const isHome = (url: string) => url === `${ORIGIN}/`
  webContents.on('did-navigate', (_event, url, status) => {
    if (!isOwnUrl(url) || (status >= 400 && !isHome(url))) loadScreens()
  })
  webContents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && code !== ERR_ABORTED && !isHome(url)) loadScreens()
  })
}
