import type { IncomingHttpHeaders } from 'node:http'
import type { SecureContext } from 'node:tls'
import * as oauth4webapi from 'oauth4webapi'
import { type Oauth, scopesFor } from '../../../contract/oauth.ts'
import { signInCause } from '../../../shared/reasons/sign-in-reasons.ts'
import { type TestCause, testCause } from '../../../shared/reasons/test-reasons.ts'
import type { Network } from '../connection-tests/network.ts'
import { createRequests } from '../connection-tests/requests.ts'
import type { Subject } from '../connection-tests/run-test.ts'
import { fill, settingAt, textOf } from '../connection-tests/templates.ts'
import { type Failure, isFailure } from './failure.ts'

/** What a service has given out. Both tokens are secrets. */
export interface Grant {
  accessToken: string
  /** Null where the service gives none, or none that is new. */
  refreshToken: string | null
  /** How many seconds they work; null where the service does not say. */
  expiresIn: number | null
  refreshExpiresIn: number | null
}

export interface Attempt {
  /** The address that people sign in at. */
  address: string
  state: string
  /** Takes what came back to the redirect address, and answers the tokens for it. */
  finish(answer: URLSearchParams): Promise<Grant | Failure>
}

export interface DeviceAttempt {
  address: string
  /** What people enter there. */
  code: string
  expiresIn: number
  /** Asks until the service has an answer. */
  finish(): Promise<Grant | Failure>
}

interface Options {
  network: Network
  trust: SecureContext | undefined
  /** Ends everything. */
  signal: AbortSignal
  /** Waits between two questions, in milliseconds. */
  wait: (milliseconds: number) => Promise<void>
}

/**
 * The service that people sign in to, as the entry describes it. `oauth4webapi` speaks the protocol; requests go the way of
 * connection tests, so hosts are pinned, private addresses refused, and no redirect is followed with a secret.
 */
