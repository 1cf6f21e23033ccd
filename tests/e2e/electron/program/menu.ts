import type { ElectronApplication } from '@playwright/test'

/** The labels in a menu of the program, by the labels that lead to it; a separator is `separator`. */
export const menuLabels = (electron: ElectronApplication, path: string[]): Promise<string[]> =>
  inMenu(electron, path, false)

/** Chooses an item of the program's menu, by the labels that lead to it, as a person does. */
export async function clickMenu(electron: ElectronApplication, path: string[]): Promise<void> {
  await inMenu(electron, path, true)
}

const inMenu = (electron: ElectronApplication, path: string[], click: boolean) =>
  electron.evaluate(
    ({ BrowserWindow, Menu }, given) => {
      let items = Menu.getApplicationMenu()?.items ?? []
      const labels = () => items.map(({ label, type }) => label || type)
      for (const [index, name] of given.path.entries()) {
        const item = items.find(({ label }) => label === name)
        if (!item) throw new Error(`There is no ${name} among ${labels().join(', ')}`)
        items = item.submenu?.items ?? []
        if (!given.click || index < given.path.length - 1) continue
        if (!item.enabled) throw new Error(`${given.path.join(' > ')} does nothing`)
        const [window] = BrowserWindow.getAllWindows()
        item.click({}, window, window?.webContents)
      }
      return labels()
    },
    { path, click },
  )
