import { expect, test } from 'vitest'
import {
  CLIENT,
  CLIENT_SECRET,
  createVisitor,
  startIdentityProvider,
} from '../../helpers/services/identity-provider.ts'
import { settingsFor, signedIn, startWithPress } from '../../helpers/services/press.ts'

test('a new connector is signed in before it is saved, and its tokens never pass the caller', async () => {
  await using service = await startIdentityProvider()
  const { api, workspaceId, store, reported } = await startWithPress()
  const settings = settingsFor(service.issuer)
  const shown = await api.signIns.start({ workspaceId, catalogKey: 'press', settings })
  expect(shown).toMatchObject({ state: 'waiting', isOpened: false, code: null })
  const address = new URL(shown.address)
  expect(address.searchParams.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/)
  expect(address.searchParams.get('code_challenge_method')).toBe('S256')

  const waiting = api.signIns.progress({ workspaceId, id: shown.id, wait: 20 })
  const page = await createVisitor().signIn(shown.address)
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('Signed in') })
  const done = await waiting
  expect(done).toMatchObject({ state: 'done', account: { id: 'ada', name: 'ada' }, isRenewed: true, message: null })
  // A page that was answered once is gone.
  await expect(fetch(`${address.searchParams.get('redirect_uri')}?state=x`)).rejects.toThrow('fetch failed')

  expect(
    await api.connectionTests.tryOut({ workspaceId, catalogKey: 'press', ...settings, signIn: shown.id }),
  ).toMatchObject({
    ok: true,
    account: { name: 'ada' },
  })
  const installed = await api.connectors.install({
    ...{ workspaceId, catalogKey: 'press', name: 'Press', ...settings, signIn: shown.id },
  })
  expect(installed.secrets).toMatchObject([
    { path: 'auth.access_token', isSet: true },
    { path: 'auth.refresh_token', isSet: true },
    { path: 'auth.client_secret', isSet: false },
  ])
  expect(installed.signIn).toMatchObject({ lost: null, expiresAt: '2026-03-01T10:00:00.000Z' })
  expect(await api.connectionTests.test({ workspaceId, id: installed.id })).toMatchObject({
    ok: true,
    account: { id: 'ada' },
  })
  const { items } = await api.activity.list({ workspaceId })
  expect(items.map(({ action }) => action)).toContain('connector.sign_in')
  const stored = store.sqlite.prepare('SELECT sign_in, last_test_result, config FROM connectors').all()
  expect(JSON.stringify(stored)).not.toMatch(/token/)
  expect(reported).toEqual([])
})

const AFTER_AN_HOUR = '2026-03-01T10:00:00.000Z'

test('tokens are renewed before they end, once for all who need them, and a rotated refresh token replaces its own', async () => {
  await using service = await startIdentityProvider()
  const { api, workspaceId, id, clock, store } = await signedIn(service)
  const refreshToken = () =>
    store.sqlite.prepare('SELECT auth ->> \'$."auth.refresh_token".value\' FROM connectors').pluck().get()
  const before = refreshToken()
  service.tokenRequests.length = 0
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: true })
  expect(service.tokenRequests).toHaveLength(0)

  const { updatedAt } = await api.connectors.get({ workspaceId, id })
  clock.set('2026-03-01T09:56:00.000Z')
  const results = await Promise.all([1, 2, 3].map(() => api.connectionTests.test({ workspaceId, id })))
  expect(results.map(({ ok }) => ok)).toEqual([true, true, true])
  expect(service.tokenRequests).toHaveLength(1)
  expect(refreshToken()).not.toBe(before)
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({
    updatedAt,
    signIn: { signedInAt: '2026-03-01T09:00:00.000Z', expiresAt: '2026-03-01T10:56:00.000Z', lost: null },
  })
  // The next one takes the rotated token, which works once.
  clock.set('2026-03-01T11:00:00.000Z')
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: true })
})

test('an access token that the service ended early is renewed, and tokens that could not be written are not lost', async () => {
  await using service = await startIdentityProvider()
  const { api, workspaceId, id, store, clock, reported } = await signedIn(service)
  store.sqlite.exec("CREATE TRIGGER full BEFORE UPDATE OF auth ON connectors BEGIN SELECT RAISE(ABORT, 'no room'); END")
  service.tokenRequests.length = 0
  clock.set(AFTER_AN_HOUR)
  await expect(api.connectionTests.test({ workspaceId, id })).rejects.toMatchObject({ code: 'internal' })
  store.sqlite.exec('DROP TRIGGER full')
  expect(reported).toHaveLength(1)
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: true })
  expect(service.tokenRequests).toHaveLength(1)

  let refusals = 1
  service.meddle(({ url }, response) => {
    if (!url?.startsWith('/me') || refusals-- < 1) return false
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_token"}')
    return true
  })
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: true })
  expect(service.tokenRequests).toHaveLength(2)
})