export async function openService(oauth: Oauth, { config, secrets }: Subject, options: Options) {
  const { network, trust, signal, wait } = options

  const clientId = textOf(secrets[oauth.clientId]) ?? textOf(valueAt(config, oauth.clientId))
  if (clientId === undefined) return failure(signInCause('no_client_id'), oauth.clientId)
  const secret = oauth.clientSecret === undefined ? undefined : secrets[oauth.clientSecret]
  if (secret === null) return failure(signInCause('no_client_secret'), oauth.clientSecret)
  const clientSecret = textOf(secret)
  const addresses = addressesIn(oauth, config, clientSecret === undefined)
  if (isFailure(addresses)) return addresses

  /** Requests with a time limit of their own. */
  const withinTime = () => {
    const limit = AbortSignal.timeout(network.timeLimit)
    const requests = createRequests({
      ...{ network, trust, http: oauth.http, signal: AbortSignal.any([signal, limit]), onStep: () => undefined },
    })
    return { requests, limit }
  }
  const send = async (text: string, { method, headers, body }: Sent): Promise<Response> => {
    const url = new URL(text)
    const { requests, limit } = withinTime()
    const request = { method, url, headers, isEntered: false, ...(body && { body: body.toString() }) }
    const answer = await requests.send(request, url)
    if (!('reason' in answer)) return toResponse(answer)
    const seconds = Math.round(network.timeLimit / 1000)
    const refusal = limit.aborted ? testCause('timeout', { host: url.host, seconds }) : answer
    throw Object.assign(new Error('The request was refused'), { refusal })
  }
  const request = {
    [oauth4webapi.customFetch]: send as never,
    // Which hosts may be asked without https is decided where the request is sent.
    [oauth4webapi.allowInsecureRequests]: true,
  }

  const service = addresses.name
  /** Runs a step of the library; what it throws is a failure, with `otherwise` where nothing else is known of it. */
  const attempt = async <T extends object>(
    otherwise: 'bad_metadata' | 'wrong_issuer' | 'bad_answer',
    step: () => Promise<T>,
  ): Promise<T | Failure> => {
    try {
      return await step()
    } catch (error) {
      const { refusal } = error as { refusal?: TestCause }
      return refusal
        ? failure(refusal, null)
        : (failureOf(error, service, oauth) ?? failure(signInCause(otherwise, { service }), null))
    }
  }

  const server = await attempt('bad_metadata', () => discover(addresses, request))
  if (isFailure(server)) return server
  const client: oauth4webapi.Client = { client_id: clientId }
  const clientAuth = clientSecret === undefined ? oauth4webapi.None() : authOf(oauth, clientSecret)
  const scope = scopesFor(oauth, config).join(' ')

  const toGrant = (token: oauth4webapi.TokenEndpointResponse): Grant => ({
    accessToken: token.access_token,
    refreshToken: token.refresh_token ?? null,
    expiresIn: token.expires_in ?? null,
    refreshExpiresIn: secondsIn(token['refresh_token_expires_in'] ?? token['refresh_expires_in']),
  })

  return {
    /** Begins a sign-in in the browser that comes back to an address of this computer. */
    begin: async (redirect: string): Promise<Attempt | Failure> => {
      const { authorization_endpoint: page } = server
      if (page === undefined || !URL.canParse(page)) return failure(signInCause('bad_metadata', { service }), null)
      const address = new URL(page)
      if (!/^https?:$/.test(address.protocol)) return failure(signInCause('bad_metadata', { service }), null)
      const refused = await withinTime().requests.refusalOf({ url: address, isEntered: false })
      if (refused) return failure(refused, null)
      const usesPkce = oauth.pkce === 'always' || clientSecret === undefined
      const verifier = usesPkce ? oauth4webapi.generateRandomCodeVerifier() : oauth4webapi.nopkce
      const state = oauth4webapi.generateRandomState()
      const parameters = {
        ...oauth.parameters,
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirect,
        state,
        ...(scope !== '' && { scope }),
        ...(typeof verifier === 'string' && {
          code_challenge: await oauth4webapi.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        }),
      }
      for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value)
      return {
        address: address.href,
        state,
        finish: async (answer) => {
          // Without an issuer to compare it with, services differ by their redirect addresses (RFC 9700, 4.4.2).
          if (addresses.issuer === null) answer.delete('iss')
          const checked = await attempt('wrong_issuer', async () =>
            oauth4webapi.validateAuthResponse(server, client, answer, state),
          )
          if (isFailure(checked)) return checked
          return attempt('bad_answer', async () => {
            const { authorizationCodeGrantRequest: ask } = oauth4webapi
            const response = await ask(server, client, clientAuth, checked, redirect, verifier, request)
            return toGrant(await oauth4webapi.processAuthorizationCodeResponse(server, client, response))
          })
        },
      }
    },

    /** Begins a sign-in with a code that is entered on any device. */
    beginDevice: async (): Promise<DeviceAttempt | Failure> => {
      if (server.device_authorization_endpoint === undefined)
        return failure(signInCause('no_device_flow', { service }), null)
      const started = await attempt('bad_answer', async () => {
        const parameters = scope === '' ? {} : { scope }
        const response = await oauth4webapi.deviceAuthorizationRequest(server, client, clientAuth, parameters, request)
        return oauth4webapi.processDeviceAuthorizationResponse(server, client, response)
      })
      if (isFailure(started)) return started
      const { verification_uri: address, user_code: code, device_code: deviceCode, expires_in: expiresIn } = started
      if (!/^https?:\/\//.test(address) || (address.startsWith('http:') && oauth.http === 'never'))
        return failure(signInCause('bad_metadata', { service }), null)
      return {
        ...{ address, code, expiresIn },
        finish: async () => {
          let seconds = started.interval ?? DEVICE_INTERVAL
          for (;;) {
            await wait(seconds * 1000)
            const answer = await attempt('bad_answer', async () => {
              const response = await oauth4webapi.deviceCodeGrantRequest(
                server,
                client,
                clientAuth,
                deviceCode,
                request,
              )
              try {
                return toGrant(await oauth4webapi.processDeviceCodeResponse(server, client, response))
              } catch (error) {
                const waits = error instanceof oauth4webapi.ResponseBodyError ? WAITS[error.error] : undefined
                if (waits === undefined) throw error
                seconds += waits
                return { isWaiting: true as const }
              }
            })
            if (!('isWaiting' in answer)) return answer
          }
        },
      }
    },

    /** Gets a new access token. */
    refresh: (refreshToken: string): Promise<Grant | Failure> =>
      attempt('bad_answer', async () => {
        const response = await oauth4webapi.refreshTokenGrantRequest(server, client, clientAuth, refreshToken, request)
        return toGrant(await oauth4webapi.processRefreshTokenResponse(server, client, response))
      }),
  }
}

interface Sent {
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: URLSearchParams
}

/** RFC 8628, section 3.5: how often to ask, and what more to wait after an answer, in seconds. */
const DEVICE_INTERVAL = 5
const WAITS: Record<string, number> = { authorization_pending: 0, slow_down: 5 }

const failure = (cause: Failure['cause'], field: string | undefined | null): Failure => ({
  cause,
  field: field ?? null,
})

const valueAt = (config: Record<string, unknown>, path: string) =>
  path.startsWith('config.') ? settingAt(config, path)?.trim() : undefined

