import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import type { Network } from '../../../src/main/topics/connection-tests/network.ts'
import { createIssuer } from '../../helpers/services/certificates.ts'
import { CLIENT_SECRET, createVisitor, startIdentityProvider } from '../../helpers/services/identity-provider.ts'
import { begin, signedIn, startWithPress } from '../../helpers/services/press.ts'
import { freePort, startProxy, startService } from '../../helpers/services/service.ts'

test('an answer with another state, host or path is refused, and the sign-in goes on', async () => {
  await using service = await startIdentityProvider()
  const { shown, ended } = await begin(service)
  const back = await createVisitor().consent(shown.address)
  const changed = (change: (url: URL) => void) => {
    const url = new URL(back)
    change(url)
    return fetch(url)
  }
  const foreign = await changed((url) => url.searchParams.set('state', 'zzzz'))
  expect(foreign.status).toBe(400)
  expect(await foreign.text()).toContain('belongs to no sign-in')
  expect(foreign.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await changed((url) => url.searchParams.delete('state'))).status).toBe(400)
  expect((await changed((url) => (url.pathname = '/other'))).status).toBe(404)
  expect((await changed((url) => (url.hostname = 'localhost'))).status).toBe(404)
  expect((await fetch(back, { method: 'POST' })).status).toBe(404)
  expect((await fetch(back)).status).toBe(200)
  expect(await ended()).toMatchObject({ state: 'done' })
})

test.for<[string, (url: URL) => void, object]>([
  ['another issuer', (url) => url.searchParams.set('iss', 'https://evil.example'), { reason: 'wrong_issuer' }],
  ['no issuer, where the service names it', (url) => url.searchParams.delete('iss'), { reason: 'wrong_issuer' }],
  ['a code of nobody', (url) => url.searchParams.set('code', 'zzzz'), { reason: 'not_accepted' }],
  [
    'a refusal of the person',
    (url) => {
      url.searchParams.delete('code')
      url.searchParams.set('error', 'access_denied')
    },
    { reason: 'denied' },
  ],
  [
    'a refusal of the app',
    (url) => {
      url.searchParams.delete('code')
      url.searchParams.set('error', 'invalid_scope')
    },
    { reason: 'wrong_redirect', field: 'config.client_id' },
  ],
])('an answer with %s ends the sign-in', async ([, change, expected]) => {
  await using service = await startIdentityProvider()
  const { shown, ended, api, workspaceId, settings } = await begin(service)
  const back = new URL(await createVisitor().consent(shown.address))
  change(back)
  service.tokenRequests.length = 0
  expect(await (await fetch(back)).text()).toContain('Not signed in')
  expect(await ended()).toMatchObject({ state: 'failed', ...expected })
  const isAsked = 'reason' in expected && expected.reason === 'not_accepted'
  expect(service.tokenRequests).toHaveLength(isAsked ? 1 : 0)
  await expect(
    api.connectors.install({ workspaceId, catalogKey: 'press', name: 'Press', ...settings, signIn: shown.id }),
  ).rejects.toMatchObject({ reason: 'no_sign_in' })
})

test('an answer that is replayed asks for no second token', async () => {
  await using service = await startIdentityProvider()
  const { shown, ended } = await begin(service)
  const back = await createVisitor().consent(shown.address)
  service.tokenRequests.length = 0
  const pages = await Promise.all(
    [1, 2, 3].map(() =>
      fetch(back).then(
        ({ status }) => status,
        () => 0,
      ),
    ),
  )
  expect(pages.filter((status) => status === 200)).toHaveLength(1)
  expect(service.tokenRequests).toHaveLength(1)
  expect(await ended()).toMatchObject({ state: 'done' })
})

test('a sign-in ends when it is cancelled, when its time is over, when the key is locked and when another one begins', async () => {
  await using service = await startIdentityProvider()
  const { shown, ended, api, workspaceId, settings } = await begin(service)
  const start = () => api.signIns.start({ workspaceId, catalogKey: 'press', settings })
  const waiting = ended()
  await api.signIns.cancel({ workspaceId, id: shown.id })
  expect(await waiting).toMatchObject({ state: 'cancelled', message: null })
  await expect(createVisitor().signIn(shown.address)).rejects.toThrow('fetch failed')

  const first = await start()
  const second = await start()
  const of = ({ id }: { id: string }) => api.signIns.progress({ workspaceId, id })
  expect(await of(first)).toMatchObject({ state: 'failed', reason: 'stopped' })
  expect(await of(second)).toMatchObject({ state: 'waiting' })
  await api.keys.lock({ workspaceId })
  expect(await of(second)).toMatchObject({ state: 'failed', reason: 'stopped' })
  await expect(start()).rejects.toMatchObject({ code: 'locked' })

  const short = await begin(service, { signInLimit: 200 })
  expect(await short.ended()).toMatchObject({ state: 'failed', reason: 'late' })
})

