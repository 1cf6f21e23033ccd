import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { lineFrom, startChild } from '../child.ts'
import { type Place, placeIn } from '../program.ts'
import { createTally, type Row } from '../row.ts'

const HOSTS = ['electron', 'http', 'cli']
const WITHIN_MS = 2000

/** How each host is started as the second; Electron's binary is not needed for the part that opens the data. */
const SECONDS: Record<string, (place: Place) => ReturnType<typeof spawn>> = {
  electron: (place) => startChild('hold', { place, host: 'electron' }),
  http: ({ dataDir }) => cli(['serve', '--data-dir', dataDir]),
  'http by open': ({ dataDir }) => cli(['open', '--no-open', '--data-dir', dataDir]),
  cli: ({ dataDir }) => cli(['workspace', 'list', '--data-dir', dataDir]),
}

const cli = (args: string[]) =>
  spawn(process.execPath, [projectPath('src/main/cli.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })

export const twoInstances: Row = {
  fault: 'two instances, every pair of hosts, and freed by kill -9',
  atLeast: 12,
  run: async (scale) => {
    const tally = createTally()
    for (const first of scale === 'full' ? HOSTS : ['http']) {
      using directory = temporaryDirectory()
      const place = placeIn(directory.path)
      const holder = startChild('hold', { place, host: first })
      await lineFrom(holder, 'holding')
      const empty = await timeOf(cli(['--version']))
      for (const [second, start] of Object.entries(SECONDS)) {
        const { code, err, milliseconds } = await timeOf(start(place))
        tally.did()
        const pair = `${first} then ${second}`
        tally.expect(code === 7, `${pair}: exit code ${code}: ${err}`)
        tally.expect(err.includes(`(${first}, process ${holder.pid})`), `${pair}: does not say who: ${err}`)
        // A machine that is busy with other work starts every process late; only what comes on top is ours.
        tally.expect(milliseconds < WITHIN_MS + empty.milliseconds, `${pair}: answered after ${milliseconds} ms`)
      }
      holder.kill('SIGKILL')
      await once(holder, 'exit')
      const { code, err } = await timeOf(SECONDS['cli']!(place))
      tally.expect(code === 0, `${first}: not freed by kill -9: ${err}`)
    }
    return tally.outcome
  },
}

async function timeOf(child: ReturnType<typeof spawn>) {
  const start = performance.now()
  child.stdout?.resume()
  const [err, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')])
  return { code: code as number | null, err, milliseconds: Math.round(performance.now() - start) }
}
