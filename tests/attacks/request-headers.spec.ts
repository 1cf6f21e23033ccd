import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { chromium, expect, test } from '@playwright/test'
import { chromiumOptions } from '../helpers/chromium.ts'
import { wordpress } from '../helpers/samples.ts'
import { signIn } from '../helpers/transports.ts'
import { startTarget } from './target.ts'

const HOSTS = ['own', 'localhost', 'evil.example', 'other port', 'no port'] as const
const ORIGINS = [null, 'own', 'null', 'https://evil.example'] as const

test('of 40 combinations of Host, Origin and method only our own are answered', async () => {
  await using target = await startTarget()
  const { host, program, workspaceId } = target
  const { hostname, port, host: authority } = new URL(host.url)
  const { origin: _own, ...session } = (await signIn(host.oneTimeUrl())).headers
  const hostOf = {
    own: authority,
    localhost: `localhost:${port}`,
    'evil.example': `evil.example:${port}`,
    'other port': `${hostname}:1`,
    'no port': hostname,
  }
  let combinations = 0
  for (const name of HOSTS)
    for (const origin of ORIGINS)
      for (const method of ['GET', 'POST']) {
        combinations += 1
        const headers = {
          ...session,
          ...{ host: hostOf[name], 'x-workspace-id': workspaceId },
          ...(origin !== null && { origin: origin === 'own' ? host.url : origin }),
        }
        const body = method === 'POST' ? JSON.stringify({ ...wordpress, name: `${name} ${origin}` }) : undefined
        const path = method === 'POST' ? '/api/connectors' : '/api/installed'
        const outgoing = request({ hostname, port, method, path, headers, agent: false, setHost: false })
        outgoing.end(body)
        const [reply] = (await once(outgoing, 'response')) as [IncomingMessage]
        reply.resume()
        const isAllowed = name === 'own' && (origin === 'own' || (origin === null && method === 'GET'))
        expect([name, origin, method, reply.statusCode]).toEqual([name, origin, method, isAllowed ? 200 : 403])
        expect(reply.headers['access-control-allow-origin']).toBeUndefined()
      }
  expect(combinations).toBe(40)
  const names = (await program.api.connectors.list({ workspaceId })).map(({ name }) => name)
  expect(names.sort()).toEqual([wordpress.name, 'own own'].sort())
})

test('a name that is bound to our address again is not served', async () => {
  await using target = await startTarget()
  const { host, workspaceId } = target
  const options = chromiumOptions()
  const rebinding = '--host-resolver-rules=MAP rebound.example 127.0.0.1'
  const browser = await chromium.launch({ ...options, args: [...options.args, rebinding] })
  const { port } = new URL(host.url)
  const page = await browser.newPage()
  const reply = await page.goto(`http://rebound.example:${port}/`)
  expect(reply?.status()).toBe(403)
  // Of one origin with what it asks, as rebinding makes it; the answer is still a refusal.
  const statuses = await page.evaluate(
    async (id) =>
      Promise.all(
        ['/', '/api/catalog', '/api/installed', '/events', `/api/publish-targets/export?workspaceId=${id}`].map(
          async (path) => (await fetch(path, { credentials: 'include' })).status,
        ),
      ),
    workspaceId,
  )
  expect(statuses).toEqual([403, 403, 403, 403, 403])
  await browser.close()
})
