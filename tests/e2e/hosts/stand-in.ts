import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { createDesktop, launchStandIn } from '../../electron/stand-in/chromium/launch.ts'
import { toPageUrl } from '../../electron/stand-in/url.ts'
import { resources, temporaryDirectory } from '../../helpers/test-app.ts'
import type { RunningHost } from './host.ts'
import { apiOfWindow, textOfFile } from './window-api.ts'

/** The built Electron program on the stand-in of the `electron` module. */
export async function startStandIn(context: BrowserContext): Promise<RunningHost> {
  const directory = temporaryDirectory()
  const dataDir = join(directory.path, 'data')
  const program = launchStandIn({ context, root: resources.rootDir, dataDir, desktop: createDesktop() })
  const { page, escaped } = await program.firstWindow()
  return {
    api: apiOfWindow(page),
    page,
    open: async (_page, path = '/') => void (await page.goto(toPageUrl(`app://patchbay${path}`))),
    exported: async (_page, start) => {
      program.saveTo = join(directory.path, 'export.json')
      await start()
      return textOfFile(program.saveTo)
    },
    close: async () => {
      const code = await program.quit()
      directory[Symbol.dispose]()
      if (code !== 0) throw new Error(`The program ended with code ${code}: ${program.errors()}`)
      if (escaped.length > 0) throw new Error(`The program let requests through: ${escaped.join(', ')}`)
    },
  }
}
