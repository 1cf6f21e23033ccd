import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Duplex } from 'node:stream'
import type { SecureContext } from 'node:tls'
import { type TestCause, testCause } from '../../../shared/reasons/test-reasons.ts'
import { withoutUser } from '../../../shared/services/proxy.ts'

/** Opens a way through an HTTP proxy to the host of a URL (CONNECT, RFC 9110 section 9.3.6). */
export function openTunnel(
  proxyText: string,
  target: URL,
  { trust, signal }: { trust: SecureContext | undefined; signal: AbortSignal },
): Promise<Duplex | TestCause> {
  const { promise, resolve } = Promise.withResolvers<Duplex | TestCause>()
  if (!/^https?:\/\//.test(proxyText) || !URL.canParse(proxyText))
    return Promise.resolve(testCause('bad_proxy', { proxy: withoutUser(proxyText) }))
  const proxy = new URL(proxyText)
  const isSecure = proxy.protocol === 'https:'
  const place = `${target.hostname}:${target.port || (target.protocol === 'https:' ? '443' : '80')}`
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  const request = (isSecure ? requestHttps : requestHttp)({
    ...{ method: 'CONNECT', path: place, agent: false, signal },
    ...(isSecure && trust && { secureContext: trust }),
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (isSecure ? 443 : 80),
    headers: {
      host: place,
      ...(user !== ':' && { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }),
    },
  })
  request.once('connect', ({ statusCode: status = 0 }, socket) => {
    if (status === 200) return resolve(socket)
    socket.destroy()
    resolve(testCause('proxy_refused', { proxy: proxy.host, status }))
  })
  request.once('response', (response) => {
    response.destroy()
    resolve(testCause('proxy_refused', { proxy: proxy.host, status: response.statusCode ?? 0 }))
  })
  request.once('error', () => resolve(testCause('proxy_unreachable', { proxy: proxy.host })))
  request.end()
  return promise
}
