import { readFileSync } from 'node:fs'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { createTestApp, resources, type TestApp } from '../../helpers/test-app.ts'
import type { RunningHost } from './host.ts'

/** The program on the loopback host, with the built screens and a database in memory. */
export const startHttp = (): Promise<RunningHost> => serveProgram(createTestApp())

/** The same for a program that a spec has made. */
export async function serveProgram({ app, api }: Pick<TestApp, 'app' | 'api'>): Promise<RunningHost> {
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  return {
    api,
    page: null,
    open: async (page, path = '/') => void (await page.goto(host.oneTimeUrl().replace('/#', `${path}#`))),
    exportFile: async (page, start) => {
      const [download] = await Promise.all([page.waitForEvent('download'), start()])
      return readFileSync(await download.path(), 'utf8')
    },
    close: async () => {
      await host.close()
      await app.close()
    },
  }
}
