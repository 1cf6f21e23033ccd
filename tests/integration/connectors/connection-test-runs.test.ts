import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppApi } from '../../../src/contract/index.ts'
import { refusal } from '../../helpers/errors.ts'
import { createIssuer } from '../../helpers/services/certificates.ts'
import { localNetwork } from '../../helpers/services/local-network.ts'
import { type Play, startService } from '../../helpers/services/service.ts'
import { site, wordpressSite } from '../../helpers/services/wordpress-site.ts'
import { createTestApp } from '../../helpers/test-app.ts'

let issuer: ReturnType<typeof createIssuer>
beforeAll(() => {
  issuer = createIssuer()
})
afterAll(() => issuer[Symbol.dispose]())

async function start() {
  const program = createTestApp({ network: localNetwork({ extraCa: () => issuer.ca }) })
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  return { ...program, workspaceId }
}

/** Installs WordPress connectors at hosts of their own, each at one service. */
async function installMany(
  api: AppApi,
  workspaceId: string,
  port: number,
  count: number,
  host = (index: number) => `site-${index}`,
) {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const config = { username: 'admin', site_url: `https://${host(index)}.sites.test:${port}` }
    ids.push((await api.connectors.install({ workspaceId, name: `Site ${index}`, ...site(port), config })).id)
  }
  return ids
}

test('a run tests all connectors, six at a time and two at one host, with progress', async () => {
  const pending: (() => void)[] = []
  let isOpen = false
  let now = 0
  let most = 0
  const hosts = new Map<string, number>()
  let mostAtOne = 0
  const play: Play = (call, response) => {
    const { host = '' } = call.headers
    most = Math.max(most, ++now)
    hosts.set(host, (hosts.get(host) ?? 0) + 1)
    mostAtOne = Math.max(mostAtOne, hosts.get(host) ?? 0)
    pending.push(() => {
      now -= 1
      hosts.set(host, (hosts.get(host) ?? 1) - 1)
      const [status, json] = wordpressSite()(call, response) ?? [500, {}]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    })
    // Nothing is answered before as many wait as there may be.
    isOpen ||= pending.length === 6
    if (isOpen) for (const answer of pending.splice(0)) answer()
    return undefined
  }
  await using service = await startService(play, issuer.issue('*.sites.test'))
  const { api, workspaceId, reported } = await start()
  await installMany(api, workspaceId, service.port, 24, (index) => (index < 12 ? 'shared' : `site-${index}`))
  await api.connectors.install({
    workspaceId,
    name: 'No host',
    catalogKey: 'medium',
    config: {},
    auth: { integration_token: 'canaryTokenOfTheTest12345' },
  })
  const seen: number[] = []
  service.server.on('request', () => {
    void api.connectionTests.progress({ workspaceId }).then((progress) => progress && seen.push(progress.done))
  })
  const { isCancelled, results } = await api.connectionTests.testMany({ workspaceId })
  expect(isCancelled).toBe(false)
  expect(results.filter(({ outcome }) => outcome === 'ok')).toHaveLength(24)
  expect(results.find(({ name }) => name === 'No host')?.result).toMatchObject({ reason: 'no_such_host' })
  expect({ most, mostAtOne }).toEqual({ most: 6, mostAtOne: 2 })
  expect(Math.max(...seen)).toBeGreaterThan(10)
  expect(await api.connectionTests.progress({ workspaceId })).toBeNull()
  expect(reported).toEqual([])
})

test('a run stores its results in groups, so windows read their lists a few times a second at most', async () => {
  await using service = await startService(wordpressSite(), issuer.issue('*.sites.test'))
  const { app, api, workspaceId, store } = await start()
  await installMany(api, workspaceId, service.port, 30)
  let changes = 0
  app.changes.on(({ topic }) => {
    if (topic === 'connectors') changes += 1
  })
  const started = performance.now()
  const { results } = await api.connectionTests.testMany({ workspaceId })
  const seconds = (performance.now() - started) / 1000
  expect(results.filter(({ outcome }) => outcome === 'ok')).toHaveLength(30)
  expect(changes).toBeGreaterThan(0)
  expect(changes).toBeLessThanOrEqual(seconds * 4 + 1)
  const { items } = await api.activity.list({ workspaceId, limit: 40 })
  expect(items.filter(({ action }) => action === 'connector.test')).toHaveLength(30)

  // What cannot be stored ends the run, and a later one is not in its way.
  store.sqlite.exec("CREATE TRIGGER full BEFORE UPDATE ON connectors BEGIN SELECT RAISE(ABORT, 'no room'); END")
  expect(await refusal(api.connectionTests.testMany({ workspaceId }))).toMatchObject({ code: 'internal' })
  store.sqlite.exec('DROP TRIGGER full')
  expect((await api.connectionTests.testMany({ workspaceId })).results.every(({ outcome }) => outcome === 'ok')).toBe(
    true,
  )
})

