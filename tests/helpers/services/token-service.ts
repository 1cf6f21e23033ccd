import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { listen } from './service.ts'

interface Pair {
  access: string
  refresh: string
}

/**
 * A service on a loopback port that gives out tokens without asking anybody. Each refresh token works once; one that is used
 * again ends the sign-in, as RFC 9700 advises. `/me` names the account of an access token.
 */
export async function startTokenService() {
  let count = 0
  let present: Pair | null = null
  let answer: { status: number; body: string } | null = null
  /** The access tokens that were used. */
  const used: string[] = []

  const grant = () => {
    count += 1
    present = { access: `canaryAccessToken${count}`, refresh: `canaryRefreshToken${count}` }
    return [200, { access_token: present.access, refresh_token: present.refresh, expires_in: 3600 }] as const
  }
  const answerTo = async (request: IncomingMessage): Promise<readonly [number, object]> => {
    if (request.url === '/token') {
      const form = new URLSearchParams(await text(request))
      if (form.get('grant_type') === 'authorization_code') return grant()
      if (form.get('refresh_token') === present?.refresh) return grant()
      present = null
      return [400, { error: 'invalid_grant' }]
    }
    const access = (request.headers.authorization ?? '').replace('Bearer ', '')
    used.push(access)
    return access === present?.access ? [200, { sub: 'ada', name: 'Ada' }] : [401, { error: 'invalid_token' }]
  }
  const server = createServer((request, response) => {
    const respond = (status: number, body: string) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    if (answer && request.url === '/token') respond(answer.status, answer.body)
    else void answerTo(request).then(([status, json]) => respond(status, JSON.stringify(json)))
  })
  const { port, stop } = await listen(server)
  return {
    origin: `http://127.0.0.1:${port}`,
    used,
    /** The tokens that work now. */
    present: () => present,
    /** How often tokens were given out. */
    grants: () => count,
    /** Makes earlier tokens those that work, as if nothing had been given out since. */
    rewind: (to: Pair) => {
      present = to
      used.length = 0
    },
    /** What the token endpoint answers in place of tokens; null for tokens. */
    answerWith: (next: { status: number; body: string } | null) => {
      answer = next
    },
    [Symbol.asyncDispose]: stop,
  }
}

export type TokenService = Awaited<ReturnType<typeof startTokenService>>

/** Comes back to the redirect address of a sign-in, as a browser does after consent; answers the page. */
export async function comeBack(address: string): Promise<string> {
  const { searchParams } = new URL(address)
  const back = new URL(searchParams.get('redirect_uri') ?? '')
  back.searchParams.set('code', 'any')
  back.searchParams.set('state', searchParams.get('state') ?? '')
  return (await fetch(back)).text()
}
