import { existsSync } from 'node:fs'
import { app, dialog, Menu } from 'electron'
import type { Commands } from '../commands.ts'
import { menuTemplate } from './menu-template.ts'
import { showInFolder } from '../window/outside.ts'
import type { Remembered } from '../remembered.ts'
import { hostText } from '../text/text.ts'

interface Deps {
  version: string
  commands: Pick<Commands, 'push'>
  remembered: Remembered
  /** Brings the window to the front. */
  focus: () => void
  openWindow: () => void
  hasUpdates: boolean
}

/** Sets the menus; called again when the exports in them have changed. */
export function setMenu({ version, commands, remembered, focus, openWindow, hasUpdates }: Deps): void {
  const text = hostText()
  const show = (path: string) => {
    if (existsSync(path)) return showInFolder(path)
    remembered.removeExport(path)
    dialog.showErrorBox(text.fileGone, path)
  }
  app.setAboutPanelOptions({ applicationName: 'Patchbay', applicationVersion: version, copyright: text.copyright })
  const template = menuTemplate({
    words: text.menu,
    platform: process.platform,
    ask: (kind) => {
      focus()
      commands.push({ kind })
    },
    recentExports: remembered.recentExports().map((path) => ({ label: toLabel(path), show: () => show(path) })),
    clearExports: remembered.clearExports,
    openWindow,
    hasUpdates,
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** An ampersand would mark a key on Windows and Linux. */
const toLabel = (path: string) => path.replaceAll('&', '&&')
