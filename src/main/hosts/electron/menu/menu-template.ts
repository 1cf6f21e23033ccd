import type { MenuItemConstructorOptions as Item } from 'electron'
import type { MenuCommand } from '../../../../contract/groups/desktop.ts'
import type { HostText } from '../text/text.ts'

export interface MenuOptions {
  words: HostText['menu']
  platform: NodeJS.Platform
  /** Asks the window for something. */
  ask: (kind: MenuCommand) => void
  recentExports: readonly { label: string; show: () => void }[]
  clearExports: () => void
  openWindow: () => void
  /** Whether the program can look for a newer version. */
  hasUpdates: boolean
}

/** The menus of a platform: its standard ones, and in File what the window can be asked for. */
export function menuTemplate(options: MenuOptions): Item[] {
  const { words, platform, ask, hasUpdates } = options
  const isMac = platform === 'darwin'
  const view: Item = {
    label: words.view,
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  }
  const help: Item[] = [
    // The page takes the key itself, also in an open dialog.
    { label: words.pages, accelerator: 'F1', registerAccelerator: false, click: () => ask('help') },
    { label: words.keyboard, click: () => ask('keyboard') },
    { type: 'separator' },
    ...(hasUpdates ? [{ label: words.updates, click: () => ask('updates') }] : []),
    { label: words.about, click: () => ask('about') },
  ]
  const template: Item[] = [
    fileMenu(options, isMac),
    { role: 'editMenu' },
    view,
    windowMenu(isMac),
    { role: 'help', submenu: help },
  ]
  if (isMac) template.unshift({ role: 'appMenu' })
  return template
}

/** Elsewhere than on macOS, the standard menu's Zoom, which changes the size of the window, stands beside Zoom In. */
const windowMenu = (isMac: boolean): Item =>
  isMac ? { role: 'windowMenu' } : { role: 'windowMenu', submenu: [{ role: 'minimize' }, { role: 'close' }] }

function fileMenu({ words, ask, recentExports, clearExports, openWindow }: MenuOptions, isMac: boolean): Item {
  const recent: Item[] =
    recentExports.length === 0
      ? [{ label: words.noRecent, enabled: false }]
      : [
          ...recentExports.map(({ label, show }) => ({ label, click: show })),
          { type: 'separator' },
          { label: words.clearRecent, click: clearExports },
        ]
  return {
    label: words.file,
    submenu: [
      { label: words.newWindow, accelerator: 'CmdOrCtrl+N', click: openWindow },
      { type: 'separator' },
      { label: words.join, click: () => ask('join') },
      { label: words.import, accelerator: 'CmdOrCtrl+I', click: () => ask('import') },
      { label: words.importCode, click: () => ask('import-code') },
      { label: words.recent, submenu: recent },
      { type: 'separator' },
      { label: words.openBackup, accelerator: 'CmdOrCtrl+O', click: () => ask('open-backup') },
      { label: words.restore, click: () => ask('restore-database') },
      { type: 'separator' },
      { label: words.settings, accelerator: 'CmdOrCtrl+,', click: () => ask('settings') },
      { label: words.lock, accelerator: 'CmdOrCtrl+Shift+L', click: () => ask('lock') },
      { type: 'separator' },
      isMac ? { role: 'close' } : { role: 'quit' },
    ],
  }
}
