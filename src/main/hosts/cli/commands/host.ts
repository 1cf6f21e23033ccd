import { once } from 'node:events'
import { type Command, InvalidArgumentError } from 'commander'
import { defaultDataDir } from '../../../platform/data-directory.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { passphraseReader } from '../input.ts'
import { withStandingPassphrase } from '../passphrase.ts'
import { type CommonOptions, openForCli, printWarnings, withCommonOptions } from '../session.ts'
import { type Shown, terminal } from '../terminal.ts'
import { openPage, removeOpeningPage, writeOpeningPage } from '../browser.ts'

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
      if (terminal.running) return printShown(await terminal.running.show(options.open), options)
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
  const readPassphrase = await passphraseReader(options.passphraseFile)
  const app = openForCli(options, 'http', files, {
    standby: ({ reason }) => reason !== 'in_use',
    unattended: { readPassphrase },
  })
  const { hasDirectory } = app
  printWarnings(app)
  const served = { ...app, dispatch: withStandingPassphrase(app.dispatch, readPassphrase) }
  try {
    // The other commands start faster without Node's http.
    const { startHttpHost } = await import('../../http/server.ts')
    const { receiveCommands } = await import('../hand-over/receive.ts')
    const { rendererDir, version } = files
    const start = (port: number) => startHttpHost({ app: served, rendererDir, port, version })
    const host = await (options.port === undefined ? start(USUAL_PORT).catch(() => start(0)) : start(options.port))
    const dataDir = options.dataDir ?? defaultDataDir()
    const show = async (open: boolean, browse: (page: string) => Promise<boolean>): Promise<Shown> => {
      const oneTimeUrl = host.oneTimeUrl()
      // Nothing is written to a directory that may be somebody else's.
      const isOpen = open && hasDirectory && (await browse(writeOpeningPage(oneTimeUrl, dataDir)))
      // The browser takes longer to start than this.
      if (isOpen) setImmediate(host.warmUp)
      return { url: host.url, oneTimeUrl, isOpen }
    }
    const commands =
      hasDirectory &&
      receiveCommands({
        ...{ dataDir, files },
        program: (ask) => ({
          app: served,
          show: (open) =>
            show(open, async (page) => ((await ask({ ask: 'browse', page })) as { isOpen: boolean }).isOpen),
        }),
      })
    printShown(await show(options.open, (page) => Promise.resolve(openPage(page))), options)
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')])
    if (commands) commands.close()
    await host.close()
    if (hasDirectory) removeOpeningPage(dataDir)
  } finally {
    await app.close()
  }
}

function printShown({ url, oneTimeUrl, isOpen }: Shown, { json }: HostOptions): void {
  if (json) terminal.log(JSON.stringify({ url, oneTimeUrl }))
  else if (oneTimeUrl === null) terminal.log('Patchbay is open in its window.')
  else if (isOpen)
    terminal.log(
      `Patchbay is open in the browser. If nothing opened, this URL works once, within a minute:\n${oneTimeUrl}`,
    )
  else terminal.log(`Patchbay is served at this URL, which works once, within a minute:\n${oneTimeUrl}`)
}

function toPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('Choose a number from 0 to 65535.')
  return port
}
