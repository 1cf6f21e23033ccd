import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { IncomingMessage } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import type { Procedure } from '../../../src/contract/define.ts'
import { contract } from '../../../src/contract/index.ts'
import { docsPage } from '../../../src/main/hosts/http/docs-page.ts'
import { type HttpHost, startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { BUILT_IN } from '../../helpers/catalog-entries.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, temporaryDirectory, type TestApp } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

let program: TestApp
let host: HttpHost
let headers: Record<string, string>
let workspaceId: string

beforeAll(async () => {
  program = createTestApp()
  host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1.2.3' })
  headers = (await signIn(host.oneTimeUrl())).headers
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
})
afterAll(async () => {
  await host.close()
  await program.app.close()
})

/** A request whose headers are sent exactly as given, which fetch does not allow. */
async function send(method: string, path: string, sent: Record<string, string>, body?: string) {
  const { hostname, port } = new URL(host.url)
  const outgoing = request({ hostname, port, method, path, headers: sent, setHost: !('host' in sent), agent: false })
  outgoing.end(body)
  const [reply] = (await once(outgoing, 'response')) as [IncomingMessage]
  return { status: reply.statusCode, headers: reply.headers, body: await text(reply) }
}

const rest = async (method: string, path: string, body?: object, more: Record<string, string> = {}) => {
  const reply = await send(
    method,
    path,
    { ...headers, 'x-workspace-id': workspaceId, ...more },
    body && JSON.stringify(body),
  )
  return { ...reply, json: JSON.parse(reply.body) as Record<string, unknown> }
}

test('the REST paths of the specification carry the whole flow', async () => {
  expect((await rest('GET', '/api/catalog')).json).toHaveLength(BUILT_IN.length)
  const invalid = await rest('POST', '/api/validate-config', {
    catalogKey: 'wordpress',
    config: {},
    auth: wordpress.auth,
  })
  const wrong = { reason: 'required', values: { title: 'Site URL', by: 'enter' }, message: 'Enter the site URL' }
  expect(invalid.json).toEqual({ valid: false, fields: { 'config.site_url': [wrong] } })
  const installed = await rest('POST', '/api/connectors', wordpress)
  expect(installed).toMatchObject({ status: 200, json: { name: wordpress.name, status: 'inactive' } })
  const path = `/api/connectors/${String(installed.json['id'])}`
  expect((await rest('PUT', path, { name: 'News' })).json).toMatchObject({ name: 'News' })
  expect((await rest('POST', `${path}/activate`)).json).toMatchObject({ status: 'active' })
  expect((await rest('GET', '/api/installed')).json).toMatchObject([{ name: 'News', status: 'active' }])
  expect((await rest('GET', '/api/publish-targets')).json).toMatchObject([{ name: 'News', catalog_key: 'wordpress' }])
  const file = await send('GET', `/api/publish-targets/export?workspaceId=${workspaceId}`, headers)
  expect(file.headers['content-disposition']).toBe("attachment; filename*=UTF-8''acme-publish-targets.json")
  expect(file.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(JSON.parse(file.body)).toMatchObject([{ name: 'News' }])
  expect((await rest('DELETE', path)).json).toMatchObject({ name: 'News' })
  expect((await rest('GET', path)).status).toBe(404)
})

test('errors have the status of their code and the same body as everywhere', async () => {
  const unknown = await rest('GET', '/api/catalog/nonsense')
  expect(unknown).toMatchObject({ status: 404, json: { error: { code: 'not_found' } } })
  expect(await rest('POST', '/api/connectors', { ...wordpress, config: {} })).toMatchObject({
    status: 422,
    json: { error: { code: 'invalid', fields: { 'config.site_url': ['Enter the site URL'] } } },
  })
  expect((await rest('GET', '/api/installed', undefined, { 'x-workspace-id': 'nonsense' })).status).toBe(404)
  expect((await rest('GET', '/api/nothing')).status).toBe(404)
  const broken = await send('POST', '/api/connectors', { ...headers, 'x-workspace-id': workspaceId }, '{"name":')
  expect(broken).toMatchObject({ status: 422, body: expect.stringContaining('must be a JSON object') as string })
})

test('without a session nothing but the empty screens and the description of the interface is answered', async () => {
  for (const path of ['/api/docs', '/api/openapi.json']) expect((await send('GET', path, {})).status).toBe(200)
  for (const path of ['/api/catalog', '/api/session', '/events', '/api/publish-targets/export'])
    expect([path, (await send('GET', path, {})).status]).toEqual([path, 401])
  const { origin = '' } = headers
  expect((await send('POST', '/call/catalog.list', { origin }, '{}')).status).toBe(401)
  const { cookie = '' } = headers
  const [name = ''] = cookie.split('=')
  for (const other of [
    'patchbay-1=x',
    `${name}=`,
    `${name}=x`,
    `${name}=${'x'.repeat(43)}`,
    `${name}=${'é'.repeat(43)}`,
  ])
    expect([other, (await send('GET', '/api/catalog', { ...headers, cookie: other })).status]).toEqual([other, 401])
})

test('nothing answers a caller who has only one half of a session, or halves of two', async () => {
  const { origin = '', cookie = '', 'x-patchbay-session': session = '' } = headers
  const others = (await signIn(host.oneTimeUrl())).headers
  const incomplete = {
    'the cookie alone': { cookie },
    'the header alone': { 'x-patchbay-session': session },
    'the header of another session': { cookie, 'x-patchbay-session': others['x-patchbay-session'] ?? '' },
    'the header in the URL': { cookie },
    'the cookie as the header': { cookie, 'x-patchbay-session': cookie.split('=')[1] ?? '' },
  }
  for (const [name, sent] of Object.entries(incomplete)) {
    const query = name.endsWith('URL') ? `&session=${session}&x-patchbay-session=${session}` : ''
    for (const path of ['/api/catalog', '/events', '/api/publish-targets/export'])
      expect([name, path, (await send('GET', `${path}?workspaceId=${workspaceId}${query}`, sent)).status]).toEqual([
        ...[name, path, 401],
      ])
    const body = JSON.stringify({ workspaceIds: [workspaceId], passphrase: 'six words of a backup passphrase' })
    for (const path of ['/call/catalog.list', '/api/workspace-backups'])
      expect([name, path, (await send('POST', path, { ...sent, origin }, body)).status]).toEqual([name, path, 401])
  }
  expect((await send('GET', '/api/catalog', { cookie, 'x-patchbay-session': session })).status).toBe(200)
})

describe('over time', () => {
  beforeEach(() => {
    // The program's requests go on in real time; only what it reads from the clock is set.
    vi.useFakeTimers({ toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)
  const statusOf = async (sent: Record<string, string>) => (await send('GET', '/api/catalog', sent)).status

  test('a one-time URL signs in for a minute', async () => {
    const [soon, late] = [host.oneTimeUrl(), host.oneTimeUrl()]
    pass(59_000)
    expect(await statusOf((await signIn(soon)).headers)).toBe(200)
    pass(2000)
    expect((await signIn(late)).headers['cookie']).toBe('')
  })

  test('a session ends after half an hour without use, and with it what it listens to', async () => {
    const { headers: used } = await signIn(host.oneTimeUrl())
    const { headers: unused } = await signIn(host.oneTimeUrl())
    const events = await fetch(`${host.url}/events`, { headers: unused })
    pass(29 * 60_000)
    expect(await statusOf(used)).toBe(200)
    pass(2 * 60_000)
    expect(await statusOf(used)).toBe(200)
    expect(await statusOf(unused)).toBe(401)
    expect(await events.text()).toBe('')
    headers = used
  })
})

test('a lock ends every session, whose pages hear of it first', async () => {
  const { headers: before } = await signIn(host.oneTimeUrl())
  const events = await fetch(`${host.url}/events`, { headers: before })
  await program.api.keys.lock({ workspaceId })
  expect(await events.text()).toContain('{"workspaceId":"' + workspaceId + '","topic":"lock"}')
  expect((await send('GET', '/api/catalog', before)).status).toBe(401)
  await program.api.keys.open({ workspaceId })
  headers = (await signIn(host.oneTimeUrl())).headers
})

test('a one-time URL signs in once and its token is never in a query string', async () => {
  const url = host.oneTimeUrl()
  expect(new URL(url).search).toBe('')
  const { headers: fresh } = await signIn(url)
  expect(fresh['cookie']).toMatch(/^patchbay-\d+=[\w-]{43}$/)
  expect((await signIn(url)).headers['cookie']).toBe('')
  const token = currentToken()
  expect((await send('GET', `/api/catalog?token=${token}`, {})).status).toBe(401)
})

/** A token that has not been spent. */
const currentToken = () => new URL(host.oneTimeUrl()).hash.replace('#token=', '')

test('what is no one-time token signs nobody in', async () => {
  for (const body of ['null', '[]', '{}', '""', '{"token":null}', '{"token":{"length":43}}', '{"token":["x"]}'])
    expect([body, await send('POST', '/session', { origin: host.url }, body)]).toMatchObject([body, { status: 401 }])
  const token = 'é'.repeat(43)
  expect(await send('POST', '/session', { origin: host.url }, JSON.stringify({ token }))).toMatchObject({ status: 401 })
})

test('the session cookie is kept from scripts and other sites, lasts as long as the browser and tells no token', async () => {
  const token = currentToken()
  const reply = await send('POST', '/session', { origin: host.url }, JSON.stringify({ token }))
  expect(reply.headers['set-cookie']).toEqual([
    expect.stringMatching(/^patchbay-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
  ])
  expect(reply.headers['set-cookie']?.[0]).not.toContain(token)
})

test('only the loopback address is listened on', async () => {
  const { port } = new URL(host.url)
  const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address))
  // All of 127.0.0.0/8 is this computer, so a server that listens everywhere would answer.
  for (const address of new Set(['127.0.0.2', ...addresses.filter((each) => each !== '127.0.0.1')])) {
    const socket = connect({ host: address, port: Number(port) })
    const [outcome] = await Promise.race([once(socket, 'error'), once(socket, 'connect').then(() => ['connected'])])
    expect([address, outcome]).toEqual([address, expect.any(Error)])
  }
})

test('only the exact Host is served', async () => {
  const { port } = new URL(host.url)
  for (const name of [`localhost:${port}`, '127.0.0.1', `evil.example:${port}`, '127.0.0.1:1'])
    expect([name, (await send('GET', '/api/catalog', { ...headers, host: name })).status]).toEqual([name, 403])
})

test('a write needs our own Origin', async () => {
  const { origin: _own, ...session } = headers
  for (const origin of [undefined, 'null', 'https://evil.example', host.url.replace('127.0.0.1', 'localhost')]) {
    const sent = { ...session, 'x-workspace-id': workspaceId, ...(origin !== undefined && { origin }) }
    const reply = await send('POST', '/api/connectors', sent, JSON.stringify({ ...wordpress, name: 'From elsewhere' }))
    expect([origin, reply.status]).toEqual([origin, 403])
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect([method, origin, (await send(method, '/api/trash', sent)).status]).toEqual([method, origin, 403])
  }
  expect(JSON.stringify(await program.api.connectors.list({ workspaceId }))).not.toContain('From elsewhere')
})

test('nothing but the screens is answered to a page elsewhere that leads a browser here', async () => {
  for (const site of ['cross-site', 'same-site', 'something-new']) {
    const sent = { ...headers, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' }
    delete (sent as { origin?: string }).origin
    for (const path of ['/api/catalog', '/events', '/api/publish-targets/export'])
      expect([site, path, (await send('GET', path, sent)).status]).toEqual([site, path, 403])
    // This host has no screens, which everybody may know.
    expect((await send('GET', '/installed', sent)).status).toBe(404)
    expect((await send('POST', '/session', { ...sent, origin: host.url })).status).toBe(403)
    // A page elsewhere may lead to the screens, and make nothing of them a part of itself.
    for (const mode of ['no-cors', 'cors', 'same-origin', 'websocket'])
      expect([mode, (await send('GET', '/', { ...sent, 'sec-fetch-mode': mode })).status]).toEqual([mode, 403])
  }
  expect(JSON.stringify(await program.api.workspaces.list({}))).not.toContain('From elsewhere')
})

test('a read from a foreign Origin is refused', async () => {
  expect((await send('GET', '/api/catalog', { ...headers, origin: 'https://evil.example' })).status).toBe(403)
  expect((await send('GET', '/api/catalog', { ...headers, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})

test('a body of more than 1 MiB is refused', async () => {
  const body = { ...wordpress, name: 'x'.repeat(1024 * 1024) }
  const refused = { status: 413, json: { code: 'invalid', reason: 'large_request', title: 'Payload Too Large' } }
  expect(await rest('POST', '/api/connectors', body)).toMatchObject(refused)
  // Without a length that tells it beforehand.
  expect(await rest('POST', '/api/connectors', body, { 'transfer-encoding': 'chunked' })).toMatchObject(refused)
})

test('every answer has the security headers', async () => {
  for (const path of ['/', '/api/catalog', '/nothing']) {
    const reply = await send('GET', path, headers)
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(reply.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=(), microphone=(), geolocation=()') as string,
      'cache-control': 'no-store',
    })
    expect(reply.headers).not.toHaveProperty('access-control-allow-origin')
  }
})

test('the page is requested again each time, and a file that is named by its content is kept', async () => {
  using directory = temporaryDirectory()
  const write = (name: string, content: string) => writeFileSync(join(directory.path, name), content)
  mkdirSync(join(directory.path, 'assets'))
  const paths = ['/index.html', '/assets/a.js', '/assets/gone.js', '/notes.txt']
  write('manifest.json', JSON.stringify(paths))
  for (const path of ['index.html', 'assets/a.js', 'notes.txt', 'not-named.js']) write(path, `text of ${path}`)
  const screens = await startHttpHost({ app: program.app, rendererDir: directory.path, port: 0, version: '1' })
  const get = async (path: string) => {
    const reply = await fetch(screens.url + path)
    return { status: reply.status, cache: reply.headers.get('cache-control'), body: await reply.text() }
  }
  for (const path of ['/', '/catalog', '/installed', '/index.html'])
    expect(await get(path)).toEqual({ status: 200, cache: 'no-cache', body: 'text of index.html' })
  expect(await get('/assets/a.js')).toMatchObject({
    status: 200,
    cache: expect.stringContaining('immutable') as string,
  })
  // Not named, of a kind that no screen needs, and no screen.
  for (const path of ['/not-named.js', '/notes.txt', '/nothing'])
    expect(await get(path)).toMatchObject({ status: 404, cache: 'no-store' })
  const response = await get('/assets/gone.js')
  expect(response).toMatchObject({ status: 500, body: expect.stringContaining('Something went wrong') as string })
  expect(response.body).not.toContain(directory.path)
  await screens.close()
})

test('OpenAPI describes every procedure but those that need a window, and the readable page names every path', async () => {
  const { json } = await rest('GET', '/api/openapi.json')
  const operations = Object.values(json['paths'] as Record<string, Record<string, Operation>>).flatMap((methods) =>
    Object.values(methods),
  )
  const procedures = Object.entries(contract).flatMap(([group, all]) =>
    Object.entries<Procedure>(all).map(([name, procedure]) => ({ id: `${group}.${name}`, ...procedure })),
  )
  const served = procedures.filter(({ needs }) => needs !== 'window')
  expect(served.length).toBeLessThan(procedures.length)
  const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort()
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(ids([...served, { id: 'changes.stream' }]))
  const files = operations.filter(({ responses }) => '*/*' in responses['200'].content).map((one) => one.operationId)
  expect(files.sort()).toEqual(ids(served.filter(({ answers }) => answers === 'file')))
  const page = await send('GET', '/api/docs', headers)
  for (const path of Object.keys(json['paths'] as object)) expect(page.body).toContain(path)
  expect(page.body).not.toContain('/desktop/')
  expect((await rest('GET', '/api/desktop/update')).status).toBe(404)
})

interface Operation {
  operationId: string
  responses: { 200: { content: object } }
}

test('the readable page shows text as text', () => {
  const input = z.object({})
  const planted = {
    route: 'GET /<b>',
    role: 'anyone',
    needs: 'nothing',
    summary: '<img src=x> & "more"',
    input,
    output: input,
  } as const
  const page = docsPage({ '<i>': { planted } })
  expect(page).not.toMatch(/<(?:b|i|img)\b/)
  expect(page).toContain('&#60;img src=x&#62; &#38; &#34;more&#34;')
})

test('every open window hears of a change', async () => {
  const controller = new AbortController()
  const events = await fetch(`${host.url}/events`, { headers, signal: controller.signal })
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader()
  await program.api.workspaces.setColour({ workspaceId, colour: 'pink' })
  expect((await reader.read()).value).toBe('data: {"workspaceId":null,"topic":"workspaces"}\n\n')
  controller.abort()
})

test('a port that is in use is named', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const error = await refusal(startHttpHost({ app: program.app, rendererDir: null, port, version: '1' }))
  expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining(String(port)) as string })
  server.close()
})

test('a download that ends half way is not taken for a whole file', async () => {
  const reply = await fetch(new URL('/api/workspace-backups', host.url), {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ workspaceIds: [workspaceId], passphrase: 'six words of a backup passphrase' },
      proof: { [workspaceId]: 'Acme' },
    }),
  })
  expect(reply.ok).toBe(true)
  await program.api.workspaceBackups.cancel({})
  await expect(reply.arrayBuffer()).rejects.toThrow('terminated')
  expect(await program.api.workspaceBackups.progress({})).toMatchObject({ phase: 'ended' })
})

test('a link changes nothing: whatever GET reaches leaves the data as it is', async () => {
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress, name: 'Linked' })
  const [entry] = (await program.api.activity.list({ workspaceId })).items
  const content = () =>
    ['connectors', 'connector_catalog', 'workspaces', 'members', 'workspace_keys', 'key_slots'].map((table) =>
      program.store.sqlite.prepare(`SELECT * FROM ${table}`).all(),
    )
  const before = content()
  const query = `?workspaceId=${workspaceId}&id=${id}&query=Linked`
  const paths = Object.values(contract)
    .flatMap((procedures) => Object.values<Procedure>(procedures))
    .filter(({ route, needs }) => route.startsWith('GET ') && needs !== 'window')
    .map(({ route }) => route.replace('GET ', '/api').replace('entries/{id}', `entries/${entry?.id}`))
    .map((path) => `${path.replace('{id}', id).replace('{key}', 'wordpress')}${query}`)
  expect(paths.length).toBeGreaterThan(10)
  // No sign-in is under way.
  for (const path of paths)
    expect([path, (await send('GET', path, headers)).status]).toEqual([path, path.includes('/sign-ins/') ? 404 : 200])
  expect(content()).toEqual(before)
})
