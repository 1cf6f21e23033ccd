import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser } from '../src/main/hosts/cli/browser.ts'
import { startHttpHost } from '../src/main/hosts/http/server.ts'
import { type Demo, demoResources, openDemo } from './demo/directory.ts'

/** Opens the built screens on demo data: 12 workspaces with 250 connectors. See scripts/demo. */
const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    open: { type: 'boolean', default: true },
  },
  allowNegative: true,
})

process.umask(0o077)
const directory = values['data-dir']
const dataDir = directory === undefined ? mkdtempSync(join(tmpdir(), 'patchbay-demo-')) : resolve(directory)
const stop = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))

async function serve({ app, locked }: Demo) {
  const { rendererDir, version } = demoResources
  const host = await startHttpHost({ app, rendererDir, port: Number(values.port), version })
  const url = host.oneTimeUrl()
  const isOpen = values.open && openBrowser(url, dataDir)
  console.log(
    `The demo is ${isOpen ? 'open in the browser. It is ' : ''}served at this URL, which works once, within a minute:\n${url}`,
  )
  console.log(`"${locked.workspace}" is locked. Its passphrase is: ${locked.passphrase}`)
  console.log(
    directory === undefined ? 'Ctrl+C ends the demo and removes its data' : 'Ctrl+C ends the demo; its data stays',
  )
  await stop
  await host.close()
  await app.close()
}

try {
  console.log(`Making the demo in ${dataDir}…`)
  const demo = await Promise.race([openDemo({ dataDir, seed: Number(values.seed) }), stop.then(() => null)])
  if (demo) await serve(demo)
} finally {
  if (directory === undefined) rmSync(dataDir, { recursive: true, force: true })
}
// Work that an interrupt left unfinished would keep the process alive.
process.exit()
