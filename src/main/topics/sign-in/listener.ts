import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Oauth } from '../../../contract/oauth.ts'
import { redirectAddress } from '../../../shared/services/oauth.ts'
import { type SignInCause, signInCause } from '../../../shared/reasons/sign-in-reasons.ts'
import { finishingPage, type PageWords } from './finishing-page.ts'

export interface Listener {
  /** The redirect address. */
  address: string
  close(): void
}

interface Options {
  /** The state that an answer must have; null before it is known. */
  state: () => string | null
  /** Takes the one answer that belongs to the sign-in; answers what the browser shows then. */
  onAnswer: (answer: URLSearchParams) => Promise<PageWords>
}

/** Long enough for an answer of any service, short enough for nobody to fill the memory. */
const MAX_ADDRESS = 16 * 1024

/**
 * Listens at an address of this computer for the browser that comes back from a sign-in (RFC 8252, 7.3): at one of the ports
 * of the entry, else at any free one. It takes one answer, that with the right state; every web page can send another.
 */
export async function listen(oauth: Pick<Oauth, 'ports' | 'path'>, options: Options): Promise<Listener | SignInCause> {
  const { state, onAnswer } = options
  let isAnswered = false
  let port = 0
  const server = createServer({ maxHeaderSize: MAX_ADDRESS }, (request, response) => {
    void (async () => {
      const url = URL.parse(request.url ?? '', `http://127.0.0.1:${port}`)
      // A name that leads here belongs to somebody else's page (DNS rebinding).
      if (request.method !== 'GET' || request.headers.host !== `127.0.0.1:${port}` || url?.pathname !== oauth.path)
        return show(response, 404, 'elsewhere')
      const expected = state()
      if (expected === null || url.searchParams.get('state') !== expected) return show(response, 400, 'foreign')
      if (isAnswered) return show(response, 409, 'again')
      isAnswered = true
      return show(response, 200, await onAnswer(url.searchParams))
    })()
  })

  const bind = (wanted: number) => {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const onError = () => resolve(false)
    server.once('error', onError)
    server.listen(wanted, '127.0.0.1', () => {
      server.off('error', onError)
      resolve(true)
    })
    return promise
  }
  for (const wanted of oauth.ports.length > 0 ? oauth.ports : [0]) {
    if (!(await bind(wanted))) continue
    port = (server.address() as AddressInfo).port
    return {
      address: redirectAddress(oauth.path, port),
      close: () => {
        server.close()
        server.closeIdleConnections()
      },
    }
  }
  return signInCause('port_taken', { port: oauth.ports[0] ?? 0 })
}

function show(response: ServerResponse, status: number, words: PageWords): void {
  response
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      Connection: 'close',
    })
    .end(finishingPage(words, response.req.headers['accept-language']))
}
