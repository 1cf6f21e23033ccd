import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Provider from 'oidc-provider'
import { listen } from './service.ts'

export const CLIENT = 'patchbay-tests'
export const CLIENT_SECRET = 'canary.Client_secret-of~the.tests'

/** A request to the provider that is answered by a test instead; undefined where the provider itself answers. */
type Meddle = (request: IncomingMessage, response: ServerResponse) => boolean

/** Its own pages print a notice. */
const page = (context: { body?: string }, body: string) => {
  context.body = `<!doctype html>${body}`
}
const DEVICE_PAGES = {
  userCodeInputSource: (context: object, form: string) => page(context, form),
  userCodeConfirmSource: (context: object, form: string) => page(context, form),
  successSource: (context: object) => page(context, 'Done'),
}

interface Options {
  /** A client with a secret, which sends it in a header. */
  hasSecret?: boolean
  /** How many seconds an access token works. */
  lifetime?: number
  /** The redirect address that is registered; any port of this computer unless given. */
  redirect?: string
}

/** A certified OpenID provider on a loopback port, with pages to sign in and to consent on. */
export async function startIdentityProvider({ hasSecret = false, lifetime = 3600, redirect }: Options = {}) {
  let answer: ReturnType<Provider['callback']> = () => undefined
  let meddle: Meddle | null = null
  const tokenRequests: string[] = []
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/token')) tokenRequests.push(request.headers.authorization ?? '')
    if (!meddle?.(request, response)) answer(request, response)
  })
  const { port, stop } = await listen(server)
  const issuer = `http://127.0.0.1:${port}`
  const warn = console.warn
  const info = console.info
  // It warns of everything that a provider for people must not do.
  console.warn = console.info = () => undefined
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT,
        ...(hasSecret
          ? { client_secret: CLIENT_SECRET, token_endpoint_auth_method: 'client_secret_basic' }
          : { token_endpoint_auth_method: 'none' }),
        application_type: 'native',
        redirect_uris: [redirect ?? 'http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: {
      deviceFlow: { enabled: true, ...DEVICE_PAGES },
      devInteractions: { enabled: true },
      revocation: { enabled: true },
    },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    ttl: {
      AccessToken: lifetime,
      Interaction: 600,
      Session: 600,
      Grant: 6000,
      RefreshToken: 6000,
      IdToken: 600,
      DeviceCode: 600,
    },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, name: `${id}!` }) }),
  })
  const refreshTokens: string[] = []
  provider.on('grant.success', ({ body }: { body: { refresh_token?: string } }) => {
    if (body.refresh_token !== undefined) refreshTokens.push(body.refresh_token)
  })
  answer = provider.callback()
  console.warn = warn
  console.info = info
  return {
    issuer,
    tokenRequests,
    /** Ends everything that it has given out last, as a person may in its settings. */
    revoke: async () => {
      const token = await provider.RefreshToken.find(refreshTokens.at(-1) ?? '')
      if (!token) throw new Error('Nobody has signed in')
      await provider.RefreshToken.revokeByGrantId(token.grantId)
    },
    /** Lets a test answer in its place. */
    meddle: (next: Meddle | null) => {
      meddle = next
    },
    [Symbol.asyncDispose]: stop,
  }
}

/** A browser as far as signing in needs one: it keeps cookies, follows redirects, and fills in the provider's pages. */
export function createVisitor() {
  const cookies = new Map<string, string>()

  const visit = async (
    address: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; body: string; status: number }> => {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) return { url: address, body: await response.text(), status: response.status }
    const next = new URL(location, address).href
    return back !== null && next.startsWith(back) ? { url: next, body: '', status: 0 } : visit(next)
  }
  /** The beginning of an address that is not visited. */
  let back: string | null = null

  const submit = async ({ body, url }: { url: string; body: string }, more: Record<string, string>) => {
    const [, action = ''] = /<form[^>]* action="([^"]+)"/.exec(body) ?? []
    const fields = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const form = Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
    return visit(new URL(action.replaceAll('&amp;', '&'), url).href, { ...form, ...more })
  }

  return {
    visit,
    /** Signs in and consents; answers what the browser comes back with, which is not visited yet. */
    consent: async (address: string, login = 'ada'): Promise<string> => {
      const redirect = new URL(address).searchParams.get('redirect_uri')
      back = redirect
      try {
        let page = await visit(address)
        if (page.body.includes('name="login"')) page = await submit(page, { login, password: 'any' })
        if (page.status !== 0) page = await submit(page, {})
        return page.url
      } finally {
        back = null
      }
    },
    /** Signs in and consents to the end. */
    signIn: async (address: string, login?: string) => visit(await createVisitor().consent(address, login)),
    submit,
  }
}
