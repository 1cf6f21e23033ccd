import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Network } from '../../../src/main/topics/connection-tests/network.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createIssuer } from '../../helpers/services/certificates.ts'
import { localNetwork } from '../../helpers/services/local-network.ts'
import { type Play, startProxy, startService } from '../../helpers/services/service.ts'
import { PASSWORD, site, wordpressSite } from '../../helpers/services/wordpress-site.ts'
import { addMember, ben, createTestApp } from '../../helpers/test-app.ts'

const WRONG = 'zzzz zzzz zzzz zzzz zzzz zzzz'
const TOKEN = 'canaryTokenOfTheTest12345'

let issuer: ReturnType<typeof createIssuer>
beforeAll(() => {
  issuer = createIssuer()
})
afterAll(() => issuer[Symbol.dispose]())

async function start(change: Partial<Network> = {}) {
  const program = createTestApp({ network: localNetwork({ extraCa: () => issuer.ca, ...change }) })
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  return { ...program, workspaceId }
}

const page =
  (status: number): Play =>
  (_call, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Blog</title>')
    return undefined
  }

test('a WordPress connector that works is ok as its user, which is stored and recorded', async () => {
  await using service = await startService(wordpressSite())
  const { api, workspaceId, store, reported } = await start()
  const { id, updatedAt } = await api.connectors.install({ workspaceId, name: 'Blog', ...site(service.port) })
  expect((await api.connectors.get({ workspaceId, id })).lastTest).toBeNull()
  const result = await api.connectionTests.test({ workspaceId, id })
  expect(result).toMatchObject({
    ok: true,
    account: { id: '1', name: 'admin' },
    reason: null,
    message: null,
    sameAccount: [],
  })
  expect(result.steps.map(({ step, detail }) => [step, detail])).toEqual([
    ['request', `GET http://127.0.0.1:${service.port}/wp-json/wp/v2/users/me?context=edit`],
    ['answer', '200 application/json'],
  ])
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({
    ...{ updatedAt, status: 'inactive' },
    lastTest: { ok: true, testedAt: result.testedAt, account: { name: 'admin' } },
  })
  const { items } = await api.activity.list({ workspaceId })
  expect(items[0]).toMatchObject({
    action: 'connector.test',
    subjectName: 'Blog',
    detail: { ok: true, account: 'admin' },
  })
  expect(JSON.stringify(store.sqlite.prepare('SELECT last_test_result FROM connectors').all())).not.toContain(PASSWORD)
  expect(reported).toEqual([])

  // What is stored says nothing of another password or another site.
  await api.connectors.update({ workspaceId, id, tags: ['prod'] })
  expect((await api.connectors.get({ workspaceId, id })).lastTest).not.toBeNull()
  await api.connectors.update({ workspaceId, id, auth: { application_password: WRONG } })
  expect((await api.connectors.get({ workspaceId, id })).lastTest).toBeNull()
})

test('what a service answers is shown without characters that change the text around it', async () => {
  await using service = await startService(() => [
    200,
    { id: 1, slug: '\u202egro.elpmaxe', name: '\u202egro\u001b[31m' },
  ])
  const { api, workspaceId } = await start()
  const { id } = await api.connectors.install({ workspaceId, name: 'Blog', ...site(service.port) })
  const { account } = await api.connectionTests.test({ workspaceId, id })
  expect(account?.name).toMatch(/^\\u\{202e\}gro/)
  const { lastTest } = await api.connectors.get({ workspaceId, id })
  expect(lastTest?.account?.name).toBe(account?.name)
})

