import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { connect as connectPlain, isIP, type LookupFunction } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectSecure, type SecureContext } from 'node:tls'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { ConnectionTest } from '../../../contract/connection-test.ts'
import { type TestCause, testCause } from '../../../shared/reasons/test-reasons.ts'
import { withoutUser } from '../../../shared/services/proxy.ts'
import { causeOf } from './causes.ts'
import type { Network } from './network.ts'
import { isLoopback, isPrivate } from './private-addresses.ts'
import { openTunnel } from './tunnel.ts'

/** What a service has answered. */
export interface ServiceAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

export interface ServiceRequest {
  method: ConnectionTest['method']
  url: URL
  headers: Record<string, string>
  body?: string
  /** Whether somebody has entered the host in the connector; an entry alone must not lead into a private network. */
  isEntered: boolean
}

/** One step of a test, for the log that people read; nothing in it is a secret. */
type OnStep = (step: 'host' | 'proxy' | 'request' | 'answer' | 'redirect', detail: string) => void

interface Deps {
  network: Pick<Network, 'lookup' | 'proxyFor' | 'mayBeHere'>
  trust: SecureContext | undefined
  http: ConnectionTest['http']
  /** Aborts on a cancel and at the end of the time. */
  signal: AbortSignal
  onStep: OnStep
}

type Addresses = Awaited<ReturnType<Network['lookup']>>

const MAX_REDIRECTS = 5
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const MAX_BODY = 1024 * 1024

/** How long a name may take that a proxy looks up as well, in milliseconds. */
const LOOKUP_LIMIT = 2000

const isCause = (value: object): value is TestCause => 'reason' in value

/** An IP address or name as the system knows it, without the brackets of a URL. */
const bareHost = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '')

/** Names of inner networks (RFC 6762, RFC 8375, and the domain that ICANN keeps for them), and those without a dot. */
const isInnerName = (host: string) => /^[^.]+$|\.(?:local|internal|home\.arpa)\.?$/i.test(host)

const isLocalName = (host: string) => /(?:^|\.)localhost$/.test(host) || (isIP(host) !== 0 && isLoopback(host))

/**
 * Sends the requests of one test. A host is looked up once and its addresses stay for the whole test. A redirect is
 * followed within the same scheme, host and port alone, so no secret goes anywhere else.
 */
