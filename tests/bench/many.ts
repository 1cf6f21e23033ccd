import { join } from 'node:path'
import { readPages } from '../../src/contract/read-pages.ts'
import type { Store } from '../../src/main/store/open.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../helpers/test-app.ts'
import { fillWorkspace } from './fill.ts'
import { type Figure, ratio } from './measure.ts'

const CONNECTORS = 5000
const ROUNDS = 9

/** Activating all of 5,000 selected connectors, beside the bare transaction that writes the same rows. */
export async function benchMany(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const { app, api, store } = createTestApp({ store: openTestStore(join(directory.path, 'ours.db')) })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  fillWorkspace(store, workspaceId, CONNECTORS)
  const cards = await readPages((page) => api.connectors.list({ workspaceId, ...page }))
  const ids = cards.map(({ id }) => id)
  let isOn = false
  const ours = async () => {
    isOn = !isOn
    const status = isOn ? 'active' : 'inactive'
    const results = await api.connectors.changeMany({ workspaceId, changes: ids.map((id) => ({ id, status })) })
    if (results.length !== CONNECTORS) throw new Error(`${results.length} connectors were changed`)
  }
  // A third of them is active at first.
  await ours()
  await ours()
  const bareChange = createBareChange(store)
  const [own, bare, times] = await ratio(ROUNDS, ours, () => bareChange(ids, isOn ? 'inactive' : 'active'))
  await app.close()
  return [
    {
      what: `activating ${CONNECTORS} selected connectors / the bare transaction with the same rows`,
      measured: `${own.toFixed(0)} ms / ${bare.toFixed(0)} ms = ${times.toFixed(2)}x`,
      target: '<= 2x',
      met: times <= 2,
    },
  ]
}

/** Writes what the change of a status writes, in one transaction: the columns of the connector and the newest activity again. */
function createBareChange({ sqlite }: Store): (ids: readonly string[], status: string) => void {
  const columns = (sqlite.pragma('table_info(activity)') as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => name !== 'id')
  const update = sqlite.prepare(
    `UPDATE connectors SET status_message = @status, status_since = '2026-03-01T09:00:00.000Z',
       updated_at = '2026-03-01T09:00:00.000Z', updated_by = 'ada', updated_by_name = 'Ada' WHERE id = @id`,
  )
  const newest = sqlite.prepare(`SELECT ${columns.join()} FROM activity ORDER BY id DESC LIMIT 1`).get() as object
  const insert = sqlite.prepare(
    `INSERT INTO activity (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`,
  )
  return sqlite.transaction((ids: readonly string[], status: string) => {
    for (const id of ids) {
      update.run({ id, status })
      insert.run({ ...newest, subject_id: id })
    }
  })
}