test('an entry that is not saved can be tried, with what is typed alone', async () => {
  await using service = await startService(({ headers }) =>
    headers['x-key'] === TOKEN ? [200, { id: 7, name: 'ada' }] : [401, {}],
  )
  const { api, workspaceId } = await start()
  const stored = await api.connectors.install({ workspaceId, name: 'Blog', ...site(service.port) })
  const entryText = (change: object = {}) =>
    JSON.stringify({
      ...{ format: 1, key: 'wordpress', name: 'Mine', authType: 'none', capabilities: {} },
      configSchema: {
        ...{ type: 'object', required: ['url', 'key'] },
        properties: { url: { type: 'string' }, key: { type: 'string', writeOnly: true } },
      },
      authSchema: { type: 'object' },
      connectionTest: {
        ...{ url: '{config.url}', path: '/me', http: 'loopback', account: { id: 'id', name: ['name'] } },
        auth: [{ in: 'header', name: 'x-key', value: 'config.key' }],
      },
      ...change,
    })
  const url = `http://127.0.0.1:${service.port}`
  const tryOut = (key: string, text = entryText()) =>
    api.connectionTests.tryOut({
      ...{ workspaceId, catalogKey: 'wordpress', id: stored.id, entryText: text, config: { url, key } },
    })
  expect(await tryOut(TOKEN)).toMatchObject({ ok: true, account: { id: '7', name: 'ada' } })
  expect(await tryOut('another-key')).toMatchObject({ reason: 'unauthorized', field: 'config.key' })
  expect(await refusal(tryOut(TOKEN, entryText({ connectionTest: null })))).toMatchObject({
    reason: 'no_connection_test',
  })
  expect(await refusal(tryOut('', entryText()))).toMatchObject({ reason: 'input' })
  // Whatever the entry asks for, no stored secret goes to where it leads.
  expect(service.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined])
  expect((await api.connectors.get({ workspaceId, id: stored.id })).lastTest).toBeNull()
})

test('a card has how its last test ended, and the overview counts an active one that failed', async () => {
  let play: Play = wordpressSite()
  await using service = await startService((...call) => play(...call))
  const { api, workspaceId } = await start()
  const { id } = await api.connectors.install({ workspaceId, name: 'Blog', ...site(service.port) })
  const card = async () => (await api.connectors.list({ workspaceId }))[0]
  const errors = async () => (await api.overview.get({})).workspaces[0]?.errors
  expect(await card()).toMatchObject({ isTestable: true, testedAt: null, testOutcome: null, testedAs: null })
  const { testedAt } = await api.connectionTests.test({ workspaceId, id })
  expect(await card()).toMatchObject({ testedAt, testOutcome: 'ok', testedAs: 'admin' })
  play = page(503)
  await api.connectionTests.test({ workspaceId, id })
  expect(await card()).toMatchObject({ testOutcome: 'unclear', testedAs: null })
  play = page(404)
  await api.connectionTests.test({ workspaceId, id })
  expect(await card()).toMatchObject({ testOutcome: 'failed' })
  expect(await errors()).toBe(0)
  await api.connectors.activate({ workspaceId, id })
  expect(await errors()).toBe(1)
  expect((await api.overview.get({})).urgent).toMatchObject([{ connector: { id, testOutcome: 'failed' } }])
})

test('a site without pretty links is found under ?rest_route=, which the connector may also name', async () => {
  await using service = await startService(wordpressSite({ hasPrettyLinks: false }))
  const { api, workspaceId } = await start()
  const tryOut = (more: object) => api.connectionTests.tryOut({ workspaceId, ...site(service.port, more) })
  expect(await tryOut({})).toMatchObject({ ok: true, account: { name: 'admin' } })
  expect(await tryOut({ rest_address: 'plain' })).toMatchObject({ ok: true })
  expect(await tryOut({ rest_address: 'pretty' })).toMatchObject({ reason: 'not_found', field: 'config.site_url' })
  expect(service.requests.map(({ url }) => url.slice(0, 12))).toEqual([
    '/wp-json/wp/',
    '/?rest_route',
    '/?rest_route',
    '/wp-json/wp/',
  ])
})

