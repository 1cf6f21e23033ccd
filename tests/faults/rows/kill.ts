import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { damageWords } from '../../../src/shared/text/findings.ts'
import { findDamage } from '../../../src/main/store/files/database-files.ts'
import type { Store } from '../../../src/main/store/open.ts'
import type { StoredSecret } from '../../../src/main/store/schema.ts'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { inLanes, killAfter, lineFrom, startChild } from '../child.ts'
import { applyStep, passwordOf, type MixArguments, type Model, type Step } from '../mix.ts'
import { openProgram, openVault, type Place, placeIn } from '../program.ts'
import { createRandom } from '../../helpers/random.ts'
import { createTally, type Row, type Tally } from '../row.ts'

const LANES = 2
const LONGEST_RUN_MS = 120

export const kill: Row = {
  fault: 'kill -9 during install, update, rotate, delete, activate',
  atLeast: 200,
  run: async (scale) => {
    const tally = createTally()
    const kills = scale === 'full' ? 200 : 4
    await inLanes(LANES, (lane) => killAgainAndAgain(kills / LANES, 1000 * (lane + 1), tally))
    return tally.outcome
  },
}

/** Kills the same data directory again and again; each time what is stored must be what was acknowledged. */
async function killAgainAndAgain(times: number, firstSeed: number, tally: Tally) {
  using directory = temporaryDirectory()
  const place = placeIn(directory.path)
  const journal = join(directory.path, 'journal')
  const { api, app } = openProgram(place)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await app.close()
  const random = createRandom(firstSeed)

  let model: Model = new Map()
  for (let seed = firstSeed; seed < firstSeed + times; seed += 1) {
    rmSync(journal, { force: true })
    const child = startChild('mix', { place, workspaceId, journal, seed } satisfies MixArguments)
    await lineFrom(child, 'acknowledged')
    tally.expect(await killAfter(child, random() * LONGEST_RUN_MS), `seed ${seed}: the child ended on its own`)
    tally.did()
    const journaled = readJournal(journal)
    tally.expect(journaled.acknowledged.length > 0, `seed ${seed}: nothing was acknowledged before the kill`)
    model = await compare(place, workspaceId, model, journaled, (miss) => tally.expect(false, `seed ${seed}: ${miss}`))
  }
}

function readJournal(file: string): { acknowledged: Step[]; pending: Step | undefined } {
  const lines = (existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n').slice(0, -1)
  const acknowledged: Step[] = []
  let pending: Step | undefined
  for (const line of lines)
    if (line !== 'acknowledged') pending = JSON.parse(line) as Step
    else if (pending) {
      acknowledged.push(pending)
      pending = undefined
    }
  return { acknowledged, pending }
}

/** The stored state must be that of every acknowledged step, with or without the one that was begun. */
async function compare(
  place: Place,
  workspaceId: string,
  before: Model,
  { acknowledged, pending }: ReturnType<typeof readJournal>,
  miss: (text: string) => void,
): Promise<Model> {
  const store = openTestStore(join(place.dataDir, 'patchbay.db'))
  try {
    for (const damage of findDamage(store.sqlite)) miss(damageWords(damage))
    const stored = await readState(store, place, workspaceId, miss)
    const certain = acknowledged.reduce(applyStep, before)
    const possible = pending ? applyStep(certain, pending) : certain
    const actual = toText(stored)
    if (actual !== toText(certain) && actual !== toText(possible))
      miss(`the state is neither that of the ${acknowledged.length} acknowledged steps nor of one more`)
    return stored
  } finally {
    store.close()
  }
}

async function readState(store: Store, place: Place, workspaceId: string, miss: (text: string) => void) {
  const key = await openVault(store, place).use(workspaceId)
  const rows = store.sqlite
    .prepare('SELECT id, name, status, config, auth FROM connectors WHERE deleted_at IS NULL')
    .all() as { id: string; name: string; status: string; config: string; auth: string }[]
  const state: Model = new Map()
  for (const { id, name, status, config, auth } of rows) {
    const token =
      /^https:\/\/(.*)\.example\.com$/.exec((JSON.parse(config) as { site_url: string }).site_url)?.[1] ?? ''
    const secrets = Object.entries(JSON.parse(auth) as Record<string, StoredSecret>)
    const values = secrets.map(([path, { value }]) => key.decrypt({ connectorId: id, path }, value))
    if (!values.includes(passwordOf(token))) miss(`${name} has config and secret of two changes`)
    state.set(name, { token, active: status === 'active' })
  }
  return state
}

const toText = (model: Model) => JSON.stringify([...model].sort(([a], [b]) => (a < b ? -1 : 1)))
