import { join } from 'node:path'
import type { DesktopSession } from '../electron/program/keyring.ts'
import { launchProgram } from '../electron/program/launch.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import type { RunningHost } from './host.ts'
import { apiOfWindow, textOfFile } from './window-api.ts'

/** The built program in real Electron. */
export async function startElectron({ env }: DesktopSession): Promise<RunningHost> {
  const directory = temporaryDirectory()
  const saveTo = join(directory.path, 'export.json')
  const program = await launchProgram({ dataDir: join(directory.path, 'data'), env })
  const { electron, page } = program
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, saveTo)
  return {
    api: apiOfWindow(page),
    page,
    open: async (_page, path = '/') => void (await page.goto(`app://patchbay${path}`)),
    exportFile: async (_page, start) => {
      await start()
      return textOfFile(saveTo)
    },
    close: async () => {
      const code = await program.end()
      directory[Symbol.dispose]()
      if (code !== 0) throw new Error(`The program ended with code ${code}: ${program.errors()}`)
    },
  }
}
