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

type Role = keyof HostText['menu']['roles']

/** The menus of a platform: its standard ones, in the language of the person, and in File what the window can be asked for. */
export function menuTemplate(options: MenuOptions): Item[] {
  const { words, platform, ask, hasUpdates } = options
  const isMac = platform === 'darwin'
  const menu = (...roles: (Role | null)[]): Item[] =>
    roles.map((role) => (role ? { role, label: words.roles[role] } : { type: 'separator' }))
  const view = menu('resetZoom', 'zoomIn', 'zoomOut', null, 'togglefullscreen')
  const edit = isMac
    ? menu('undo', 'redo', null, 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll')
    : menu('undo', 'redo', null, 'cut', 'copy', 'paste', 'delete', null, 'selectAll')
  // Elsewhere than on macOS, the standard menu's Zoom, which changes the size of the window, would stand beside Zoom in.
  const window = isMac ? menu('minimize', 'zoom', null, 'front') : menu('minimize', 'close')
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
    { role: 'editMenu', label: words.roles.editMenu, submenu: edit },
    { label: words.view, submenu: view },
    { role: 'windowMenu', label: words.roles.windowMenu, submenu: window },
    { role: 'help', label: words.help, submenu: help },
  ]
  const program = menu('about', null, 'services', null, 'hide', 'hideOthers', 'unhide', null, 'quit')
  // macOS shows the name of the program in place of a label.
  if (isMac) template.unshift({ role: 'appMenu', submenu: program })
  return template
}

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
      isMac ? { role: 'close', label: words.roles.close } : { role: 'quit', label: words.roles.quit },
    ],
  }
}
