import type { Change, Send } from '../../contract/client.ts'
import { AppError, type ErrorBody, type Reply } from '../../contract/errors.ts'
import { SESSION_HEADER, type SignedIn } from '../../contract/http.ts'
import { text } from '../text/text.ts'
import type { ChangeListener, Transport } from './connection.ts'

const RECONNECT_MS = 3000
/** The key under which a tab stores its half of the session across reloads, and the channel between tabs. */
const SESSION = 'patchbay-session'

export interface HttpTransport extends Transport {
  /** Uses the one-time token of the URL, if there is one. */
  signIn(): Promise<void>
  /** Calls a procedure that answers with a file and lets the browser save it. Throws the error of the reply. */
  download(name: string, input: unknown): Promise<void>
}

/**
 * Connects to the loopback host. Besides the cookie, every request carries this tab's half of the session;
 * `onSignIn` runs when the tab receives one.
 */
export function createHttpTransport(page: Window, { onSignIn }: { onSignIn: () => void }): HttpTransport {
  // All tabs share the cookie, so a tab that signs in sends its half to the others, which then keep their input.
  const tabs = new BroadcastChannel(SESSION)
  tabs.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'string') return
    page.sessionStorage.setItem(SESSION, data)
    onSignIn()
  })

  const request = (path: string, init: RequestInit & { body?: string } = {}) => {
    const session = page.sessionStorage.getItem(SESSION)
    return fetch(path, {
      ...init,
      headers: {
        ...(init.body !== undefined && { 'Content-Type': 'application/json' }),
        ...(session !== null && { [SESSION_HEADER]: session }),
      },
    })
  }

  /** Posts JSON and resolves with the parsed answer, or null for an empty one. */
  const post = async (path: string, body: unknown): Promise<unknown> =>
    readJson(await request(path, { method: 'POST', body: JSON.stringify(body) }))

  const signIn = async () => {
    const token = new URLSearchParams(page.location.hash.slice(1)).get('token')
    if (token === null) return
    // A failure needs no handling: the next call shows whether this tab is signed in.
    const answer = (await post('/session', { token }).catch(() => null)) as Partial<SignedIn> | null
    if (answer?.session !== undefined) {
      page.sessionStorage.setItem(SESSION, answer.session)
      tabs.postMessage(answer.session)
    }
    page.history.replaceState(null, '', page.location.pathname)
  }
  // Entering a one-time URL over the address of this page changes only the hash and does not reload the page.
  page.addEventListener('hashchange', () => void signIn().then(onSignIn))

  const call: Send = async (name, input) => toReply(await post(`/call/${name}`, input))

  const onChange = (listener: ChangeListener, onBreak: () => Promise<boolean>) => {
    const stopped = new AbortController()
    const listen = async () => {
      let isBroken = false
      while (!stopped.signal.aborted) {
        try {
          const { ok, body } = await request('/events', { signal: stopped.signal })
          if (ok && body) {
            if (isBroken) listener(null)
            isBroken = false
            await readEvents(body, listener)
          }
        } catch {
          // The host ended, or the listener was stopped.
        }
        isBroken = true
        if (stopped.signal.aborted || !(await onBreak())) return
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS))
      }
    }
    void listen()
    return () => stopped.abort()
  }

  const download: HttpTransport['download'] = async (name, input) => {
    const response = await request(`/call/${name}`, { method: 'POST', body: JSON.stringify(input) })
    const fileName = /filename\*=UTF-8''(.+)$/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
    if (fileName === undefined) {
      const reply = toReply(await readJson(response))
      const { code, message, ...more } = reply.ok ? UNREADABLE : reply.error
      throw new AppError(code, message, more)
    }
    const link = page.document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = decodeURIComponent(fileName)
    link.click()
    URL.revokeObjectURL(link.href)
  }

  return { call, onChange, signIn, download }
}

const UNREADABLE: ErrorBody = { code: 'internal', message: text.app.unreadableAnswer }

/** The reply in an answer. The access checks answer with a bare `{ error }`, which becomes a failed reply. */
function toReply(answer: unknown): Reply {
  if (typeof answer === 'object' && answer !== null) {
    if ('ok' in answer) return answer as Reply
    if ('error' in answer) return { ok: false, error: answer.error as ErrorBody }
  }
  return { ok: false, error: UNREADABLE }
}

/** The JSON of an answer, or null for an empty one. */
async function readJson(response: Response): Promise<unknown> {
  const answer = await response.text()
  return answer === '' ? null : (JSON.parse(answer) as unknown)
}

/** Reads server-sent events, each on one line, until the stream ends. */
async function readEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>, listener: ChangeListener): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data: ')) listener(JSON.parse(line.slice('data: '.length)) as Change)
  }
}
