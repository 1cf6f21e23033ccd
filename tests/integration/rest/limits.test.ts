import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRateLimit } from '../../../src/main/hosts/http/rate.ts'
import { type HttpHost, startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, type TestApp } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

let program: TestApp
let host: HttpHost
let workspaceId: string

beforeAll(async () => {
  program = createTestApp()
  const rate = { perSecond: 0.01, burst: 5 }
  host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1.2.3', limits: { rate } })
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
})
afterAll(async () => {
  await host.close()
  await program.app.close()
})

const bearer = async (name: string) => ({
  authorization: `Bearer ${(await program.api.tokens.create({ name })).token}`,
  'x-workspace-id': workspaceId,
})
const statusesOf = async (headers: Record<string, string>, count: number, path = '/api/installed') => {
  const statuses: number[] = []
  for (let sent = 0; sent < count; sent += 1) statuses.push((await fetch(host.url + path, { headers })).status)
  return statuses
}

test('a program that asks too often is refused for a while, and no other is', async () => {
  const [busy, other] = [await bearer('Busy'), await bearer('Other')]
  expect(await statusesOf(busy, 7)).toEqual([200, 200, 200, 200, 200, 429, 429])
  const refused = await fetch(`${host.url}/api/installed`, { headers: busy })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(await refused.json()).toMatchObject({ title: 'Too Many Requests', status: 429, reason: 'many_requests' })
  expect(await statusesOf(other, 2)).toEqual([200, 200])
  expect(await statusesOf((await signIn(host.oneTimeUrl())).headers, 6, '/api/catalog')).toEqual([
    ...[200, 200, 200, 200, 200, 429],
  ])
})

test('everybody who tries tokens out is slowed down as one', async () => {
  const statuses: number[] = []
  for (let tried = 0; tried < 7; tried += 1)
    statuses.push(...(await statusesOf({ authorization: `Bearer patchbay_${tried}` }, 1)))
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
})

test('the screens are not counted', async () => {
  const { headers } = await signIn(host.oneTimeUrl())
  for (let sent = 0; sent < 8; sent += 1)
    expect((await fetch(`${host.url}/call/catalog.list`, { method: 'POST', headers, body: '{}' })).status).toBe(200)
})

test('over any time nobody gets more than a burst and the rate since', () => {
  const waits = fc.array(fc.nat(400), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(waits, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (pauses, burst, perSecond) => {
      let time = 0
      const secondsToWait = createRateLimit({ burst, perSecond }, () => time)
      let granted = 0
      for (const pause of pauses) {
        time += pause
        const seconds = secondsToWait('caller')
        // Who waits as long as they are asked to gets an answer.
        time += seconds * 1000
        expect(seconds > 0 ? secondsToWait('caller') : 0).toBe(0)
        granted += 1
        expect(granted).toBeLessThanOrEqual(burst + (time / 1000) * perSecond + 1e-6)
      }
    }),
  )
})

test('paging begins with a limit or a cursor, and the next page is named', async () => {
  for (const name of ['A', 'B', 'C']) await program.api.connectors.install({ workspaceId, ...wordpress, name })
  const headers = await bearer('Pages')
  const get = async (query: string) => {
    const response = await fetch(`${host.url}/api/installed${query}`, { headers })
    const names = ((await response.json()) as { name: string }[]).map(({ name }) => name)
    return { names, next: /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? null }
  }
  expect(await get('')).toEqual({ names: ['A', 'B', 'C'], next: null })
  const first = await get('?limit=2')
  expect(first.names).toEqual(['A', 'B'])
  expect(first.next).toMatch(/^\/api\/installed\?limit=2&cursor=/)
  expect(await get((first.next ?? '').replace('/api/installed', ''))).toEqual({ names: ['C'], next: null })
})
