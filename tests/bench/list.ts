import { CARD_SQL } from '../../src/main/topics/connectors/rows.ts'
import { createTestApp } from '../helpers/test-app.ts'
import { fillWorkspace } from './fill.ts'
import { type Figure, ratio } from './measure.ts'

/** Listing 1,000 connectors through the one door, against the prepared statement with the same columns alone. */
export async function benchList(): Promise<Figure[]> {
  const { app, api, store } = createTestApp()
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  fillWorkspace(store, workspaceId, 1000)
  const raw = store.sqlite.prepare(`${CARD_SQL} ORDER BY c.name_key LIMIT 100000`)
  const [ours, bare, times] = await ratio(
    200,
    () => api.connectors.list({ workspaceId }),
    () => raw.all({ workspaceId }),
  )
  await app.close()
  return [
    {
      what: 'list 1,000 connectors: dispatch / prepared statement',
      measured: `${ours.toFixed(2)} ms / ${bare.toFixed(2)} ms = ${times.toFixed(2)}x`,
      target: '<= 1.2x',
      met: times <= 1.2,
    },
  ]
}
