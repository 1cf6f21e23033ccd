import { test as base, type BrowserContext } from '@playwright/test'
import { startElectron } from './hosts/electron.ts'
import type { HostName, Program, RunningHost } from './hosts/host.ts'
import { startHttp } from './hosts/http.ts'
import { startStandIn } from './hosts/stand-in.ts'

export type { Program } from './hosts/host.ts'

export interface HostOptions {
  /** The way in that the project of the configuration tests. */
  host: HostName
}

const start: Record<HostName, (context: BrowserContext) => Promise<RunningHost>> = {
  http: startHttp,
  'electron stand-in': startStandIn,
  electron: startElectron,
}

/** The same specs on every host: `page` shows the screens once `program.open` has been called. */
export const test = base.extend<HostOptions & { running: RunningHost; program: Program }>({
  host: ['http', { option: true }],

  running: async ({ host, context }, use) => {
    const running = await start[host](context)
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
    // A refused input is answered with a status that Chromium also writes to the console.
    const unexpected = errors.filter((text) => !text.startsWith('Failed to load resource'))
    base.expect(unexpected).toEqual([])
  },
})

export const { expect } = test
