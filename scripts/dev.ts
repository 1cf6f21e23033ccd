import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { join, relative, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer, mergeConfig } from 'vite'
import config from '../electron.vite.config.ts'
import { openBrowser } from '../src/main/hosts/cli/browser.ts'
import { contentSecurityPolicy } from '../src/main/hosts/security-headers.ts'
import { createHostProcess } from './dev/host-process.ts'
import { programBehind } from './dev/program-behind.ts'
import { PROJECT } from './run-step.ts'

/**
 * Serves the screens from their sources with hot reload, and behind them the program from its sources, which starts
 * again after a change; see scripts/dev. Nothing of this is in a build.
 */
const { values } = parseArgs({
  options: { 'data-dir': { type: 'string' }, port: { type: 'string' }, open: { type: 'boolean', default: true } },
  allowNegative: true,
})
const dataDir = values['data-dir'] ?? join(PROJECT, '.dev', 'data')

let hasStarted = false
const programPort = await freePort()
const host = createHostProcess({
  args: [String(programPort), dataDir],
  onStart: (oneTimeUrl) => {
    const url = new URL(oneTimeUrl.hash, vite.resolvedUrls?.local[0])
    console.log(`Patchbay is served at this URL, which works once:\n${url.href}`)
    if (values.open && !hasStarted) openBrowser(url.href)
    hasStarted = true
    vite.ws.send({ type: 'full-reload' })
  },
  onEnd: () => console.log('The program has ended; it starts again after the next change'),
})
/** Vite's own scripts and styles are inside the page; everything else is under the policy of a build. */
const nonce = randomBytes(16).toString('base64url')
const policy = contentSecurityPolicy("'self'").replaceAll(/(script|style)-src 'self'/g, `$& 'nonce-${nonce}'`)

const vite = await createServer(
  mergeConfig(config.renderer ?? {}, {
    configFile: false,
    cacheDir: join(PROJECT, '.dev', 'node_modules', '.vite'),
    plugins: [programBehind(host, new URL(`http://127.0.0.1:${programPort}`))],
    html: { cspNonce: nonce },
    server: {
      host: '127.0.0.1',
      ...(values.port !== undefined && { port: Number(values.port), strictPort: true }),
      cors: false,
      headers: { 'Content-Security-Policy': policy },
      fs: { allow: [join(PROJECT, 'src'), realpathSync(join(PROJECT, 'node_modules'))] },
    },
  }),
)

/** What the program is made of, apart from the screens. */
const SOURCES = ['src', 'seeds', 'migrations'].map((folder) => join(PROJECT, folder))
const SCREENS = ['renderer', 'preload'].map((folder) => join(PROJECT, 'src', folder) + sep)
vite.watcher.add(SOURCES)
vite.watcher.on('all', (_event, path) => {
  const isProgram = SOURCES.some((folder) => path.startsWith(folder + sep))
  if (!isProgram || SCREENS.some((folder) => path.startsWith(folder))) return
  console.log(`${relative(PROJECT, path)} has changed`)
  void host.restart()
})

await vite.listen()
await host.restart()
await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))
await Promise.all([vite.close(), host.stop()])

/** A port of the loopback address that is free now. */
async function freePort(): Promise<number> {
  const socket = createSocketServer().listen(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address() as AddressInfo
  socket.close()
  return port
}
