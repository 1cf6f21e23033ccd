import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Store } from '../../src/main/store/open.ts'
import { wordpress } from '../helpers/samples.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../helpers/test-app.ts'
import { type Figure, median, quantile, type Sides, sides } from './measure.ts'

const BATCH = 50
const ROUNDS = 20

/**
 * Installing: validate, encrypt and commit durably, against inserting a row durably and nothing else, and against
 * inserting the same rows with their indexes, which is what the machine must write for an install in any case.
 */
export async function benchInstall(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const { app, api, store } = createTestApp({ store: openTestStore(join(directory.path, 'ours.db')) })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const copyRows = createCopy(store)

  const bare = new Database(join(directory.path, 'bare.db'))
  bare.pragma('journal_mode = wal')
  bare.pragma('synchronous = full')
  bare.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, content TEXT)')
  const insert = bare.prepare('INSERT INTO rows (content) VALUES (?)')
  const content = 'x'.repeat(1500)

  let next = 0
  const install = async () => {
    for (let index = 0; index < BATCH; index += 1)
      await api.connectors.install({ workspaceId, ...wordpress, name: `Connector ${(next += 1)}` })
  }
  const repeat = (insertOne: () => unknown) => () => {
    for (let index = 0; index < BATCH; index += 1) insertOne()
  }
  await install()
  const together = () =>
    Promise.all(
      Array.from({ length: BATCH }, () =>
        api.connectors.install({ workspaceId, ...wordpress, name: `Connector ${(next += 1)}` }),
      ),
    )
  const row = await sides(
    ROUNDS,
    install,
    repeat(() => insert.run(content)),
  )
  const alone = await sides(ROUNDS, install, repeat(copyRows))
  const grouped = await sides(ROUNDS, together, repeat(copyRows))
  const figures = [
    toFigure('one row of 1.5 kB', row, median, null),
    toFigure('the same two rows with their indexes', alone, median, 0.45),
    toFigure('the same, each by its fastest tenth', alone, fastestTenth, 0.55),
    toFigure('the same, with 50 installs at once', grouped, median, 1.2),
  ]
  bare.close()
  await app.close()
  return figures
}

const fastestTenth = (times: number[]) => quantile(times, 0.1)

function toFigure(
  baseline: string,
  { ours, bare }: Sides,
  of: (times: number[]) => number,
  target: number | null,
): Figure {
  const perSecond = (times: number[]) => (BATCH / of(times)) * 1000
  const share = perSecond(ours) / perSecond(bare)
  return {
    what: `installs / durable inserts per second of ${baseline}`,
    measured: `${perSecond(ours).toFixed(0)} / ${perSecond(bare).toFixed(0)} = ${(share * 100).toFixed(0)} %`,
    target: target === null ? 'no target' : `>= ${(target * 100).toFixed(0)} %`,
    met: target === null || share >= target,
  }
}

/** Inserts what an install inserts, in one transaction: the newest connector and the newest activity once more. */
function createCopy({ sqlite }: Store): () => void {
  const columns = (table: string) =>
    (sqlite.pragma(`table_info(${table})`) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => name !== 'id')
  const [connector, activity] = [columns('connectors'), columns('activity')]
  const changed = connector.map((name) => (name === 'name_key' ? "name_key || '+'" : name))
  const copyConnector = sqlite.prepare(
    `INSERT INTO connectors (id, ${connector.join()}) SELECT ?, ${changed.join()} FROM connectors ORDER BY rowid DESC LIMIT 1`,
  )
  const copyActivity = sqlite.prepare(
    `INSERT INTO activity (${activity.join()}) SELECT ${activity.join()} FROM activity ORDER BY rowid DESC LIMIT 1`,
  )
  return sqlite.transaction(() => {
    copyConnector.run(randomUUID())
    copyActivity.run()
  })
}
