import { SESSION_HEADER, type SignedIn } from '../../../contract/http.ts'

/** The key under which a tab stores its half of the session across reloads, and the channel between tabs. */
const SESSION = 'patchbay-session'

/** Requests to the loopback host; besides the cookie, each carries this tab's half of the session. */
export interface HttpWire {
  request(path: string, init?: RequestInit & { body?: string }): Promise<Response>
  /** Posts JSON and resolves with the parsed answer, or null for an empty one. */
  post(path: string, body: unknown): Promise<unknown>
  /** Uses the one-time token of the URL, if there is one. */
  signIn(): Promise<void>
  /** Runs when another tab of this browser has signed in. */
  onOtherSignIn(listener: () => void): void
}

export function createHttpWire(page: Window): HttpWire {
  // All tabs share the cookie, so a tab that signs in sends its half to the others, which then keep their input.
  const tabs = new BroadcastChannel(SESSION)

  const request: HttpWire['request'] = (path, init = {}) => {
    const session = page.sessionStorage.getItem(SESSION)
    return fetch(path, {
      ...init,
      headers: {
        ...(init.body !== undefined && { 'Content-Type': 'application/json' }),
        ...(session !== null && { [SESSION_HEADER]: session }),
      },
    })
  }
  const post: HttpWire['post'] = async (path, body) =>
    readJson(await request(path, { method: 'POST', body: JSON.stringify(body) }))

  return {
    request,
    post,
    signIn: async () => {
      const token = new URLSearchParams(page.location.hash.slice(1)).get('token')
      if (token === null) return
      // A failure needs no handling: the next call shows whether this tab is signed in.
      const answer = (await post('/session', { token }).catch(() => null)) as Partial<SignedIn> | null
      if (answer?.session !== undefined) {
        page.sessionStorage.setItem(SESSION, answer.session)
        tabs.postMessage(answer.session)
      }
      page.history.replaceState(null, '', page.location.pathname + page.location.search)
    },
    onOtherSignIn: (listener) =>
      tabs.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data !== 'string') return
        page.sessionStorage.setItem(SESSION, data)
        listener()
      }),
  }
}

/** The JSON of an answer, or null for an empty one. */
export async function readJson(response: Response): Promise<unknown> {
  const answer = await response.text()
  return answer === '' ? null : (JSON.parse(answer) as unknown)
}
