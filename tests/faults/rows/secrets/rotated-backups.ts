import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { keysNeededBy } from '../../../../src/main/store/backup/contents.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { byText } from '../../../helpers/secrets.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'
import { copyPlace, secretsIn } from '../../place-secrets.ts'
import { openProgram, type Place, placeIn } from '../../program.ts'
import { createRandom, integer } from '../../../helpers/random.ts'
import { createTally, type Row, type Tally } from '../../row.ts'

const HOUR_MS = 60 * 60 * 1000
const secretOf = (index: number) => `s${String(index).padStart(23, '0')}`

/** What a backup with so many connectors must give back. */
const expected = (connectors: number): string[] =>
  Array.from({ length: connectors }, (_, index) => secretOf(index)).toSorted(byText)

export const rotatedBackups: Row = {
  fault: 'rotated many times, each kept backup restored and read',
  atLeast: 40,
  run: async (scale) => {
    const tally = createTally()
    const random = createRandom(23)
    for (let round = 0; round < (scale === 'full' ? 4 : 1); round += 1) {
      using directory = temporaryDirectory()
      const base = placeIn(join(directory.path, 'base'))
      const rotations = scale === 'full' ? 14 : 2
      let now = Date.parse('2026-03-01T09:00:00.000Z')
      for (let count = 0; count < rotations; count += 1) {
        await work(base, count, () => new Date(now))
        now += (1 + integer(random, 40)) * HOUR_MS
      }
      await restoreEach(base, placeIn(join(directory.path, 'restored')), tally)
      const needed = keysNeededBy(join(base.dataDir, 'backups'))
      // One entry is the person's own key.
      const entries = readdirSync(base.keychainDir).length - 1
      tally.expect(entries === needed.size, `${entries} keys are kept and ${needed.size} are needed`)
    }
    return tally.outcome
  },
}

/** One more connector and one more version of the key, then a start, which removes keys that nothing needs. */
async function work(place: Place, count: number, clock: () => Date) {
  const { app, api } = openProgram(place, { clock, host: 'http' })
  const { id: workspaceId } = (await api.workspaces.list({}))[0] ?? (await api.workspaces.create({ name: 'Acme' }))
  const auth = { username: 'editor', application_password: secretOf(count) }
  await api.connectors.install({ ...wordpress, workspaceId, name: `c${count}`, auth })
  await api.keys.rotate({ workspaceId })
  await app.close()
  const next = openProgram(place, { clock, host: 'http' })
  await next.api.keys.open({ workspaceId, wait: true })
  await next.app.close()
}

async function restoreEach(base: Place, place: Place, tally: Tally) {
  const { app, api } = openProgram(base)
  const backups = await api.backups.list({})
  await app.close()
  tally.expect(backups.length >= 4, `only ${backups.length} backups`)
  for (const { name, contents, keys } of backups) {
    copyPlace(base, place)
    const restoring = openProgram(place)
    await restoring.api.backups.restore({ name })
    await restoring.app.close()
    const secrets = await secretsIn(place).catch((error: unknown) => [String(error)])
    const wanted = expected(contents?.connectors ?? -1)
    tally.expect(secrets.join() === wanted.join(), `${name} (${keys}): ${secrets.slice(0, 3).join()}`)
    tally.expect(keys === 'ready', `${name} is listed as ${keys}`)
    tally.did()
  }
}
