import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { inLanes, killAfter, lineFrom, runChild, startChild } from '../child.ts'
import type { FirstStartArguments } from '../children/first-start.ts'
import { openProgram, placeIn } from '../program.ts'
import { createRandom } from '../../helpers/random.ts'
import { createTally, type Row, type Tally } from '../row.ts'

const LANES = 2
const LONGEST_MS = 120

export const firstStart: Row = {
  fault: 'very first start killed at every write and at random',
  atLeast: 45,
  run: async (scale) => {
    const tally = createTally()
    const random = createRandom(17)
    const written = await countPoints()
    const every = Array.from({ length: written }, (_, killAt) => killAt)
    const faults: { killAt: number | null; afterMs: number }[] = [
      ...(scale === 'full' ? every : every.slice(0, 2)).map((killAt) => ({ killAt, afterMs: 60_000 })),
      ...Array.from({ length: scale === 'full' ? 30 : 2 }, () => ({ killAt: null, afterMs: random() * LONGEST_MS })),
    ]
    await inLanes(LANES, async () => {
      for (let fault = faults.shift(); fault; fault = faults.shift()) {
        using directory = temporaryDirectory()
        const place = placeIn(directory.path)
        const child = startChild('first-start', { place, killAt: fault.killAt } satisfies FirstStartArguments)
        await lineFrom(child, 'ready')
        await killAfter(child, fault.afterMs)
        tally.did()
        await check(directory.path, JSON.stringify(fault), tally)
      }
    })
    return tally.outcome
  },
}

async function countPoints(): Promise<number> {
  using directory = temporaryDirectory()
  const { out } = await runChild('first-start', { place: placeIn(directory.path), killAt: null })
  return Number(/^done (\d+)/m.exec(out)?.[1])
}

/** The next start is a first start again, or goes on with the whole workspace; nothing is lost, set aside or refused. */
async function check(directory: string, what: string, tally: Tally) {
  const place = placeIn(directory)
  try {
    const { app, api, reported } = openProgram(place)
    const list = await api.workspaces.list({})
    tally.expect(list.every(({ name }) => name === 'Acme') && list.length <= 1, `${what}: ${list.length} workspaces`)
    const { id: workspaceId } = list[0] ?? (await api.workspaces.create({ name: 'Acme' }))
    const key = await api.keys.open({ workspaceId })
    tally.expect(key.state === 'READY', `${what}: the key is ${key.state}`)
    await api.connectors.loadSamples({ workspaceId })
    tally.expect((await api.doctor.run({})).state === 'ok', `${what}: doctor finds a fault`)
    await app.close()
    for (const error of reported) tally.expect(false, `${what}: ${String(error)}`)
    tally.expect(!existsSync(join(place.dataDir, 'quarantine')), `${what}: something was set aside`)
  } catch (error) {
    tally.expect(false, `${what}: ${String(error)}`)
  }
}
