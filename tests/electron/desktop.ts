import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { resources, temporaryDirectory } from '../helpers/test-app.ts'
import { createDesktop, launchStandIn, type StandIn } from './stand-in/chromium/launch.ts'
import type { WindowPage } from './stand-in/chromium/page.ts'

interface Desktop {
  dataDir: string
  /** Starts the built program; a second call starts it again on the same data. */
  start: (more?: { args?: string[]; env?: Record<string, string>; directory?: string }) => StandIn
}

interface DesktopTest {
  desktop: Desktop
  /** A running program with its window. */
  window: WindowPage & { standIn: StandIn }
}

/** Tests of the Electron host itself, on the stand-in of the `electron` module. */
export const test = base.extend<DesktopTest>({
  desktop: async ({ context }, use) => {
    using directory = temporaryDirectory()
    const dataDir = join(directory.path, 'data')
    const desktop = createDesktop()
    const started: StandIn[] = []
    const start: Desktop['start'] = (more) => {
      const standIn = launchStandIn({ context, root: resources.rootDir, dataDir, desktop, ...more })
      started.push(standIn)
      return standIn
    }
    await use({ dataDir, start })
    await Promise.all(started.map(async (standIn) => standIn.quit()))
  },

  window: async ({ desktop }, use) => {
    const standIn = desktop.start()
    await use({ ...(await standIn.firstWindow()), standIn })
  },
})

export const { expect } = test

/** The first window has this number. */
export const MAIN_WINDOW = 1
