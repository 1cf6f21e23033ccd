import { once } from 'node:events'
import { type Command, InvalidArgumentError } from 'commander'
import { defaultDataDir } from '../../../platform/data-directory.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { readPassphrase } from '../input.ts'
import { withStandingPassphrase } from '../passphrase.ts'
import { type CommonOptions, openForCli, withCommonOptions } from '../session.ts'

/** A port that stays the same lets a browser remember what belongs to this address, such as the last workspace. */
const USUAL_PORT = 47_600

interface HostOptions extends CommonOptions {
  port?: number
  open: boolean
}

export function hostCommands(program: Command, files: ProgramFiles): void {
  const hostCommand = (name: string, description: string) =>
    withCommonOptions(program.command(name).description(description)).option(
      '--port <port>',
      `the port of the loopback address, 0 for any free one (default: ${USUAL_PORT} where it is free)`,
      toPort,
    )

  hostCommand('open', 'open the screens: in a window or, without Electron, in the default browser')
    .option('--no-open', 'serve the screens on the loopback address and open nothing')
    .action(async (options: HostOptions) => {
      const { runElectron } = await import('../electron.ts')
      if (options.open && (await runElectron(files.rootDir, options.dataDir))) return
      await serveScreens(options, files)
    })

  hostCommand('serve', 'serve the screens and the REST interface on the loopback address').action(
    (options: HostOptions) => serveScreens({ ...options, open: false }, files),
  )
}

/** Serves until the process gets a signal to end. */
async function serveScreens(options: HostOptions, files: ProgramFiles): Promise<void> {
  // Whatever keeps the database from opening is shown on the screens, except that another process holds it.
  const passphrase = readPassphrase(options.passphraseFile)
  const app = openForCli(options, 'http', files, ({ reason }) => reason !== 'in_use')
  const served = { dispatch: withStandingPassphrase(app.dispatch, passphrase), changes: app.changes }
  try {
    // The other commands start faster without Node's http.
    const { startHttpHost } = await import('../../http/server.ts')
    const { openBrowser, removeOpeningPage } = await import('../browser.ts')
    const { rendererDir, version } = files
    const start = (port: number) => startHttpHost({ app: served, rendererDir, port, version })
    const host = await (options.port === undefined ? start(USUAL_PORT).catch(() => start(0)) : start(options.port))
    const url = host.oneTimeUrl()
    const dataDir = options.dataDir ?? defaultDataDir()
    const opened = options.open && openBrowser(url, dataDir)
    if (options.json) console.log(JSON.stringify({ url: host.url, oneTimeUrl: url }))
    else if (opened)
      console.log(`Patchbay is open in the browser. If nothing opened, this URL works once, within a minute:\n${url}`)
    else console.log(`Patchbay is served at this URL, which works once, within a minute:\n${url}`)
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')])
    await host.close()
    removeOpeningPage(dataDir)
  } finally {
    await app.close()
  }
}

function toPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('must be a number from 0 to 65535')
  return port
}