export function createRequests({ network, trust, http, signal, onStep }: Deps) {
  const known = new Map<string, Addresses>()
  const isForbidden = (address: string) => isPrivate(address) && !(network.mayBeHere && isLoopback(address))

  /** The proxies by origin: one that changes within a test must not lead around what was checked before. */
  const proxies = new Map<string, Promise<string | null>>()

  /** The proxy for a URL; what is on this computer is never asked for elsewhere. */
  const proxyFor = (url: URL): Promise<string | null> => {
    if (isLocalName(bareHost(url))) return Promise.resolve(null)
    const proxy = proxies.get(url.origin) ?? unlessAborted(Promise.resolve(network.proxyFor(url)), signal)
    proxies.set(url.origin, proxy)
    return proxy
  }

  /**
   * Whether a host that a proxy would look up lies in a private network, as far as this computer can know it. A network
   * whose names only the proxy knows answers nothing here, so the wait for it is short.
   */
  const isKnownPrivate = async (host: string): Promise<boolean> => {
    if (isIP(host) !== 0) return isForbidden(host)
    if (isInnerName(host)) return true
    const late = AbortSignal.any([signal, AbortSignal.timeout(LOOKUP_LIMIT)])
    const addresses = await unlessAborted(network.lookup(host), late).catch(() => [])
    return addresses.some(({ address }) => isForbidden(address))
  }

  const addressesOf = async (host: string): Promise<Addresses | TestCause> => {
    if (isIP(host) !== 0) return [{ address: host, family: isIP(host) }]
    const before = known.get(host)
    if (before) return before
    try {
      const addresses = await unlessAborted(network.lookup(host), signal)
      if (addresses.length === 0) return testCause('no_such_host', { host })
      onStep('host', `${host}: ${addresses.map(({ address }) => address).join(', ')}`)
      known.set(host, addresses)
      return addresses
    } catch (error) {
      return causeOf(error, host)
    }
  }

  /** Why a request may not go to a host; null where it may. */
  const refusalOf = async ({
    url,
    isEntered,
  }: Pick<ServiceRequest, 'url' | 'isEntered'>): Promise<TestCause | null> => {
    const host = bareHost(url)
    const isPlain = url.protocol === 'http:'
    if (isPlain && http === 'never') return testCause('not_https', { host })
    if ((await proxyFor(url)) !== null) {
      if (isPlain && http === 'loopback') return testCause('not_https', { host })
      return !isEntered && (await isKnownPrivate(host)) ? testCause('private_address', { host }) : null
    }
    const addresses = await addressesOf(host)
    if (isCause(addresses)) return addresses
    if (isPlain && http === 'loopback' && !addresses.every(({ address }) => isLoopback(address)))
      return testCause('not_https', { host })
    return !isEntered && addresses.some(({ address }) => isForbidden(address))
      ? testCause('private_address', { host })
      : null
  }

  /** Opens what leads to the host, through a proxy or not; refuses addresses that this request may not go to. */
  const wayTo = async (plan: ServiceRequest): Promise<{ connect: () => Duplex } | TestCause> => {
    const { url } = plan
    const refusal = await refusalOf(plan)
    if (refusal) return refusal
    const isPlain = url.protocol === 'http:'
    const proxy = await proxyFor(url)
    if (proxy !== null) {
      onStep('proxy', withoutUser(proxy))
      const tunnel = await openTunnel(proxy, url, { trust, signal })
      return 'reason' in tunnel ? tunnel : { connect: () => (isPlain ? tunnel : secure(url, { socket: tunnel })) }
    }
    const host = bareHost(url)
    const addresses = await addressesOf(host)
    if (isCause(addresses)) return addresses
    const to = { host, port: Number(url.port || (isPlain ? 80 : 443)), lookup: lookupIn(addresses) }
    return { connect: () => (isPlain ? connectPlain(to) : secure(url, to)) }
  }

  const secure = (url: URL, to: object) => {
    const host = bareHost(url)
    return connectSecure({
      ...to,
      ...{ host, rejectUnauthorized: true },
      ...(isIP(host) === 0 && { servername: host }),
      ...(trust && { secureContext: trust }),
    })
  }

  const exchange = async (plan: ServiceRequest): Promise<ServiceAnswer | TestCause> => {
    const { url, method, headers } = plan
    const way = await wayTo(plan)
    if (isCause(way)) return way
    const { promise, resolve } = Promise.withResolvers<ServiceAnswer | TestCause>()
    const fail = (error: unknown) => resolve(causeOf(error, url.host))
    try {
      const request = (url.protocol === 'https:' ? requestHttps : requestHttp)({
        ...{ method, path: `${url.pathname}${url.search}`, host: bareHost(url), signal, createConnection: way.connect },
        headers: { accept: 'application/json', 'user-agent': 'Patchbay', ...headers, host: url.host },
      })
      request.once('error', fail)
      request.once('response', (response) => void read(response, url.host).then(resolve, fail))
      request.end(plan.body)
    } catch (error) {
      fail(error)
    }
    return promise
  }

  return {
    refusalOf,

    /** Sends a request and follows redirects; never rejects. `shown` is its URL without what is secret. */
    send: async (first: ServiceRequest, shown: URL): Promise<ServiceAnswer | TestCause> => {
      let { url } = first
      onStep('request', `${first.method} ${shown.href}`)
      for (let count = 0; count <= MAX_REDIRECTS; count += 1) {
        const answer = await exchange({ ...first, url })
        if (isCause(answer)) return answer
        onStep('answer', `${answer.status} ${mediaType(answer)}`.trim())
        const { location } = answer.headers
        if (!REDIRECTS.has(answer.status) || location === undefined) return answer
        const { host } = url
        const next = URL.canParse(location, url.href) ? new URL(location, url.href) : null
        if (next?.origin !== url.origin || first.method !== 'GET')
          return testCause('redirect', { host, address: next === null ? 'no address' : placeOf(next) })
        onStep('redirect', next.origin)
        // Node would make a header of its own of a user before an @.
        next.username = ''
        next.password = ''
        for (const [name, value] of first.url.searchParams)
          if (!shown.searchParams.has(name)) next.searchParams.set(name, value)
        url = next
      }
      return testCause('many_redirects', { host: first.url.host })
    },
  }
}

/** Where a URL leads, without what follows the host: a server may have put anything there. */
const placeOf = ({ origin, protocol }: URL) => (origin === 'null' ? protocol : origin)

/** The type of an answer as its header has it. */
export const mediaType = ({ headers }: Pick<ServiceAnswer, 'headers'>): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** Answers the addresses that were looked up, whatever is asked for. */
const lookupIn =
  (addresses: Addresses): LookupFunction =>
  (_host, { all }, callback) => {
    const [first] = addresses
    if (all) callback(null, addresses)
    else callback(null, first?.address ?? '', first?.family ?? 4)
  }

async function read(response: IncomingMessage, host: string): Promise<ServiceAnswer | TestCause> {
  const { statusCode: status = 0, headers } = response
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) return testCause('large_answer', { host })
    chunks.push(chunk)
  }
  try {
    return { status, headers, body: unpacked(Buffer.concat(chunks), headers['content-encoding']).toString('utf8') }
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      ? testCause('large_answer', { host })
      : testCause('not_json', { host })
  }
}

/** The bytes of a body as they were before they were packed. */
function unpacked(body: Buffer, encoding: string | undefined): Buffer {
  const options = { maxOutputLength: MAX_BODY }
  if (encoding === 'gzip' || encoding === 'x-gzip') return gunzipSync(body, options)
  if (encoding === 'br') return brotliDecompressSync(body, options)
  return encoding === 'deflate' ? inflateSync(body, options) : body
}

/** What a promise answers, unless the signal aborts before it does. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(new Error('The test has ended'))
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
