import { readFileSync, statSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { wordpress } from '../../../helpers/samples.ts'
import { openTestStore, temporaryDirectory } from '../../../helpers/test-app.ts'
import { openProgram, placeIn } from '../../program.ts'
import { createTally, type Row } from '../../row.ts'

const LONGEST_MS = 60_000

/** The program still runs when its files are read. */
export const traces: Row = {
  fault: 'secrets replaced, deleted and emptied, sought in all files',
  atLeast: 120,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const place = placeIn(directory.path)
    const file = join(place.dataDir, 'patchbay.db')
    const { app, api } = openProgram(place)
    const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
    const count = scale === 'full' ? 120 : 9
    const ids: string[] = []
    for (let index = 0; index < count; index += 1) {
      const auth = { username: 'editor', application_password: `a${String(index).padStart(23, '0')}` }
      ids.push((await api.connectors.install({ ...wordpress, workspaceId, name: `c${index}`, auth })).id)
    }
    const old = envelopes(file)
    tally.expect(left(file, old).length > count / 2, 'the envelopes are not to be found before they are replaced')
    for (const [index, id] of ids.entries()) {
      const auth = { username: 'author', application_password: `b${String(index).padStart(23, '0')}` }
      if (index % 3 === 0) await api.connectors.remove({ workspaceId, id })
      else await api.connectors.update({ workspaceId, id, auth })
      tally.did()
    }
    await api.trash.empty({ workspaceId })
    const end = performance.now() + LONGEST_MS
    while (statSync(`${file}-wal`).size > 0 && performance.now() < end) await wait(20)
    const remaining = left(file, old)
    tally.expect(old.length === count, `only ${old.length} secrets`)
    tally.expect(remaining.length === 0, `${remaining.length} of ${old.length} envelopes are still in the files`)
    await app.close()
    return tally.outcome
  },
}

/** SQLite breaks long values up over its pages. */
function left(file: string, all: string[]): string[] {
  const bytes = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)])
  return all.filter((envelope) => [10, 50].some((from) => bytes.includes(envelope.slice(from, from + 40))))
}

function envelopes(file: string): string[] {
  const { sqlite } = openTestStore(file)
  const texts = sqlite.prepare('SELECT auth FROM connectors').pluck().all() as string[]
  sqlite.close()
  return texts.flatMap((text) =>
    Object.values(JSON.parse(text) as Record<string, { value: string }>).map(({ value }) => value),
  )
}