/** A number of seconds that is there and is one. */
function secondsIn(value: unknown): number | null {
  const seconds = typeof value === 'string' ? Number.parseFloat(value) : value
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

interface Addresses {
  issuer: string | null
  authorization: string | null
  token: string | null
  device: string | null
  /** The host, as people know the service. */
  name: string
}

/** The addresses of an entry with the settings in them. */
function addressesIn(oauth: Oauth, config: Subject['config'], isNative: boolean): Addresses | Failure {
  const read = (template: string | undefined): string | null | Failure => {
    if (template === undefined) return null
    const text = fill(template, config, 'url')
    if (typeof text !== 'string') return failure(signInCause('bad_address'), text.misfit)
    return URL.canParse(text) ? text : failure(signInCause('bad_address'), null)
  }
  const page = (isNative ? oauth.nativeAuthorizationUrl : undefined) ?? oauth.authorizationUrl
  const all = [oauth.issuer, page, oauth.tokenUrl, oauth.deviceUrl].map(read)
  const wrong = all.find((one) => one !== null && typeof one !== 'string')
  if (wrong) return wrong
  const [issuer = null, authorization = null, token = null, device = null] = all as (string | null)[]
  const name = new URL(issuer ?? authorization ?? '').host
  return { issuer, authorization, token, device, name }
}

/** What the service offers: as the entry says, or as the service itself does where the entry leaves that to it. */
async function discover(
  { issuer, authorization, token, device }: Addresses,
  request: object,
): Promise<oauth4webapi.AuthorizationServer> {
  const own = {
    ...(authorization !== null && { authorization_endpoint: authorization }),
    ...(token !== null && { token_endpoint: token }),
    ...(device !== null && { device_authorization_endpoint: device }),
  }
  // Without an issuer of the entry, there is nothing to compare one with; the library wants a name.
  if (issuer === null || (authorization !== null && token !== null))
    return { issuer: issuer ?? new URL(authorization ?? '').origin, ...own }
  const expected = new URL(issuer)
  const first = await oauth4webapi.discoveryRequest(expected, { ...request, algorithm: 'oidc' })
  const response =
    first.status === 404 ? await oauth4webapi.discoveryRequest(expected, { ...request, algorithm: 'oauth2' }) : first
  return { ...(await oauth4webapi.processDiscoveryResponse(expected, response)), ...own }
}

/**
 * Sends the client secret. In a header, names are encoded as forms are (RFC 6749, 2.3.1), where `-`, `.` and `_` stay as they
 * are: the library encodes those too, and services that decode nothing would not recognise a secret with one of them.
 */
function authOf({ clientAuth }: Oauth, secret: string): oauth4webapi.ClientAuth {
  if (clientAuth === 'post') return oauth4webapi.ClientSecretPost(secret)
  const encode = (text: string) => new URLSearchParams([['', text]]).toString().slice(1)
  return (_server, { client_id: id }, _body, headers) =>
    headers.set('authorization', `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}`)
}

/**
 * An answer as the library takes it. It needs a type of token, which some services leave out, and takes no empty refresh
 * token. An ID token is not read: connection tests tell the account, and some services name another issuer in it.
 */
function toResponse({
  status,
  headers,
  body,
}: {
  status: number
  headers: IncomingHttpHeaders
  body: string
}): Response {
  const type = headers['content-type'] ?? ''
  const plain = () => new Response(status === 204 ? null : body, { status, headers: { 'content-type': type } })
  try {
    const json: unknown = JSON.parse(body)
    if (typeof json !== 'object' || json === null || !('access_token' in json)) return plain()
    const { id_token: _unread, refresh_token: refreshToken, ...rest } = json as Record<string, unknown>
    return Response.json(
      {
        token_type: 'bearer',
        ...rest,
        ...(refreshToken !== '' && refreshToken !== null && { refresh_token: refreshToken }),
      },
      { status },
    )
  } catch {
    return plain()
  }
}

/** The errors by which services refuse a grant; some use a word of their own. */
const REFUSED = new Set(['invalid_grant', 'invalid_request', 'access_denied', 'expired_token', 'invalid_token'])

/** The failure that a service itself has reported; null for any other error. */
function failureOf(error: unknown, service: string, oauth: Oauth): Failure | null {
  if (error instanceof oauth4webapi.AuthorizationResponseError) {
    if (error.error === 'access_denied') return failure(signInCause('denied', { service }), null)
    return failure(signInCause('wrong_redirect', { service }), oauth.clientId)
  }
  if (error instanceof oauth4webapi.ResponseBodyError) {
    if (error.error === 'access_denied') return failure(signInCause('denied', { service }), null)
    if (error.error === 'invalid_client' || error.error === 'unauthorized_client')
      return failure(signInCause('wrong_client', { service }), oauth.clientSecret ?? oauth.clientId)
    if (REFUSED.has(error.error)) return failure(signInCause('not_accepted', { service }), null)
    return failure(signInCause('service_fault', { service, error: wordIn(error.error) }), null)
  }
  return null
}

/** A service may have put anything there. */
const wordIn = (error: string) => error.replaceAll(/[^\w.-]/g, '').slice(0, 50)
