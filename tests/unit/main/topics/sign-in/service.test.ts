import { expect, test } from 'vitest'
import { Oauth } from '../../../../../src/contract/oauth.ts'
import { isFailure } from '../../../../../src/main/topics/sign-in/failure.ts'
import { openService } from '../../../../../src/main/topics/sign-in/service.ts'
import { CLIENT, createVisitor, startIdentityProvider } from '../../../../helpers/services/identity-provider.ts'
import { localNetwork } from '../../../../helpers/services/local-network.ts'

const open = async (oauth: object, wait: (milliseconds: number) => Promise<void> = () => Promise.resolve()) => {
  const service = await openService(
    Oauth.parse({ ...{ clientId: 'config.client_id', accessToken: 'auth.token', http: 'loopback' }, ...oauth }),
    { config: { client_id: CLIENT }, secrets: {} },
    { network: localNetwork({ mayBeHere: true }), trust: undefined, signal: new AbortController().signal, wait },
  )
  if (isFailure(service)) throw new Error(service.cause.reason)
  return service
}

/** What a failure is not. */
function assertWell<T extends object>(value: T): asserts value is Exclude<T, { cause: unknown }> {
  expect(value).not.toHaveProperty('cause')
}

test('somebody enters a code on another device, and is waited for as long as the service asks', async () => {
  await using provider = await startIdentityProvider()
  const { issuer } = provider
  const waits: number[] = []
  const service = await open({ issuer, scopes: ['openid'] }, async (milliseconds) => {
    waits.push(milliseconds)
    // It was asked too early once, and too often once.
    if (waits.length === 3) await enter()
  })
  const device = await service.beginDevice()
  assertWell(device)
  let hasAsked = 0
  provider.meddle(({ url = '' }, response) => {
    if (!url.startsWith('/token') || ++hasAsked !== 2) return false
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"slow_down"}')
    return true
  })
  const enter = async () => {
    const visitor = createVisitor()
    let page = await visitor.submit(await visitor.visit(device.address), { user_code: device.code })
    for (const fields of [{ confirm: 'yes' }, { login: 'ada', password: 'any' }, {}])
      page = await visitor.submit(page, fields)
    expect(page.status).toBe(200)
  }
  const grant = await device.finish()
  assertWell(grant)
  expect(grant.accessToken).not.toBe('')
  expect(waits).toEqual([5000, 5000, 10_000])
})

test('a code that nobody entered in time ends the sign-in', async () => {
  await using provider = await startIdentityProvider()
  const service = await open({ issuer: provider.issuer })
  const device = await service.beginDevice()
  assertWell(device)
  provider.meddle(({ url = '' }, response) => {
    if (!url.startsWith('/token')) return false
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"expired_token"}')
    return true
  })
  expect(await device.finish()).toMatchObject({ cause: { reason: 'not_accepted' } })
})

test('scopes, parameters and the page follow the settings, and a service that refuses PKCE gets none of an app with a secret', async () => {
  const oauth = {
    authorizationUrl: 'http://127.0.0.1/page',
    nativeAuthorizationUrl: 'http://127.0.0.1/native',
    tokenUrl: 'http://127.0.0.1/token',
    scopes: [
      'read',
      { scope: 'page', when: { 'config.kind': 'page' } },
      { scope: 'own', when: { 'config.kind': 'own' } },
    ],
    parameters: { audience: 'press' },
    clientSecret: 'auth.secret',
    pkce: 'without_secret',
  }
  const addressWith = async (secrets: object) => {
    const service = await openService(
      Oauth.parse({ ...{ clientId: 'config.client_id', accessToken: 'auth.token', http: 'loopback' }, ...oauth }),
      { config: { client_id: CLIENT, kind: 'page' }, secrets: { ...secrets } },
      {
        ...{ network: localNetwork({ mayBeHere: true }), trust: undefined, signal: new AbortController().signal },
        wait: () => Promise.resolve(),
      },
    )
    assertWell(service)
    const attempt = await service.begin('http://127.0.0.1:4711/callback')
    assertWell(attempt)
    const { pathname, searchParams } = new URL(attempt.address)
    const { state, code_challenge: challenge = null, ...rest } = Object.fromEntries(searchParams)
    expect(state).toBe(attempt.state)
    return { pathname, challenge, ...rest }
  }
  const common = {
    response_type: 'code',
    client_id: CLIENT,
    redirect_uri: 'http://127.0.0.1:4711/callback',
    scope: 'read page',
    audience: 'press',
  }
  expect(await addressWith({ 'auth.secret': 'of the app' })).toEqual({ ...common, pathname: '/page', challenge: null })
  expect(await addressWith({})).toEqual({
    ...common,
    ...{ pathname: '/native', challenge: expect.stringMatching(/^[\w-]{43}$/), code_challenge_method: 'S256' },
  })
})
