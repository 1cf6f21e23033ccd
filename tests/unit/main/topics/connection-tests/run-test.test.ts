import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Subject } from '../../../../../src/main/topics/connection-tests/run-test.ts'
import { codeError } from '../../../../helpers/services/local-network.ts'
import { fine, HOST, run, runAt, TOKEN } from '../../../../helpers/services/run.ts'
import { freePort, type Play, startService } from '../../../../helpers/services/service.ts'

test('a service that names the account is fine', async () => {
  const { outcome, requests } = await runAt(fine)
  expect(outcome).toMatchObject({ cause: null, message: null, field: null, account: { id: '7', name: 'ada' } })
  expect(requests).toMatchObject([{ method: 'GET', url: '/me', headers: { authorization: `Bearer ${TOKEN}` } }])
})

test.for<[string, object, Partial<Subject>, object]>([
  [
    'basic',
    { in: 'basic', username: 'auth.user', password: 'auth.token' },
    { secrets: { 'auth.user': 'ada', 'auth.token': TOKEN } },
    { authorization: `Basic ${Buffer.from(`ada:${TOKEN}`).toString('base64')}` },
  ],
  [
    'basic without a password',
    { in: 'basic', username: 'auth.token' },
    {},
    { authorization: `Basic ${Buffer.from(`${TOKEN}:`).toString('base64')}` },
  ],
  [
    'a header with a prefix',
    { in: 'header', name: 'X-Key', value: 'auth.token', prefix: 'Token ' },
    {},
    { 'x-key': `Token ${TOKEN}` },
  ],
])('a secret is sent as %s', async ([, credential, subject, headers]) => {
  await using service = await startService(fine)
  const config = { url: `http://${HOST}:${service.port}` }
  await run('', { test: { auth: [credential] }, subject: { config, ...subject } })
  expect(service.requests[0]?.headers).toMatchObject(headers)
})

test('a secret in the query is sent and shown nowhere', async () => {
  const { outcome, requests } = await runAt(fine, {
    test: { auth: [{ in: 'query', name: 'key', value: 'auth.token' }], query: { a: 'b c' } },
  })
  expect(requests[0]?.url).toBe(`/me?a=b+c&key=${TOKEN}`)
  expect(outcome).toMatchObject({ cause: null })
})

const html =
  (status: number): Play =>
  (_call, response) => {
    response
      .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
      .end('<!doctype html><title>Front page</title>')
    return undefined
  }
const text =
  (body: string): Play =>
  (_call, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' }).end(body)
    return undefined
  }

test.for<[string, Play, object]>([
  ['401', () => [401, {}], { reason: 'unauthorized', field: 'auth.token' }],
  ['403', () => [403, {}], { reason: 'forbidden', field: 'auth.token' }],
  ['404', () => [404, {}], { reason: 'not_found', field: 'config.url' }],
  ['500', () => [500, {}], { reason: 'server_error', field: 'config.url' }],
  ['another status', () => [418, {}], { reason: 'other_status', field: 'config.url' }],
  ['a web page', html(200), { reason: 'web_page', field: 'config.url' }],
  ['text', text('hello'), { reason: 'not_json', field: 'config.url' }],
  ['JSON without the account', () => [200, { hello: 'world' }], { reason: 'other_service', field: 'config.url' }],
  ['more than a test takes', text('x'.repeat(2_000_000)), { reason: 'large_answer', field: 'config.url' }],
  ['a closed connection', (_call, response) => void response.destroy(), { reason: 'closed', field: 'config.url' }],
])('an answer with %s has a cause of its own', async ([, play, expected]) => {
  const { outcome } = await runAt(play)
  const { cause, field } = outcome as { cause: { reason: string }; field: string }
  expect({ reason: cause.reason, field }).toEqual(expected)
})

test('a bomb that unpacks to more than a test takes is not unpacked', async () => {
  const { outcome } = await runAt((_call, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000)))
    return undefined
  })
  expect(outcome).toMatchObject({ cause: { reason: 'large_answer' } })
})

test.for<[string, object, number]>([
  ['Retry-After in seconds', { 'retry-after': '90' }, 90],
  ['Retry-After as a date', { 'retry-after': new Date(Date.now() + 600_000).toUTCString() }, 600],
  ['the instant of a reset', { 'x-rate-limit-reset': String(Math.ceil(Date.now() / 1000) + 300) }, 300],
  ['nothing', {}, 0],
])('a limit of requests names the wait from %s', async ([, headers, seconds]) => {
  const { outcome } = await runAt(() => [429, {}, headers])
  const cause = outcome && 'cause' in outcome ? outcome.cause : null
  expect(cause?.reason).toBe('rate_limited')
  expect(Math.abs(Number(cause?.values['seconds']) - seconds)).toBeLessThan(10)
})

