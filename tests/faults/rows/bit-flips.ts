import { join } from 'node:path'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { inLanes, runChild } from '../child.ts'
import type { FlipArguments, FlipResult } from '../children/flips.ts'
import { passwordOf } from '../mix.ts'
import { openProgram, openVault, placeIn } from '../program.ts'
import { createTally, type Row } from '../row.ts'

const LANES = 2

export const bitFlips: Row = {
  fault: 'bit flips in the database file',
  atLeast: 300,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const place = placeIn(directory.path)
    const { app, api } = openProgram(place)
    const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
    for (let count = 0; count < (scale === 'full' ? 40 : 5); count += 1)
      await api.connectors.install({
        workspaceId,
        catalogKey: 'wordpress',
        name: `Blog ${count}`,
        config: { site_url: 'https://example.com' },
        auth: { username: 'editor', application_password: passwordOf(String(count)) },
      })
    await app.close()
    const secrets = await readSecrets(join(place.dataDir, 'patchbay.db'), place, workspaceId)
    const count = (scale === 'full' ? 300 : 6) / LANES
    await inLanes(LANES, async (lane) => {
      const seed = lane + 1
      const { out, err, code, signal } = await runChild('flips', {
        place,
        workspaceId,
        secrets,
        seed,
        count,
      } satisfies FlipArguments)
      if (!tally.expect(code === 0, `the process crashed with ${signal ?? code}: ${err.slice(0, 500)}`)) return
      const { misses, states } = JSON.parse(out.trim().split('\n').at(-1) ?? '') as FlipResult
      for (const miss of misses) tally.expect(false, miss)
      for (const times of Object.values(states)) for (let done = 0; done < times; done += 1) tally.did()
    })
    return tally.outcome
  },
}

async function readSecrets(file: string, place: { keychainDir: string }, workspaceId: string) {
  const store = openTestStore(file)
  const key = await openVault(store, place).use(workspaceId)
  const rows = store.sqlite.prepare('SELECT id, auth FROM connectors').all() as { id: string; auth: string }[]
  const secrets = rows.flatMap(({ id, auth }) =>
    Object.entries(JSON.parse(auth) as Record<string, { value: string }>).map(([path, { value }]) => [
      `${id} ${path}`,
      key.decrypt({ connectorId: id, path }, value),
    ]),
  )
  store.close()
  return Object.fromEntries(secrets) as Record<string, unknown>
}