test('an empty refresh token leaves the stored one, and an answer without a type is a bearer token', async () => {
  await using service = await startIdentityProvider()
  const { api, workspaceId, id, store, clock } = await signedIn(service)
  const stored = () => store.sqlite.prepare('SELECT auth FROM connectors').pluck().get() as string
  const before = JSON.parse(stored()) as Record<string, { value: string }>
  service.meddle(({ url }, response) => {
    if (!url?.startsWith('/token')) return false
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ access_token: 'canaryAccessTokenOfTheTest', refresh_token: '', expires_in: '60' }))
    return true
  })
  clock.set(AFTER_AN_HOUR)
  // The service does not know the token that the test made up.
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ reason: 'unauthorized' })
  const after = JSON.parse(stored()) as typeof before
  expect(after['auth.refresh_token']).toEqual(before['auth.refresh_token'])
  expect(after['auth.access_token']).not.toEqual(before['auth.access_token'])
  expect(stored()).not.toContain('canaryAccessTokenOfTheTest')
})

test('a sign-in that the service has revoked is shown in place, and another one mends it', async () => {
  await using service = await startIdentityProvider()
  const { api, workspaceId, id, clock } = await signedIn(service)
  await api.connectors.activate({ workspaceId, id })
  await service.revoke()
  clock.set(AFTER_AN_HOUR)
  const lost = { ok: false, reason: 'sign_in_again', values: { service: 'Press' }, field: 'auth.access_token' }
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject(lost)
  expect(await api.connectors.list({ workspaceId })).toMatchObject([{ id, status: 'active', needsSignIn: true }])
  const { items } = await api.activity.list({ workspaceId })
  expect(items.slice(0, 2).map(({ action }) => action)).toEqual(['connector.test', 'connector.sign_in_lost'])
  // Nothing more is asked of the service with tokens that it refuses.
  service.tokenRequests.length = 0
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject(lost)
  expect(service.tokenRequests).toHaveLength(0)

  const again = await api.signIns.start({ workspaceId, id })
  await createVisitor().signIn(again.address)
  expect(await api.signIns.progress({ workspaceId, id: again.id, wait: 20 })).toMatchObject({ state: 'done' })
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({
    needsSignIn: false,
    lastTest: { ok: true, account: { id: 'ada' } },
    signIn: { lost: null },
  })
  // A pasted token is nobody's sign-in.
  await api.connectors.update({ workspaceId, id, auth: { access_token: 'pasted-token-of-somebody' } })
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ signIn: null })
})

test('a copy of a connector does not share the refresh token, which works for one of them alone', async () => {
  await using service = await startIdentityProvider()
  const { api, workspaceId, id } = await signedIn(service)
  const { id: copy } = await api.connectors.duplicate({ workspaceId, id })
  expect((await api.connectors.get({ workspaceId, id: copy })).secrets).toMatchObject([
    { path: 'auth.access_token', isSet: true },
    { path: 'auth.refresh_token', isSet: false },
    { path: 'auth.client_secret', isSet: false },
  ])
  const { id: signIn, address } = await api.signIns.start({ workspaceId, id: copy })
  await createVisitor().signIn(address)
  expect(await api.signIns.progress({ workspaceId, id: signIn, wait: 20 })).toMatchObject({
    sameAccount: [],
    account: { id: 'ada' },
  })
  await api.connectionTests.test({ workspaceId, id })
  expect((await api.connectors.get({ workspaceId, id: copy })).lastTest?.sameAccount).toEqual([{ id, name: 'Press' }])
})

test('a client secret goes in a header as forms encode it, and one that is wrong is named at its field', async () => {
  await using service = await startIdentityProvider({ hasSecret: true })
  const { api, workspaceId, id, clock } = await signedIn(service, {}, { 'auth.client_secret': CLIENT_SECRET })
  clock.set(AFTER_AN_HOUR)
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ ok: true })
  const encoded = Buffer.from(`${CLIENT}:${CLIENT_SECRET.replace('~', '%7E')}`).toString('base64')
  expect(service.tokenRequests).toEqual([`Basic ${encoded}`, `Basic ${encoded}`])

  const wrong = { 'auth.client_secret': 'canaryWrongSecret' }
  const settings = settingsFor(service.issuer, { secrets: { set: wrong } })
  const shown = await api.signIns.start({ workspaceId, id, settings })
  await createVisitor().signIn(shown.address)
  const failed = await api.signIns.progress({ workspaceId, id: shown.id, wait: 20 })
  expect(failed).toMatchObject({ state: 'failed', reason: 'wrong_client', field: 'auth.client_secret' })
  expect(JSON.stringify(failed)).not.toContain('canaryWrongSecret')

  // Tokens that the service gives to nobody else are no reason to sign in again: the secret is.
  await api.connectors.update({ workspaceId, id, secrets: { set: wrong } })
  clock.set('2026-03-01T12:00:00.000Z')
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({
    ...{ ok: false, reason: 'not_renewed', field: 'auth.client_secret' },
  })
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ needsSignIn: false })
})
