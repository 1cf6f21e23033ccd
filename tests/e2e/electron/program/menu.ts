import type { ElectronApplication } from '@playwright/test'

/** The labels of a menu at a path of labels; a separator is `separator`. */
export const menuLabels = (electron: ElectronApplication, path: string[]): Promise<string[]> =>
  inMenu(electron, path, false)

/** Chooses the menu item at a path of labels, as a person does. */
export async function clickMenu(electron: ElectronApplication, path: string[]): Promise<void> {
  await inMenu(electron, path, true)
}

const inMenu = (electron: ElectronApplication, path: string[], click: boolean) =>
  electron.evaluate(
    ({ BrowserWindow, Menu }, target) => {
      let items = Menu.getApplicationMenu()?.items ?? []
      const labels = () => items.map(({ label, type }) => label || type)
      for (const [index, name] of target.path.entries()) {
        const item = items.find(({ label }) => label === name)
        if (!item) throw new Error(`There is no ${name} among ${labels().join(', ')}`)
        items = item.submenu?.items ?? []
        if (!target.click || index < target.path.length - 1) continue
        if (!item.enabled) throw new Error(`${target.path.join(' > ')} does nothing`)
        const [window] = BrowserWindow.getAllWindows()
        item.click({}, window, window?.webContents)
      }
      return labels()
    },
    { path, click },
  )
