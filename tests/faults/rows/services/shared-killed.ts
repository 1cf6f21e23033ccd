import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createRandom } from '../../../helpers/random.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'
import { killAfter, lineFrom, startChild } from '../../child.ts'
import { openProgram, placeIn } from '../../program.ts'
import { createTally, type Row } from '../../row.ts'

const LONGEST_RUN_MS = 700

/** Whatever was stored before a kill is in the shared repository afterwards, once each. */
export const sharedKilled: Row = {
  fault: 'kill -9 while changes of a shared workspace are stored and sent',
  atLeast: 100,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const remote = join(directory.path, 'remote.git')
    execFileSync('git', ['init', '--bare', '--quiet', remote])
    const place = placeIn(directory.path)
    const first = openProgram(place)
    const workspaceId = (await first.api.workspaces.create({ name: 'Acme' })).id
    const { id } = await first.api.connectors.install({ workspaceId, ...wordpress })
    await first.api.sharing.share({ workspaceId, remote })
    await first.app.close()
    const random = createRandom(21)
    const acknowledged: string[] = []
    for (let round = 0; round < (scale === 'full' ? 100 : 3); round += 1) {
      const child = startChild('share', { place, workspaceId, id, round })
      createInterface({ input: child.stdout! }).on('line', (line) => acknowledged.push(line.split(' ')[1] ?? ''))
      await lineFrom(child, 'acknowledged')
      tally.expect(await killAfter(child, random() * LONGEST_RUN_MS), `round ${round}: the child ended on its own`)
      tally.did()
    }
    const last = openProgram(place)
    await last.api.sharing.sync({ workspaceId })
    const { toSend } = (await last.api.sharing.status({ workspaceId })) ?? { toSend: -1 }
    tally.expect(toSend === 0, `${toSend} changes are left to send`)
    await last.app.close()
    const log = execFileSync('git', ['-C', remote, 'log', '-p', '--format=%B', 'patchbay'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    for (const value of acknowledged) {
      const times = log.split(`+description: "${value}"`).length - 1
      tally.expect(times === 1, `${value} is ${times} times in the history`)
    }
    return tally.outcome
  },
}
