import { EventEmitter } from 'node:events'
import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type * as Electron from 'electron'
import { app } from './app.ts'
import { chromium, handlers } from './chromium.ts'

/**
 * The part of the `electron` module that the program's main process uses, on top of a Chromium that the test drives.
 * Every part `satisfies` Electron's own types, so that a call which Electron does not have cannot pass.
 */
export { app } from './app.ts'
export { Menu } from './menu.ts'
export { net } from './net.ts'
export { Notification } from './notification.ts'
export { protocol, session } from './session.ts'
export { utilityProcess } from './utility-process.ts'
export { BrowserWindow, ipcMain } from './windows.ts'

export const dialog = {
  showSaveDialog: async (
    ...args: [window: Electron.BaseWindow, options: Electron.SaveDialogOptions] | [options: Electron.SaveDialogOptions]
  ): Promise<Electron.SaveDialogReturnValue> => {
    const { title = '', defaultPath = '', properties = [] } = args.at(-1) as Electron.SaveDialogOptions
    const filePath = await chromium.showSaveDialog({ title, defaultPath, properties })
    return { canceled: filePath === null, filePath: filePath ?? '' }
  },
  showErrorBox: (title, content) => void chromium.note({ call: 'showErrorBox', detail: { title, content } }),
} satisfies Partial<Electron.Dialog>

export const shell = {
  openExternal: async (url) => chromium.note({ call: 'openExternal', detail: url }),
  showItemInFolder: (path) => void chromium.note({ call: 'showItemInFolder', detail: path }),
} satisfies Partial<Electron.Shell>

export const powerMonitor = new EventEmitter()

/** Electron's own updater, of which the program's updater only uses the events. */
export const autoUpdater = new EventEmitter()

// The new version is on its way at this moment, and finds these files of the data.
autoUpdater.on('before-quit-for-update', () => {
  const files = readdirSync(dirname(app.getPath('userData')), { recursive: true, encoding: 'utf8' })
  void chromium.note({ call: 'updateStarted', detail: files })
})

export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: false as boolean,
} satisfies Partial<Electron.NativeTheme>)

Object.assign(handlers, {
  setPlatform: (platform: NodeJS.Platform) => void Object.defineProperty(process, 'platform', { value: platform }),
  emitOnPower: (name: string) => void powerMonitor.emit(name),
  setDark: (isDark: boolean) => {
    nativeTheme.shouldUseDarkColors = isDark
    nativeTheme.emit('updated')
  },
})
