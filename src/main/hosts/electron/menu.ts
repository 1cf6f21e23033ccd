import { app, Menu, type MenuItemConstructorOptions } from 'electron'

/** The standard menus of each platform; everything special is on the screens. */
export function setMenu(version: string): void {
  const isMac = process.platform === 'darwin'
  app.setAboutPanelOptions({ applicationName: 'Patchbay', applicationVersion: version, copyright: 'MIT licence' })
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  }
  const common: MenuItemConstructorOptions[] = [
    { role: 'fileMenu' },
    { role: 'editMenu' },
    view,
    { role: 'windowMenu' },
  ]
  // macOS has About in the menu of the application.
  const template: MenuItemConstructorOptions[] = isMac
    ? [{ role: 'appMenu' }, ...common]
    : [...common, { role: 'help', submenu: [{ role: 'about' }] }]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
