import { openForCli } from '../../src/main/hosts/cli/session.ts'
import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { resourcesBeside } from '../../src/main/platform/resources.ts'

/**
 * The program behind the screens of `npm run dev`: the http host, from its sources, without screens of its own. A child
 * process that replies to each message with the one-time URL and ends with its parent. Its arguments are the port, the data
 * directory, and `--demo` for the data of the demo.
 */
const [port, dataDir = '', demo] = process.argv.slice(2)

process.umask(0o077)
const files = resourcesBeside(new URL('../../src/main/cli.ts', import.meta.url).href)
const app = demo
  ? (await (await import('../demo/directory.ts')).openDemo({ dataDir })).app
  : openForCli({ dataDir }, 'http', files, { standby: ({ reason }) => reason !== 'in_use', unattended: {} })
const host = await startHttpHost({ app, rendererDir: null, port: Number(port), version: files.version })

const answer = () => process.send?.({ oneTimeUrl: host.oneTimeUrl() })
const end = async () => {
  await host.close()
  await app.close()
  process.exit()
}
process.on('message', answer)
process.once('disconnect', () => void end())
process.once('SIGTERM', () => void end())
// Ctrl+C interrupts both processes, and the parent ends this one.
process.on('SIGINT', () => undefined)
if (process.connected) answer()
else await end()