test('two connectors of one account are named in the report of their run', async () => {
  await using service = await startService(wordpressSite(), issuer.issue('*.sites.test'))
  const { api, workspaceId } = await start()
  await installMany(api, workspaceId, service.port, 2, () => 'shared')
  const { results } = await api.connectionTests.testMany({ workspaceId })
  expect(results.flatMap(({ result }) => result?.sameAccount.map(({ name }) => name) ?? [])).toHaveLength(1)
})

test('after a limit of requests a host is not asked again in the run', async () => {
  await using service = await startService(() => [429, {}, { 'retry-after': '60' }], issuer.issue('*.sites.test'))
  const { api, workspaceId } = await start()
  await installMany(api, workspaceId, service.port, 8, () => 'shared')
  const { results } = await api.connectionTests.testMany({ workspaceId, markError: true })
  expect(results.map(({ result }) => result?.reason)).toEqual(Array.from({ length: 8 }, () => 'rate_limited'))
  expect(service.requests.length).toBeLessThanOrEqual(2)
  // It passes, so it is no reason to mark one.
  expect((await api.connectors.list({ workspaceId })).map(({ status }) => status)).toEqual(
    Array.from({ length: 8 }, () => 'inactive'),
  )
})

test('a run can be cancelled, and is the only one of its workspace', async () => {
  await using service = await startService(() => undefined, issuer.issue('*.sites.test'))
  const { api, workspaceId } = await start()
  await installMany(api, workspaceId, service.port, 9)
  const run = api.connectionTests.testMany({ workspaceId })
  await once(service.server, 'request')
  expect(await refusal(api.connectionTests.testMany({ workspaceId }))).toMatchObject({
    code: 'conflict',
    reason: 'tests_running',
  })
  await api.connectionTests.cancel({ workspaceId })
  const { isCancelled, results } = await run
  expect({ isCancelled, outcomes: new Set(results.map(({ outcome }) => outcome)) }).toEqual({
    isCancelled: true,
    outcomes: new Set(['cancelled']),
  })
})

test('a cancel ends the one test that it names, and none but the run without a name', async () => {
  const answers: (() => void)[] = []
  await using service = await startService((call, response) => {
    const [status, json] = wordpressSite()(call, response) ?? [500, {}]
    answers.push(() => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json)))
    return undefined
  }, issuer.issue('*.sites.test'))
  const { api, workspaceId } = await start()
  const [first = '', second = '', third = ''] = await installMany(api, workspaceId, service.port, 3)
  const { connectionTests } = api
  const tests = [first, second].map((id) => connectionTests.test({ workspaceId, id }))
  const config = { username: 'admin', site_url: `https://typed.sites.test:${service.port}` }
  const tries = ['one', 'two'].map((attempt) =>
    connectionTests.tryOut({ workspaceId, ...site(service.port), config, attempt }),
  )
  const run = connectionTests.testMany({ workspaceId, ids: [third] })
  while (answers.length < 5) await once(service.server, 'request')
  await connectionTests.cancel({ workspaceId, id: first })
  expect(await refusal(tests[0]!)).toMatchObject({ reason: 'cancelled' })
  await connectionTests.cancel({ workspaceId, attempt: 'one' })
  expect(await refusal(tries[0]!)).toMatchObject({ reason: 'cancelled' })
  await connectionTests.cancel({ workspaceId })
  expect(await run).toMatchObject({ isCancelled: true, results: [{ outcome: 'cancelled' }] })
  for (const answer of answers) answer()
  expect(await tests[1]).toMatchObject({ ok: true })
  expect(await tries[1]).toMatchObject({ ok: true })
})
