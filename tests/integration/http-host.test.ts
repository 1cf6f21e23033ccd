import { once } from 'node:events'
import { request } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '../../src/contract/index.ts'
import { type HttpHost, startHttpHost } from '../../src/main/hosts/http/server.ts'
import { refusal } from '../helpers/errors.ts'
import { wordpress } from '../helpers/samples.ts'
import { createTestApp, type TestApp } from '../helpers/test-app.ts'
import { signIn } from '../helpers/transports.ts'

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
  expect((await rest('GET', '/api/catalog')).json).toHaveLength(4)
  const invalid = await rest('POST', '/api/validate-config', {
    catalogKey: 'wordpress',
    config: {},
    auth: wordpress.auth,
  })
  expect(invalid.json).toEqual({ valid: false, fields: { 'config.site_url': ['is required'] } })
  const installed = await rest('POST', '/api/connectors', wordpress)
  expect(installed).toMatchObject({ status: 200, json: { name: wordpress.name, status: 'inactive' } })
  const path = `/api/connectors/${String(installed.json['id'])}`
  expect((await rest('PUT', path, { name: 'News' })).json).toMatchObject({ name: 'News' })
  expect((await rest('POST', `${path}/activate`)).json).toMatchObject({ status: 'active' })
  expect((await rest('GET', '/api/installed')).json).toMatchObject([{ name: 'News', status: 'active' }])
  expect((await rest('GET', '/api/publish-targets')).json).toMatchObject([{ name: 'News', catalog_key: 'wordpress' }])
  const file = await send('GET', `/download/targets.export?workspaceId=${workspaceId}`, headers)
  expect(file.headers['content-disposition']).toContain('acme-publish-targets.json')
  expect(JSON.parse(file.body)).toMatchObject([{ name: 'News' }])
  expect((await rest('DELETE', path)).json).toMatchObject({ name: 'News' })
  expect((await rest('GET', path)).status).toBe(404)
})

test('errors have the status of their code and the same body as everywhere', async () => {
  const unknown = await rest('GET', '/api/catalog/nonsense')
  expect(unknown).toMatchObject({ status: 404, json: { error: { code: 'not_found' } } })
  expect(await rest('POST', '/api/connectors', { ...wordpress, config: {} })).toMatchObject({
    status: 422,
    json: { error: { code: 'invalid', fields: { 'config.site_url': ['is required'] } } },
  })
  expect((await rest('GET', '/api/installed', undefined, { 'x-workspace-id': 'nonsense' })).status).toBe(404)
  expect((await rest('GET', '/api/nothing')).status).toBe(404)
  const broken = await send('POST', '/api/connectors', { ...headers, 'x-workspace-id': workspaceId }, '{"name":')
  expect(broken).toMatchObject({ status: 422, body: expect.stringContaining('not valid JSON') as string })
})

test('without a session nothing but the empty screens is answered', async () => {
  for (const path of ['/api/catalog', '/api/openapi.json', '/api/docs', '/events', '/download/targets.export'])
    expect([path, (await send('GET', path, {})).status]).toEqual([path, 401])
  const { origin = '' } = headers
  expect((await send('POST', '/call/catalog.list', { origin }, '{}')).status).toBe(401)
  expect((await send('GET', '/api/catalog', { cookie: 'patchbay-1=x' })).status).toBe(401)
})

test('a one-time URL signs in once and its token is never in a query string', async () => {
  const url = host.oneTimeUrl()
  expect(new URL(url).search).toBe('')
  const { headers: fresh } = await signIn(url)
  expect(fresh['cookie']).toMatch(/^patchbay-\d+=[\w-]{43}$/)
  expect((await signIn(url)).headers['cookie']).toBe('')
  const token = new URL(host.oneTimeUrl()).hash.replace('#token=', '')
  expect((await send('GET', `/api/catalog?token=${token}`, {})).status).toBe(401)
})

test('the session cookie is kept from scripts and from other sites', async () => {
  const token = new URL(host.oneTimeUrl()).hash.replace('#token=', '')
  const reply = await send('POST', '/session', { origin: host.url }, JSON.stringify({ token }))
  expect(reply.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/)
})

test('only the exact Host is served', async () => {
  const { port } = new URL(host.url)
  for (const name of [`localhost:${port}`, '127.0.0.1', `evil.example:${port}`, '127.0.0.1:1'])
    expect([name, (await send('GET', '/api/catalog', { ...headers, host: name })).status]).toEqual([name, 403])
})

test('a write needs our own Origin', async () => {
  const { cookie = '' } = headers
  for (const origin of [undefined, 'null', 'https://evil.example', host.url.replace('127.0.0.1', 'localhost')]) {
    const sent = { cookie, 'x-workspace-id': workspaceId, ...(origin !== undefined && { origin }) }
    const reply = await send('POST', '/api/connectors', sent, JSON.stringify({ ...wordpress, name: 'From elsewhere' }))
    expect([origin, reply.status]).toEqual([origin, 403])
  }
  expect(JSON.stringify(await program.api.connectors.list({ workspaceId }))).not.toContain('From elsewhere')
})

test('a read from a foreign Origin is refused', async () => {
  expect((await send('GET', '/api/catalog', { ...headers, origin: 'https://evil.example' })).status).toBe(403)
  expect((await send('GET', '/api/catalog', { ...headers, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})

test('a body of more than 1 MiB is refused', async () => {
  const body = { ...wordpress, name: 'x'.repeat(1024 * 1024) }
  expect(await rest('POST', '/api/connectors', body)).toMatchObject({
    status: 422,
    json: { error: { code: 'invalid' } },
  })
})

test('every answer has the security headers', async () => {
  for (const path of ['/', '/api/catalog', '/nothing']) {
    const reply = await send('GET', path, headers)
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' })
  }
})

test('OpenAPI describes every procedure, and the readable page names every path', async () => {
  const { json } = await rest('GET', '/api/openapi.json')
  const operations = Object.values(json['paths'] as Record<string, Record<string, { operationId: string }>>)
    .flatMap((methods) => Object.values(methods))
    .map(({ operationId }) => operationId)
  const procedures = Object.entries(contract).flatMap(([group, all]) =>
    Object.keys(all).map((name) => `${group}.${name}`),
  )
  expect(operations.sort()).toEqual(procedures.sort())
  const page = await send('GET', '/api/docs', headers)
  for (const path of Object.keys(json['paths'] as object)) expect(page.body).toContain(path)
})

test('a change is told to every open window', async () => {
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
  const reply = await fetch(new URL('/download/workspaceBackups.create', host.url), {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ workspaceIds: [workspaceId], passphrase: 'six words of a backup passphrase' }),
  })
  expect(reply.ok).toBe(true)
  await program.api.workspaceBackups.cancel({})
  await expect(reply.arrayBuffer()).rejects.toThrow('terminated')
  expect(await program.api.workspaceBackups.progress({})).toMatchObject({ phase: 'ended' })
})
