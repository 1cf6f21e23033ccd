import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Store } from '../../src/main/store/open.ts'
import { wordpress } from '../helpers/samples.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../helpers/test-app.ts'
import { type Figure, ratio } from './measure.ts'

const BATCH = 50

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
  const figures = [
    toFigure(
      'one row of 1.5 kB',
      await ratio(
        10,
        install,
        repeat(() => insert.run(content)),
      ),
    ),
    toFigure('the same two rows with their indexes', await ratio(10, install, repeat(copyRows))),
  ]
  bare.close()
  await app.close()
  return figures
}

function toFigure(baseline: string, [ours, raw]: [number, number, number]): Figure {
  const perSecond = (ms: number) => ((BATCH / ms) * 1000).toFixed(0)
  const share = raw / ours
  return {
    what: `installs / durable inserts per second of ${baseline}`,
    measured: `${perSecond(ours)} / ${perSecond(raw)} = ${(share * 100).toFixed(0)} %`,
    target: '>= 70 %',
    met: share >= 0.7,
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