test('the first answer of the entry that fits says what it means', async () => {
  const answers = [
    {
      status: 401,
      where: { code: 'off' },
      also: { path: '/index', where: { ways: [] } },
      means: 'forbidden',
      message: 'Switched off.',
      field: 'config.url',
    },
    { status: 401, where: { code: ['off', 'wrong'] }, message: 'Wrong password.', field: 'auth.token' },
    { status: 200, where: { ok: false }, message: 'Refused with 200.' },
  ]
  const play =
    (ways: unknown[], status: number, json: unknown): Play =>
    ({ url }) =>
      url === '/index' ? [200, { ways }] : [status, json]
  const off = await runAt(play([], 401, { code: 'off' }), { test: { answers } })
  expect(off.outcome).toMatchObject({ cause: { reason: 'forbidden' }, message: 'Switched off.', field: 'config.url' })
  expect(off.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${TOKEN}`, undefined])
  const wrong = await runAt(play(['x'], 401, { code: 'off' }), { test: { answers } })
  expect(wrong.outcome).toMatchObject({ cause: { reason: 'unauthorized' }, message: 'Wrong password.' })
  const fine200 = await runAt(play([], 200, { ok: false }), { test: { answers } })
  expect(fine200.outcome).toMatchObject({
    cause: { reason: 'unauthorized' },
    message: 'Refused with 200.',
    field: 'auth.token',
  })
})

test('a token of another account than the connector names is a failure', async () => {
  const account = { id: 'id', name: ['name'], expected: 'config.handle' }
  await using service = await startService(fine)
  const at = (handle: string) =>
    run('', { test: { account }, subject: { config: { url: `http://${HOST}:${service.port}`, handle } } })
  expect(await at('@Ada')).toMatchObject({ cause: null })
  expect(await at('@ben')).toMatchObject({
    cause: { reason: 'other_account', values: { name: 'ada', expected: '@ben' } },
    field: 'config.handle',
  })
})

test.for<[string, string, object]>([
  ['a name that nobody has', 'http://nowhere.invalid', { reason: 'no_such_host' }],
  ['no address', 'not an address', { reason: 'no_address' }],
  ['an address with a password', 'http://a:b@service.test', { reason: 'no_address' }],
  ['an address with a query', 'http://service.test/?a=b', { reason: 'no_address' }],
])('%s has a cause of its own', async ([, url, cause]) => {
  expect(await run(url)).toMatchObject({ cause, field: 'config.url' })
})

test('a port at which nothing listens, one that hangs and a network without a way have causes of their own', async () => {
  expect(await run(`http://${HOST}:${await freePort()}`)).toMatchObject({
    cause: { reason: 'refused' },
    field: 'config.url',
  })
  const { outcome } = await runAt(() => undefined, { network: { timeLimit: 300 } })
  expect(outcome).toMatchObject({ cause: { reason: 'timeout' }, field: 'config.url' })
  const slow = await run('http://slow.test', {
    network: { timeLimit: 300, lookup: () => new Promise(() => undefined) },
  })
  expect(slow).toMatchObject({ cause: { reason: 'timeout' }, field: 'config.url' })
  const offline = await run('http://offline.test', {
    network: { lookup: () => Promise.reject(codeError('EAI_AGAIN')) },
  })
  expect(offline).toMatchObject({ cause: { reason: 'no_name_service' } })
  // No way leads to everybody in a network at once.
  expect(await run('http://255.255.255.255')).toMatchObject({ cause: { reason: 'unreachable' }, field: 'config.url' })
})

test('a cancelled test has no outcome', async () => {
  const cancel = new AbortController()
  const { outcome } = await runAt(
    () => {
      cancel.abort()
      return undefined
    },
    { signal: cancel.signal },
  )
  expect(outcome).toBeNull()
})

test('what answers and is no web server has a cause of its own', async () => {
  const server = createServer((socket) => void socket.end('SSH-2.0-OpenSSH\r\n')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const outcome = await run(`http://${HOST}:${(server.address() as AddressInfo).port}`)
  server.close()
  expect(outcome).toMatchObject({ cause: { reason: 'not_http' } })
})

test('a missing secret, one that does not open and one that cannot be sent have causes of their own', async () => {
  const withSecret = (value: unknown) => run(`http://${HOST}`, { subject: { secrets: { 'auth.token': value } } })
  expect(await withSecret(undefined)).toMatchObject({ cause: { reason: 'no_secret' }, field: 'auth.token' })
  expect(await withSecret(null)).toMatchObject({ cause: { reason: 'unreadable_secret' }, field: 'auth.token' })
  expect(await withSecret('one\r\nX: two')).toMatchObject({
    cause: { reason: 'unsendable_secret' },
    field: 'auth.token',
  })
})

test('a server that repeats the secret in everything it says does not get it shown', async () => {
  const repeated = await runAt(() => [200, { id: TOKEN, name: `Bearer ${TOKEN}` }])
  expect(repeated.outcome).toMatchObject({ cause: null, account: { id: '…', name: 'Bearer …' } })
  const header = await runAt(({ headers }) => [200, { id: 7, name: headers.authorization }], {
    test: { auth: [{ in: 'basic', username: 'config.url', password: 'auth.token' }] },
  })
  expect(header.outcome).toMatchObject({ cause: null, account: { name: 'Basic …' } })
  await runAt(() => [302, {}, { location: `http://${TOKEN}.test/${TOKEN}` }])
  await runAt(() => [401, { code: TOKEN }, { 'content-type': `text/${TOKEN}` }])
})
