import { join } from 'node:path'
import Database from 'better-sqlite3'
import { wordpress } from '../helpers/samples.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../helpers/test-app.ts'
import { type Figure, ratio } from './measure.ts'

const BATCH = 50

/** Installing: validate, encrypt and commit durably, against inserting a row durably and nothing else. */
export async function benchInstall(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const { app, api } = createTestApp({ store: openTestStore(join(directory.path, 'ours.db')) })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })

  const bare = new Database(join(directory.path, 'bare.db'))
  bare.pragma('journal_mode = wal')
  bare.pragma('synchronous = full')
  bare.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, content TEXT)')
  const insert = bare.prepare('INSERT INTO rows (content) VALUES (?)')
  const content = 'x'.repeat(1500)

  let next = 0
  const [ours, raw] = await ratio(
    10,
    async () => {
      for (let index = 0; index < BATCH; index += 1)
        await api.connectors.install({ workspaceId, ...wordpress, name: `Connector ${(next += 1)}` })
    },
    () => {
      for (let index = 0; index < BATCH; index += 1) insert.run(content)
    },
  )
  bare.close()
  await app.close()
  const perSecond = (ms: number) => (BATCH / ms) * 1000
  const share = raw / ours
  return [
    {
      what: 'installs / durable inserts per second',
      measured: `${perSecond(ours).toFixed(0)} / ${perSecond(raw).toFixed(0)} = ${(share * 100).toFixed(0)} %`,
      target: '>= 70 %',
      met: share >= 0.7,
    },
  ]
}
