import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { join, relative, sep } from 'node:path'
import { createServer, mergeConfig } from 'vite'
import config from '../../electron.vite.config.ts'
import { openBrowser } from '../../src/main/hosts/cli/browser.ts'
import { contentSecurityPolicy } from '../../src/main/hosts/security-headers.ts'
import { PROJECT } from '../run-step.ts'
import { createHostProcess } from './host-process.ts'
import { programBehind } from './program-behind.ts'

export interface SourcesOptions {
  /** The folder of the page, relative to the project. */
  page: string
  dataDir: string
  /** Whether to use the data of the demo. */
  isDemo: boolean
  /** Any free port by default. */
  port?: number
  /** Whether to open the default browser. */
  open: boolean
}

/** The sources of the program, apart from the screens. */
const SOURCES = ['src', 'seeds', 'migrations'].map((folder) => join(PROJECT, folder))
const SCREENS = ['renderer', 'preload'].map((folder) => join(PROJECT, 'src', folder) + sep)
const isProgram = (path: string) =>
  SOURCES.some((folder) => path.startsWith(folder + sep)) && !SCREENS.some((folder) => path.startsWith(folder))

/**
 * Serves a page from its sources with hot reload, and behind it the program from its sources, which restarts after a
 * change. Resolves after an interrupt, once nothing runs any more. A build contains none of this.
 */
export async function serveSources({ page, dataDir, isDemo, port, open }: SourcesOptions): Promise<void> {
  let hasStarted = false
  const programPort = await freePort()
  const host = createHostProcess({
    args: [String(programPort), dataDir, ...(isDemo ? ['--demo'] : [])],
    onStart: (oneTimeUrl) => {
      const url = new URL(oneTimeUrl.hash, vite.resolvedUrls?.local[0])
      console.log(`Patchbay is served at this URL, which works once, within a minute:\n${url.href}`)
      if (hasStarted) return vite.ws.send({ type: 'full-reload' })
      hasStarted = true
      if (open) openBrowser(url.href, dataDir)
    },
    onEnd: () => console.log('The program ended. It restarts after the next change.'),
  })

  // Vite needs inline scripts and styles; otherwise the policy is that of a build.
  const nonce = randomBytes(16).toString('base64url')
  const policy = contentSecurityPolicy("'self'").replaceAll(/(script|style)-src 'self'/g, `$& 'nonce-${nonce}'`)
  const vite = await createServer(
    mergeConfig(config.renderer ?? {}, {
      configFile: false,
      root: join(PROJECT, page),
      // The React plugin recognises packages by the name of their folder and skips them.
      cacheDir: join(PROJECT, '.dev', 'node_modules', '.vite', page),
      plugins: [programBehind(host, new URL(`http://127.0.0.1:${programPort}`))],
      html: { cspNonce: nonce },
      server: {
        host: '127.0.0.1',
        ...(port !== undefined && { port, strictPort: true }),
        cors: false,
        headers: { 'Content-Security-Policy': policy },
        fs: {
          allow: [
            ...['src', 'docs', 'SECURITY.md', page].map((path) => join(PROJECT, path)),
            realpathSync(join(PROJECT, 'node_modules')),
          ],
        },
      },
    }),
  )
  // Vite's own listener would end this process before the program behind it has closed its data.
  process.removeAllListeners('SIGTERM')
  vite.watcher.add(SOURCES)
  vite.watcher.on('all', (_event, path) => {
    if (!isProgram(path)) return
    console.log(`${relative(PROJECT, path)} changed`)
    void host.restart()
  })

  await vite.listen()
  // Vite reloads the page for packages that it finds later, and a reload could lose the reply to its sign-in.
  await vite.warmupRequest('/main.tsx')
  await vite.waitForRequestsIdle()
  await host.restart()
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))
  await Promise.all([vite.close(), host.stop()])
}

/** A free port of the loopback address. */
async function freePort(): Promise<number> {
  const socket = createSocketServer().listen(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address() as AddressInfo
  socket.close()
  return port
}