test.for<[string, Play, object]>([
  [
    'a wrong user or password',
    (call, response) => wordpressSite()({ ...call, headers: {} }, response),
    {
      reason: 'unauthorized',
      field: 'auth.application_password',
      message: expect.stringContaining('An application password is needed'),
    },
  ],
  [
    'application passwords that are off',
    wordpressSite({ hasApplicationPasswords: false }),
    { reason: 'forbidden', field: 'config.site_url', message: expect.stringContaining('switched off') },
  ],
  ['a server that sends every address to the front page', page(200), { reason: 'web_page', field: 'config.site_url' }],
  [
    'no WordPress',
    page(404),
    { reason: 'not_found', field: 'config.site_url', message: expect.stringContaining('no WordPress REST API') },
  ],
  [
    'a REST API that is off',
    () => [401, { code: 'rest_disabled' }],
    { reason: 'not_found', field: 'config.site_url', message: expect.stringContaining('switched off') },
  ],
  [
    'a firewall',
    page(403),
    { reason: 'forbidden', field: 'config.site_url', message: expect.stringContaining('firewall') },
  ],
  [
    'another site that answers JSON',
    () => [200, { status: 'fine' }],
    { reason: 'other_service', field: 'config.site_url' },
  ],
  [
    'a site that has moved',
    () => [301, {}, { location: 'https://www.example.com/wp-json/' }],
    { reason: 'redirect', field: 'config.site_url', values: { address: 'https://www.example.com' } },
  ],
])('%s has a cause of its own at a WordPress site', async ([, play, expected]) => {
  await using service = await startService(play)
  const { api, workspaceId } = await start()
  expect(await api.connectionTests.tryOut({ workspaceId, ...site(service.port) })).toMatchObject({
    ok: false,
    ...expected,
  })
})

test('a WordPress site takes http at an address of this computer alone', async () => {
  const { api, workspaceId } = await start()
  const install = (site_url: string) =>
    api.connectors.install({ workspaceId, ...wordpress, config: { site_url, username: 'admin' } })
  for (const address of [
    'http://example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1',
  ])
    expect(await refusal(install(address))).toMatchObject({ fields: { 'config.site_url': expect.anything() } })
  await install('http://localhost:8080/blog')
})

