import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { chromium } from './chromium.ts'

/**
 * The part of the `electron` module that the program's main process uses, on top of a Chromium that the test drives.
 * Every part `satisfies` Electron's own types, so that a call which Electron does not have cannot pass.
 */
export { app } from './app.ts'
export { protocol, session } from './session.ts'
export { BrowserWindow, ipcMain } from './windows.ts'

export const dialog = {
  showSaveDialog: async (
    ...args: [window: Electron.BaseWindow, options: Electron.SaveDialogOptions] | [options: Electron.SaveDialogOptions]
  ): Promise<Electron.SaveDialogReturnValue> => {
    const { title = '', defaultPath = '' } = args.at(-1) as Electron.SaveDialogOptions
    const filePath = await chromium.showSaveDialog({ title, defaultPath })
    return { canceled: filePath === null, filePath: filePath ?? '' }
  },
  showErrorBox: (title, content) => void chromium.note({ call: 'showErrorBox', detail: { title, content } }),
} satisfies Partial<Electron.Dialog>

export const shell = {
  openExternal: async (url) => chromium.note({ call: 'openExternal', detail: url }),
} satisfies Partial<Electron.Shell>

export const Menu = {
  buildFromTemplate: (template) => ({ items: template }) as unknown as Electron.Menu,
  setApplicationMenu: (menu) => {
    const labels = menu?.items.map(({ role, label }) => role ?? label)
    void chromium.note({ call: 'setApplicationMenu', detail: labels })
  },
} satisfies Partial<typeof Electron.Menu>

export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: false,
} satisfies Partial<Electron.NativeTheme>)
