import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { resources, temporaryDirectory } from '../helpers/test-app.ts'
import { createDesktop, launchStandIn, type StandIn } from './stand-in/chromium/launch.ts'
import type { WindowPage } from './stand-in/chromium/page.ts'

interface DesktopTest {
  dataDir: string
  /** Starts the built program; a second call starts it again on the same data. */
  start: () => StandIn
  /** A running program with its window. */
  window: WindowPage & { standIn: StandIn }
}

/** Tests of the Electron host itself, on the stand-in of the `electron` module. */
export const test = base.extend<DesktopTest>({
  // Playwright takes no fixture without a pattern that names its dependencies.
  dataDir: async ({ browserName: _ }, use) => {
    using directory = temporaryDirectory()
    await use(join(directory.path, 'data'))
  },

  start: async ({ context, dataDir }, use) => {
    const desktop = createDesktop()
    const started: StandIn[] = []
    await use(() => {
      const standIn = launchStandIn({ context, root: resources.rootDir, dataDir, desktop })
      started.push(standIn)
      return standIn
    })
    await Promise.all(started.map(async (standIn) => standIn.quit()))
  },

  window: async ({ start }, use) => {
    const standIn = start()
    await use({ ...(await standIn.firstWindow()), standIn })
  },
})

export const { expect } = test

/** The first window has this number. */
export const MAIN_WINDOW = 1