test('the ports of the entry are taken in turn, and one that nobody can have is named', async () => {
  const ports = [await freePort(), await freePort()]
  await using service = await startIdentityProvider({ redirect: `http://127.0.0.1:${ports[1]}/back` })
  await using busy = await listenAt(ports[0] as number)
  expect(busy.port).toBe(ports[0])
  const { shown, ended } = await begin(service, { oauth: { ports, path: '/back' } })
  expect(new URL(shown.address).searchParams.get('redirect_uri')).toBe(`http://127.0.0.1:${ports[1]}/back`)
  const other = await begin(service, { oauth: { ports, path: '/back' } })
  expect(other.shown).toMatchObject({ state: 'failed', reason: 'port_taken', values: { port: ports[0] } })
  await createVisitor().signIn(shown.address)
  expect(await ended()).toMatchObject({ state: 'done' })
})

async function listenAt(port: number) {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      server.close()
      await once(server, 'close')
    },
  }
}

test('a code for another device is shown with the page to enter it on, where the service has one', async () => {
  await using service = await startIdentityProvider()
  const { shown, api, workspaceId } = await begin(service, {}, { way: 'device' })
  expect(shown).toMatchObject({
    ...{ state: 'waiting', address: `${service.issuer}/device`, code: expect.stringMatching(/^[\w-]+$/) },
    endsAt: '2026-03-01T09:10:00.000Z',
  })
  await api.signIns.cancel({ workspaceId, id: shown.id })
  const { issuer } = service
  const oauth = { authorizationUrl: `${issuer}/auth`, tokenUrl: `${issuer}/token` }
  expect((await begin(service, { oauth }, { way: 'device' })).shown).toMatchObject({
    ...{ state: 'failed', reason: 'no_device_flow', code: null },
  })
})

test.for<[string, Partial<Network>, object, object]>([
  ['in a private network', { mayBeHere: undefined as never }, {}, { reason: 'private_address' }],
  ['without https', {}, { http: 'never' }, { reason: 'not_https' }],
])('a service %s is not asked', async ([, network, oauth, expected]) => {
  await using service = await startIdentityProvider()
  const urls: string[] = []
  service.meddle(({ url = '' }) => {
    urls.push(url)
    return false
  })
  const { shown } = await begin(service, { network, oauth })
  expect(shown).toMatchObject({ state: 'failed', ...expected, address: '' })
  expect(urls).toEqual([])
})

