import type { MenuItemConstructorOptions as Item } from 'electron'
import { expect, test } from 'vitest'
import { english } from '../../../../../../src/main/hosts/electron/text/en.ts'
import { menuTemplate, type MenuOptions } from '../../../../../../src/main/hosts/electron/menu/menu-template.ts'

const options: MenuOptions = {
  words: english.menu,
  platform: 'linux',
  ask: () => undefined,
  recentExports: [],
  clearExports: () => undefined,
  openWindow: () => undefined,
  hasUpdates: false,
}

const nameOf = ({ label, role, type }: Item) => role ?? label ?? type
const itemsOf = (menu: Item | undefined) => menu?.submenu as Item[]
const menuNamed = (template: Item[], name: string) => template.find((menu) => nameOf(menu) === name)

const HELP = ['Patchbay help', 'Keyboard shortcuts', 'separator', 'About Patchbay']

const FILE = [
  ...['New window', 'separator', 'Join a workspace…'],
  ...[
    'Import entries…',
    'Import connectors from code…',
    'Recent exports',
    'separator',
    'Open backup…',
    'Restore…',
    'separator',
  ],
  ...['Settings…', 'Lock workspace', 'separator'],
]

test.for(['win32', 'linux'] as const)('on %s the program ends from File, and About is under Help', (platform) => {
  const template = menuTemplate({ ...options, platform })
  expect(template.map(nameOf)).toEqual(['File', 'editMenu', 'View', 'windowMenu', 'help'])
  expect(itemsOf(template[0]).map(nameOf)).toEqual([...FILE, 'quit'])
  expect(itemsOf(menuNamed(template, 'help')).map(nameOf)).toEqual(HELP)
  // The standard Zoom, which changes the size of the window, would stand beside Zoom in and Zoom out of the page.
  expect(itemsOf(menuNamed(template, 'windowMenu')).map(nameOf)).toEqual(['minimize', 'close'])
})

test('on macOS the program has a menu of its own with About and Quit, and File closes the window', () => {
  const template = menuTemplate({ ...options, platform: 'darwin' })
  expect(template.map(nameOf)).toEqual(['appMenu', 'File', 'editMenu', 'View', 'windowMenu', 'help'])
  expect(itemsOf(template[1]).map(nameOf)).toEqual([...FILE, 'close'])
})

test.for(['darwin', 'win32', 'linux'] as const)(
  'on %s, looking for updates is under Help where it can be done',
  (platform) => {
    const help = menuNamed(menuTemplate({ ...options, platform, hasUpdates: true }), 'help')
    expect(itemsOf(help).map(nameOf)).toEqual(HELP.toSpliced(3, 0, 'Check for updates…'))
  },
)

test('the page can be zoomed and shown full screen, and has no tools of developers', () => {
  const template = menuTemplate(options)
  const names = itemsOf(menuNamed(template, 'View')).map(nameOf)
  expect(names).toEqual(['resetZoom', 'zoomIn', 'zoomOut', 'separator', 'togglefullscreen'])
  expect(JSON.stringify(template)).not.toMatch(/devTools|reload/i)
})

test('every item of File and Help asks the window for what it names, and no two have the same shortcut', () => {
  const commands: string[] = []
  const file = itemsOf(menuTemplate({ ...options, ask: (kind) => void commands.push(kind) })[0])
  for (const { click } of file) click?.({} as never, undefined, {})
  expect(commands).toEqual(['join', 'import', 'import-code', 'open-backup', 'restore-database', 'settings', 'lock'])
  commands.length = 0
  const help = itemsOf(menuNamed(menuTemplate({ ...options, ask: (kind) => void commands.push(kind) }), 'help'))
  for (const { click } of help) click?.({} as never, undefined, {})
  expect(commands).toEqual(['help', 'keyboard', 'about'])
  const shortcuts = file.flatMap(({ accelerator }) => accelerator ?? [])
  expect(shortcuts).toEqual(['CmdOrCtrl+N', 'CmdOrCtrl+I', 'CmdOrCtrl+O', 'CmdOrCtrl+,', 'CmdOrCtrl+Shift+L'])
})
