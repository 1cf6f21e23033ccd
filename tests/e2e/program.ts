import { type Browser, test as base, type BrowserContext } from '@playwright/test'
import { type DesktopSession, NO_SESSION, startDesktopSession } from './electron/program/keyring.ts'
import { chromiumOptions } from '../helpers/chromium.ts'
import { startElectron } from './hosts/electron.ts'
import type { HostName, Program, RunningHost } from './hosts/host.ts'
import { startHttp } from './hosts/http.ts'

export type { Program } from './hosts/host.ts'

export interface HostOptions {
  /** The host of the Playwright project. */
  host: HostName
}

type Start = (context: BrowserContext, session: DesktopSession) => Promise<RunningHost>

const start: Record<HostName, Start> = {
  http: startHttp,
  electron: (_context, session) => startElectron(session),
}

/** The same specs on every host; `program.open` shows the screens in `page`. */
export const test = base.extend<{ running: RunningHost; program: Program }, HostOptions & { session: DesktopSession }>({
  host: ['http', { option: true, scope: 'worker' }],

  // Shared by all tests of a worker, because every workspace has its own id and so its own key.
  session: [
    async ({ host }, use) => {
      const session = host === 'electron' ? await startDesktopSession() : NO_SESSION
      await use(session)
      await session.end()
    },
    { scope: 'worker' },
  ],

  // Electron needs no other browser.
  browser: [
    async ({ host, playwright }, use) => {
      const browser = host === 'http' ? await playwright.chromium.launch(chromiumOptions()) : null
      await use(browser as Browser)
      await browser?.close()
    },
    { scope: 'worker' },
  ],

  context: async ({ browser }, use) => {
    const context = await (browser as Browser | null)?.newContext()
    await use(context as BrowserContext)
    await context?.close()
  },

  running: async ({ host, context, session }, use) => {
    const running = await start[host](context, session)
    await use(running)
    await running.close()
  },

  program: async ({ running }, use) => use(running),

  page: async ({ running, context }, use) => {
    const page = running.page ?? (await context.newPage())
    const errors: string[] = []
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    page.on('pageerror', (error) => errors.push(error.message))
    await use(page)
    // Chromium writes the HTTP status of a refused input to the console.
    const unexpected = errors.filter((text) => !text.startsWith('Failed to load resource'))
    base.expect(unexpected).toEqual([])
  },
})

export const { expect } = test
