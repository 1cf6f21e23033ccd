import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { electronBinary } from '../../electron/real/binary.ts'
import { resources, temporaryDirectory } from '../../helpers/test-app.ts'
import { hasSecretService, startKeyringSession } from '../../keychain/keyring-session.ts'
import type { RunningHost } from './host.ts'
import { apiOfWindow, textOfFile } from './window-api.ts'

/** The built program in real Electron; on Linux in a session with a keyring of its own. */
export async function startElectron(): Promise<RunningHost> {
  const directory = temporaryDirectory()
  const keyring = process.platform === 'linux' && hasSecretService ? await startKeyringSession() : null
  await keyring?.startKeyring('unlocked')
  const saveTo = join(directory.path, 'export.json')
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const electron = await _electron.launch({
    executablePath: electronBinary() ?? '',
    args: [...sandbox, resources.rootDir, `--data-dir=${join(directory.path, 'data')}`],
    env: Object.fromEntries(
      Object.entries({ ...process.env, ...keyring?.env }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
  })
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, saveTo)
  const page = await electron.firstWindow()
  return {
    api: apiOfWindow(page),
    page,
    open: async (_page, path = '/') => void (await page.goto(`app://patchbay${path}`)),
    exported: async (_page, start) => {
      await start()
      return textOfFile(saveTo)
    },
    close: async () => {
      await electron.close()
      await keyring?.end()
      directory[Symbol.dispose]()
    },
  }
}
