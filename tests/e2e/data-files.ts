import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type AppApi, type AppContract, createClient } from '../../src/contract/index.ts'
import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { systemIdentity } from '../../src/main/core/identity.ts'
import { openApp } from '../../src/main/app/open-app.ts'
import { launchProgram } from './electron/program/launch.ts'
import { errorLog } from '../helpers/error-log.ts'
import { createMemoryKeychain } from '../helpers/keychains/memory-keychain.ts'
import { resources, temporaryDirectory } from '../helpers/test-app.ts'
import { apiOfWindow } from './hosts/window-api.ts'
import { test as base } from './program.ts'

interface Data {
  dataDir: string
  /** The database file. */
  file: string
  /** Runs the program on the directory and shows its screens. */
  open(): Promise<{ page: Page; api: AppApi }>
}

const keychainEngine = createMemoryKeychain()

/** The program on a data directory, without screens. */
export const openProgram = (dataDir: string) =>
  openApp({
    dataDir,
    host: 'http',
    resources,
    keychainEngine,
    // As in Electron, so both hosts have a daily backup.
    clock: () => new Date(),
    // The same person uses every host.
    identity: systemIdentity(),
    log: errorLog(() => undefined),
    standby: () => true,
  })

/** The program on files, with a workspace named Acme in its one backup; every host opens them. */
export const test = base.extend<{ data: Data }>({
  data: async ({ host, session, context }, use) => {
    using directory = temporaryDirectory()
    const dataDir = directory.path
    const before = openProgram(dataDir)
    await createClient<AppContract>(before.dispatch).workspaces.create({ name: 'Acme' })
    await before.close()

    const errors: Error[] = []
    const stops: (() => Promise<unknown>)[] = []
    const openHttp = async () => {
      const app = openProgram(dataDir)
      const { rendererDir, version } = resources
      const http = await startHttpHost({ app, rendererDir, port: 0, version })
      stops.push(http.close, app.close)
      const page = await context.newPage()
      await page.goto(http.oneTimeUrl())
      return { page, api: createClient<AppContract>(app.dispatch) }
    }
    const openElectron = async () => {
      const { page, end } = await launchProgram({ dataDir, env: session.env })
      stops.push(end)
      return { page, api: apiOfWindow(page) }
    }
    const open = async () => {
      const opened = await (host === 'electron' ? openElectron() : openHttp())
      opened.page.on('pageerror', (error) => errors.push(error))
      return opened
    }
    await use({ dataDir, file: join(dataDir, 'patchbay.db'), open })
    for (const stop of stops) await stop()
    expect(errors).toEqual([])
  },
})

export { expect } from '@playwright/test'
