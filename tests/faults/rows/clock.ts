import { join } from 'node:path'
import { listBackups, makeBackup } from '../../../src/main/store/backup/backup.ts'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { openProgram, placeIn } from '../program.ts'
import { createRandom, integer, pick } from '../../helpers/random.ts'
import { createTally, type Row, type Tally } from '../row.ts'

const HOUR_MS = 60 * 60 * 1000
const YEAR_MS = 365 * 24 * HOUR_MS
/** Years back and forth, an hour as at the ends of summer time, and none at all. */
const JUMPS = [-20 * YEAR_MS, -3 * YEAR_MS, -HOUR_MS, -1, 0, 0, 1, HOUR_MS, 3 * YEAR_MS, 20 * YEAR_MS]

export const clock: Row = {
  fault: 'clock jumps of years, summer time, equal stamps',
  atLeast: 1000,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const random = createRandom(9)
    let now = Date.parse('2026-03-29T00:59:59.999Z')
    const jump = () => {
      const next = now + pick(random, JUMPS) + integer(random, 3)
      // The years that a timestamp of four digits can hold.
      now = next > Date.parse('1971-01-01') && next < Date.parse('2900-01-01') ? next : Date.parse('2026-03-29')
      tally.did()
    }
    await useProgram(directory.path, { jump, clock: () => new Date(now), rounds: scale === 'full' ? 900 : 30 }, tally)
    keepBackups(join(directory.path, 'backups'), { jump, now: () => now, rounds: scale === 'full' ? 100 : 8 }, tally)
    return tally.outcome
  },
}

/**
 * Lists keep their order, history keeps the order of events, and the trash gives everything back.
 */
async function useProgram(
  directory: string,
  { jump, clock, rounds }: { jump: () => void; clock: () => Date; rounds: number },
  tally: Tally,
) {
  const place = placeIn(directory)
  const { app, api, reported } = openProgram(place, { clock })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const names: string[] = []
  const trash = new Map<string, number>()
  for (let round = 0; round < rounds; round += 1) {
    jump()
    if (round % 3 === 0 || names.length < 3) {
      const name = `c${String(round).padStart(4, '0')}`
      const config = { publish_status: 'draft' }
      const auth = { integration_token: 'x'.repeat(65) }
      await api.connectors.install({ workspaceId, catalogKey: 'medium', name, config, auth })
      names.push(name)
    } else {
      const list = await api.connectors.list({ workspaceId })
      tally.expect(list.map(({ name }) => name).join() === names.join(), `round ${round}: another order`)
      const [oldest] = list
      if (round % 3 === 1) await api.connectors.activate({ workspaceId, id: oldest!.id })
      else {
        await api.connectors.remove({ workspaceId, id: oldest!.id })
        trash.set(oldest!.id, clock().getTime())
        names.shift()
      }
    }
  }
  for (const [id, at] of trash) {
    const restored = await api.connectors.restore({ workspaceId, id }).then(
      () => true,
      () => false,
    )
    tally.expect(restored, `what was deleted at ${new Date(at).toISOString()} is not restored`)
  }
  await app.close()
  for (const error of reported) tally.expect(false, String(error))
  const { sqlite } = openTestStore(join(place.dataDir, 'patchbay.db'))
  const events = sqlite.prepare("SELECT subject_name FROM activity WHERE action = 'connector.install' ORDER BY id")
  const order = events.pluck().all() as string[]
  tally.expect(order.join() === [...order].sort().join(), 'the history is not in the order of events')
  sqlite.close()
}

/** Whatever the clock says, the newest five backups stay, in the order in which they were made. */
function keepBackups(
  dir: string,
  { jump, now, rounds }: { jump: () => void; now: () => number; rounds: number },
  tally: Tally,
) {
  const { sqlite } = openTestStore(`${dir}.db`)
  const names: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    jump()
    names.unshift(makeBackup(sqlite, { dir, kind: 'daily', now: new Date(now()).toISOString() }))
    const kept = listBackups(dir).map(({ name }) => name)
    tally.expect(kept.slice(0, 5).join() === names.slice(0, 5).join(), `after ${round + 1} backups: ${kept.join()}`)
    tally.expect(kept.length <= 16, `after ${round + 1} backups: ${kept.length} are kept`)
  }
  sqlite.close()
}
