import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { asFile, entryOf } from '../helpers/catalog-entries.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../helpers/test-app.ts'
import type { Figure } from './measure.ts'

const CONNECTORS = 10_000
const TARGET_MS = 10_000
const TARGET_HELD_MS = 50
const NS_PER_MS = 1e6

const host = { type: 'string', title: 'Host' }
const second = entryOf('mine', {
  version: '2.0.0',
  configSchema: { type: 'object', required: ['host', 'port'], properties: { host, port: { type: 'integer' } } },
})

/** Checking 10,000 connectors after their entry has changed, and reporting those that do not fit: all of them. */
export async function benchUpgrade(): Promise<Figure[]> {
  using directory = temporaryDirectory()
  const { app, api, store } = createTestApp({ store: openTestStore(join(directory.path, 'data.db')) })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.catalog.import(asFile(entryOf('mine')))
  await api.connectors.install({ workspaceId, catalogKey: 'mine', name: 'Blog', config: { host: 'a' } })
  const copy = store.sqlite.prepare(`
    INSERT INTO connectors (id, tenant_id, catalog_id, name, name_key, config, auth, catalog_version, checked_hash,
      created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name)
    SELECT c.id || n.value, tenant_id, catalog_id, name || n.value, name_key || n.value, config, auth, catalog_version,
      checked_hash, created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name
    FROM connectors c, json_each(?) n`)
  copy.run(JSON.stringify(Array.from({ length: CONNECTORS - 1 }, (_, index) => index)))
  const unsettled = store.sqlite.prepare('SELECT count(*) FROM connectors WHERE attention = 0').pluck()

  const measured = async (work: () => Promise<unknown>) => {
    const loop = monitorEventLoopDelay({ resolution: 1 })
    loop.enable()
    const start = performance.now()
    await work()
    const took = performance.now() - start
    loop.disable()
    return { took, longestHold: loop.max / NS_PER_MS }
  }
  const check = await measured(async () => {
    await api.catalog.import(asFile(second))
    while ((unsettled.get() as number) > 0) await delay(20)
  })
  const report = await measured(() => api.catalog.upgradeReport({}))
  await app.close()
  store.close()
  return [
    ...figures(`check ${CONNECTORS.toLocaleString('en')} connectors against a changed entry`, check),
    ...figures(`report ${CONNECTORS.toLocaleString('en')} connectors that do not fit`, report),
  ]
}

const figures = (what: string, { took, longestHold }: { took: number; longestHold: number }): Figure[] => [
  { what, measured: `${took.toFixed(0)} ms`, target: `<= ${TARGET_MS} ms`, met: took <= TARGET_MS },
  {
    what: `${what}: event loop held`,
    measured: `${longestHold.toFixed(1)} ms`,
    target: `<= ${TARGET_HELD_MS} ms`,
    met: longestHold <= TARGET_HELD_MS,
  },
]
