import type * as Electron from 'electron'
import { chromium, handlers } from './chromium.ts'

type Template = Electron.MenuItemConstructorOptions[]

/** What takes no template of its own from the program, in the wording of Electron. */
let current: Template = []

const nameOf = ({ role, label, type }: Electron.MenuItemConstructorOptions) => label ?? role ?? type ?? ''

const itemsOf = ({ submenu }: Electron.MenuItemConstructorOptions): Template => (Array.isArray(submenu) ? submenu : [])

function find(path: string[]): Electron.MenuItemConstructorOptions {
  let item: Electron.MenuItemConstructorOptions = { submenu: current }
  for (const name of path) {
    const next = itemsOf(item).find((each) => nameOf(each) === name)
    if (!next) throw new Error(`There is no ${name} among ${itemsOf(item).map(nameOf).join(', ')}`)
    item = next
  }
  return item
}

export const Menu = {
  buildFromTemplate: (template) => ({ items: template }) as unknown as Electron.Menu,
  setApplicationMenu: (menu) => {
    current = (menu?.items ?? []) as unknown as Template
    void chromium.note({ call: 'setApplicationMenu', detail: current.map(nameOf) })
  },
} satisfies Partial<typeof Electron.Menu>

Object.assign(handlers, {
  menu: (path: string[]) => itemsOf(find(path)).map(nameOf),
  clickMenu: (path: string[]) => {
    const { click, enabled = true } = find(path)
    if (!click || !enabled) throw new Error(`${path.join(' > ')} does nothing`)
    click({} as Electron.MenuItem, undefined, {})
  },
})