test.for<[string, string, object, object, Play, object]>([
  [
    'medium',
    'api.medium.com:443',
    {},
    { integration_token: TOKEN },
    ({ url }) => (url === '/v1/me' ? [200, { data: { id: '5303d7', username: 'ada', name: 'Ada' } }] : [404, {}]),
    { ok: true, account: { id: '5303d7', name: 'ada' } },
  ],
  [
    'medium',
    'api.medium.com:443',
    {},
    { integration_token: TOKEN },
    () => [401, { errors: [{ message: 'Token was invalid.', code: 6003 }] }],
    { reason: 'unauthorized', field: 'auth.integration_token' },
  ],
  [
    'twitter',
    'api.x.com:443',
    { handle: '@Acme_News' },
    { access_token: TOKEN },
    ({ url }) =>
      url === '/2/users/me' ? [200, { data: { id: '22', name: 'Acme', username: 'acme_news' } }] : [404, {}],
    { ok: true, account: { id: '22', name: 'acme_news' } },
  ],
  [
    'twitter',
    'api.x.com:443',
    { handle: '@other' },
    { access_token: TOKEN },
    () => [200, { data: { id: '22', username: 'acme_news' } }],
    { reason: 'other_account', field: 'config.handle' },
  ],
  [
    'twitter',
    'api.x.com:443',
    { handle: '@a' },
    { access_token: TOKEN },
    () => [403, { type: 'https://api.twitter.com/2/problems/unsupported-authentication' }],
    { reason: 'forbidden', message: expect.stringContaining('app alone') },
  ],
  [
    'linkedin',
    'api.linkedin.com:443',
    { author: { kind: 'person', urn: 'urn:li:person:1' } },
    { access_token: TOKEN },
    ({ url }) => (url === '/v2/userinfo' ? [200, { sub: '782bbtaQ', name: 'Ada L.' }] : [404, {}]),
    { ok: true, account: { id: '782bbtaQ', name: 'Ada L.' } },
  ],
  [
    'linkedin',
    'api.linkedin.com:443',
    { author: { kind: 'person', urn: 'urn:li:person:1' } },
    { access_token: TOKEN },
    () => [401, { serviceErrorCode: 65601 }],
    { reason: 'unauthorized', message: expect.stringContaining('revoked') },
  ],
])('%s is asked at %s', async ([catalogKey, host, config, auth, play, expected]) => {
  await using service = await startService(play, issuer.issue(host.replace(':443', '')))
  await using proxy = await startProxy(service.port)
  const { api, workspaceId } = await start({ proxyFor: () => proxy.address })
  expect(
    await api.connectionTests.tryOut({ workspaceId, catalogKey, config: { ...config }, auth: { ...auth } }),
  ).toMatchObject(expected)
  expect(proxy.hosts).toEqual([host])
  expect(service.requests[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`)
})

test('what is typed is tested together with the stored secrets, and nothing is stored', async () => {
  await using service = await startService(wordpressSite())
  const { api, workspaceId } = await start()
  const { id } = await api.connectors.install({
    workspaceId,
    name: 'Blog',
    ...site(service.port),
    config: { site_url: 'https://old.test', username: 'admin' },
  })
  const before = await api.connectors.get({ workspaceId, id })
  const typed = { workspaceId, id, catalogKey: 'wordpress', config: site(service.port).config }
  expect(await api.connectionTests.tryOut(typed)).toMatchObject({ ok: true, account: { name: 'admin' } })
  expect(
    await api.connectionTests.tryOut({ ...typed, secrets: { set: { 'auth.application_password': WRONG } } }),
  ).toMatchObject({ reason: 'unauthorized' })
  expect(
    await refusal(api.connectionTests.tryOut({ ...typed, secrets: { clear: ['auth.application_password'] } })),
  ).toMatchObject({
    fields: { 'auth.application_password': expect.anything() },
  })
  expect(await api.connectors.get({ workspaceId, id })).toEqual(before)
})

test('a failure marks the connector as failing where that is asked, and a success never activates one', async () => {
  await using service = await startService(wordpressSite())
  const { api, workspaceId } = await start()
  const { id } = await api.connectors.install({
    workspaceId,
    name: 'Blog',
    ...site(service.port),
    auth: { application_password: WRONG },
  })
  await api.connectors.activate({ workspaceId, id })
  const status = async () => (await api.connectors.get({ workspaceId, id })).status
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: false, isLasting: true })
  expect(await status()).toBe('active')
  const { message } = await api.connectionTests.test({ workspaceId, id, markError: true })
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ status: 'error', statusMessage: message })
  await api.connectors.update({ workspaceId, id, auth: { application_password: PASSWORD } })
  expect(await api.connectionTests.test({ workspaceId, id, markError: true })).toMatchObject({ ok: true })
  expect(await status()).toBe('error')
})

test('a second connector of the same account is named, one of the same number at another site is not', async () => {
  await using service = await startService(wordpressSite())
  await using other = await startService(wordpressSite())
  const { api, workspaceId } = await start()
  const install = async (name: string, port: number) =>
    (await api.connectors.install({ workspaceId, name, ...site(port) })).id
  const [first, second, third] = [
    await install('First', service.port),
    await install('Second', service.port),
    await install('Third', other.port),
  ]
  const testOne = (id: string) => api.connectionTests.test({ workspaceId, id })
  expect((await testOne(first)).sameAccount).toEqual([])
  expect((await testOne(second)).sameAccount).toEqual([{ id: first, name: 'First' }])
  expect((await testOne(third)).sameAccount).toEqual([])
  expect((await api.connectors.get({ workspaceId, id: first })).lastTest?.sameAccount).toEqual([
    { id: second, name: 'Second' },
  ])
  expect((await api.connectionTests.tryOut({ workspaceId, ...site(service.port) })).sameAccount).toHaveLength(2)
})

test('members test nothing, a locked key tests nothing, and an entry may have no test', async () => {
  const { api, as, store, workspaceId } = await start()
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  addMember(store, workspaceId, ben, 'member')
  expect(await refusal(as(ben).connectionTests.test({ workspaceId, id }))).toMatchObject({ code: 'forbidden' })
  expect(await refusal(as(ben).connectionTests.testMany({ workspaceId }))).toMatchObject({ code: 'forbidden' })
  await api.keys.lock({ workspaceId })
  expect(await refusal(api.connectionTests.test({ workspaceId, id }))).toMatchObject({ code: 'locked' })
  expect(await refusal(api.connectionTests.testMany({ workspaceId }))).toMatchObject({ code: 'locked' })
  store.sqlite.exec("UPDATE connector_catalog SET connection_test = '{\"url\":1}' WHERE key = 'wordpress'")
  const later = createTestApp({ store })
  expect(await refusal(later.api.connectionTests.tryOut({ workspaceId, ...wordpress }))).toMatchObject({
    reason: 'no_connection_test',
  })
  expect(await later.api.connectionTests.testMany({ workspaceId })).toMatchObject({ results: [{ outcome: 'skipped' }] })
})