test('nothing is sent on where the token endpoint redirects, and addresses that the service names obey the same rules', async () => {
  await using service = await startIdentityProvider()
  const play = (path: string, status: number, headers: Record<string, string>, json: object) =>
    service.meddle(({ url = '' }, response) => {
      if (!url.startsWith(path)) return false
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json))
      return true
    })
  play('/token', 307, { location: `${service.issuer}/elsewhere` }, {})
  const { shown, ended } = await begin(service)
  await createVisitor().signIn(shown.address)
  expect(await ended()).toMatchObject({ state: 'failed', reason: 'redirect' })

  const { issuer } = service
  const metadata = { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` }
  for (const [change, expected] of [
    [{ issuer: 'https://evil.example' }, 'bad_metadata'],
    [{ authorization_endpoint: 'http://10.0.0.1/auth' }, 'not_https'],
    [{ authorization_endpoint: 'https://10.0.0.1/auth' }, 'private_address'],
    [{ authorization_endpoint: 'file:///etc/passwd' }, 'bad_metadata'],
  ] as const) {
    play('/.well-known/', 200, {}, { ...metadata, ...change })
    expect((await begin(service)).shown).toMatchObject({ state: 'failed', reason: expected, address: '' })
  }
})

test.for<[string, number, object, object]>([
  ['no token', 200, { hello: 'world' }, { reason: 'bad_answer' }],
  ['an error of its own', 400, { error: 'temporarily<b>_unavailable' }, { reason: 'service_fault' }],
])('a service that gives %s for a code has a cause of its own', async ([, status, json, expected]) => {
  await using service = await startIdentityProvider()
  const { shown, ended } = await begin(service)
  service.meddle(({ url = '' }, response) => {
    if (!url.startsWith('/token')) return false
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    return true
  })
  await createVisitor().signIn(shown.address)
  const failed = await ended()
  expect(failed).toMatchObject({ state: 'failed', ...expected })
  expect(failed.message).not.toContain('<')
})

test('an address that is none, a secret that does not open and tokens that cannot be stored have causes of their own', async () => {
  await using service = await startIdentityProvider({ hasSecret: true })
  const { api, workspaceId, id, store } = await signedIn(service, {}, { 'auth.client_secret': CLIENT_SECRET })
  const nowhere = { config: { server: 'not an address', client_id: 'any' } }
  expect(await api.signIns.start({ workspaceId, catalogKey: 'press', settings: nowhere })).toMatchObject({
    ...{ state: 'failed', reason: 'bad_address', field: 'config.server' },
  })

  const again = await api.signIns.start({ workspaceId, id })
  // Somebody deletes the connector while its page is open.
  const back = await createVisitor().consent(again.address)
  await api.connectors.remove({ workspaceId, id })
  expect(await (await fetch(back)).text()).toContain('Not signed in')
  expect(await api.signIns.progress({ workspaceId, id: again.id })).toMatchObject({
    ...{ state: 'failed', reason: 'not_stored' },
  })
  await api.connectors.restore({ workspaceId, id })

  store.sqlite.exec(
    `UPDATE connectors SET auth = json_set(auth, '$."auth.client_secret".value', auth ->> '$."auth.access_token".value')`,
  )
  expect(await api.signIns.start({ workspaceId, id })).toMatchObject({
    ...{ state: 'failed', reason: 'no_client_secret', field: 'auth.client_secret' },
  })
})

test('through a proxy, a sign-in and the test of its account go by the names of the hosts', async () => {
  using issuer = createIssuer()
  await using service = await startService(({ url, headers }) => {
    if (url === '/token') return [200, { access_token: 'canaryAccessToken', token_type: 'bearer', expires_in: 60 }]
    return headers.authorization === 'Bearer canaryAccessToken' ? [200, { sub: 'ada' }] : [401, {}]
  }, issuer.issue('press.example.com'))
  await using proxy = await startProxy(service.port)
  const network: Partial<Network> = {
    ...{ extraCa: () => issuer.ca, proxyFor: () => proxy.address },
    lookup: () => Promise.resolve([{ address: '203.0.113.7', family: 4 }]),
  }
  const origin = 'https://press.example.com'
  const oauth = { authorizationUrl: `${origin}/auth`, tokenUrl: `${origin}/token` }
  const { shown, ended } = await begin({ issuer: origin }, { network, oauth })
  const { searchParams } = new URL(shown.address)
  const back = new URL(searchParams.get('redirect_uri') ?? '')
  const answer = { code: 'any', state: searchParams.get('state') ?? '', iss: origin }
  for (const [name, value] of Object.entries(answer)) back.searchParams.set(name, value)
  expect(await (await fetch(back)).text()).toContain('Signed in')
  expect(await ended()).toMatchObject({ state: 'done', account: { name: 'ada' } })
  expect(proxy.hosts).toEqual(['press.example.com:443', 'press.example.com:443'])

  await using closed = await startProxy(service.port, { status: 407 })
  const refused = await begin({ issuer: origin }, { network: { ...network, proxyFor: () => closed.address } })
  expect(refused.shown).toMatchObject({ state: 'failed', reason: 'proxy_refused' })
})

test('an entry without a sign-in, and a connector without a client ID, say so', async () => {
  await using service = await startIdentityProvider()
  const { api, workspaceId } = await startWithPress()
  await expect(api.signIns.start({ workspaceId, catalogKey: 'wordpress', settings: {} })).rejects.toMatchObject({
    reason: 'no_oauth',
  })
  const settings = { config: { server: service.issuer } }
  expect(await api.signIns.start({ workspaceId, catalogKey: 'press', settings })).toMatchObject({
    ...{ state: 'failed', reason: 'no_client_id', field: 'config.client_id' },
  })
  const elsewhere = await begin(service)
  await expect(api.signIns.progress({ workspaceId, id: elsewhere.shown.id })).rejects.toMatchObject({
    reason: 'no_sign_in',
  })
})
