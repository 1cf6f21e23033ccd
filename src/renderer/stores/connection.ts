import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge } from '../../contract/bridge.ts'
import type { Change, Send } from '../../contract/client.ts'
import { appError, AppError, type ErrorBody, type Reply } from '../../contract/errors.ts'
import { MAX_DEPTH } from '../../shared/limits.ts'
import type { FirstAnswers } from './first/first-answers.ts'
import { type HttpWire, readJson } from './first/http-wire.ts'

declare global {
  interface Window {
    patchbay?: Bridge
  }
}

const RECONNECT_MS = 3000
/** Receives changes; null after an interruption, when anything may have changed. */
type ChangeListener = (change: Change | null) => void

interface ConnectionState {
  /** `ended`: this browser is not signed in any more. `unreachable`: the program does not answer, but may again later. */
  status: 'ready' | 'unreachable' | 'ended'
}

/** The connection to the main process and its status. */
export interface Connection {
  kind: 'electron' | 'http'
  store: StoreApi<ConnectionState>
  /** Sends a call; failures are replies, never exceptions. */
  send: Send
  /** Checks whether the program answers again. */
  retry(): Promise<void>
  /** Calls the listener with each change, and with null after an interruption. Returns the function that stops it. */
  onChange(listener: ChangeListener): () => void
  /** Resolves once the one-time token of the URL has been used, if there is one. */
  signIn(): Promise<void>
  /** Forgets the answers that nobody has taken. */
  forgetFirst(): void
  /** What only a browser can do; null in a window of the desktop program. */
  http: Pick<HttpTransport, 'download'> | null
}

/** The transport of calls and changes: the preload bridge or HTTP. */
interface Transport {
  /** Rejects when the program does not answer. */
  call: Send
  /** Calls `onBreak` after an interruption; its result decides whether to keep listening. */
  onChange(listener: ChangeListener, onBreak: () => Promise<boolean>): () => void
}

interface HttpTransport extends Transport {
  /** Calls a procedure that answers with a file and lets the browser save it. Throws the error of the reply. */
  download(name: string, input: unknown): Promise<void>
}

/** Connects over the preload bridge if the window has one, else over HTTP; `first` holds what was asked before. */
export function createConnection(page: Window, first: FirstAnswers): Connection {
  const { patchbay: bridge } = page
  const { wire, takeEvents } = first
  const http = wire && createHttpTransport(page, { wire, takeEvents, onSignIn: () => void retry() })
  const transport = (http ?? (bridge && createBridgeTransport(bridge, first))) as Transport
  const store = createStore<ConnectionState>(() => ({ status: 'ready' }))
  const listeners = new Set<ChangeListener>()

  const statusAfter = (reply: Reply): ConnectionState['status'] => {
    if (reply.ok) return 'ready'
    if (reply.error.code === 'unauthenticated') return 'ended'
    return reply.error.reason === 'host_gone' ? 'unreachable' : 'ready'
  }

  const send: Send = async (name, input) => {
    // Electron's bridge throws synchronously for values that it cannot send, so the call is wrapped in a promise.
    const call = async () => {
      const known = first.take(name, input)
      return known ? toReply(await known) : transport.call(name, input)
    }
    const reply = await call().catch(() => unsent(input))
    const before = store.getState().status
    const status = statusAfter(reply)
    if (status !== before) store.setState({ status })
    if (before !== 'ready' && status === 'ready') listeners.forEach((listener) => listener(null))
    return status === 'ended' ? failure(appError('session_ended')) : reply
  }
  const retry = async () => void (await send('session.get', {}))

  return {
    kind: bridge ? 'electron' : 'http',
    store,
    send,
    retry,
    onChange: (listener) => {
      listeners.add(listener)
      const listen = () =>
        transport.onChange(listener, async () => {
          await retry()
          return store.getState().status !== 'ended'
        })
      let stop = listen()
      // The listener stopped at the end of the session, so it starts again after the next sign-in.
      const stopWatching = store.subscribe((now, before) => {
        if (before.status !== 'ended' || now.status !== 'ready') return
        stop()
        stop = listen()
      })
      return () => {
        listeners.delete(listener)
        stopWatching()
        stop()
      }
    },
    signIn: () => first.isSignedIn,
    forgetFirst: first.forget,
    http,
  }
}

const failure = (error: AppError): Reply => ({ ok: false, error: error.toBody() })

/** The reply for a call that could not be sent. The bridge cannot send values with more than 1,000 levels. */
const unsent = (input: unknown): Reply => failure(appError(isDeeper(input, MAX_DEPTH) ? 'deep_input' : 'host_gone'))

/** Whether a value has more than `depth` levels. */
const isDeeper = (value: unknown, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1)))

const createBridgeTransport = (bridge: Bridge, { takeChanges }: FirstAnswers): Transport => ({
  call: bridge.call,
  onChange: (listener) => {
    const stop = bridge.onChange(listener)
    takeChanges().forEach(listener)
    return stop
  },
})

/** Connects to the loopback host; `onSignIn` runs when this tab has signed in, or another one of this browser. */
function createHttpTransport(
  page: Window,
  { wire, takeEvents, onSignIn }: { wire: HttpWire; takeEvents: FirstAnswers['takeEvents']; onSignIn: () => void },
): HttpTransport {
  const { request, post } = wire
  wire.onOtherSignIn(onSignIn)
  // Entering a one-time URL over the address of this page changes only the hash and does not reload the page.
  page.addEventListener('hashchange', () => void wire.signIn().then(onSignIn))

  const call: Send = async (name, input) => toReply(await post(`/call/${name}`, input))

  const onChange = (listener: ChangeListener, onBreak: () => Promise<boolean>) => {
    const stopped = new AbortController()
    const listen = async () => {
      let isBroken = false
      while (!stopped.signal.aborted) {
        try {
          const { ok, body } = await (takeEvents() ?? request('/events', { signal: stopped.signal }))
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
      throw reply.ok ? appError('unreadable_answer') : new AppError(reply.error)
    }
    const link = page.document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = decodeURIComponent(fileName)
    link.click()
    URL.revokeObjectURL(link.href)
  }

  return { call, onChange, download }
}

/** The reply in an answer. The access checks answer with a bare `{ error }`, which becomes a failed reply. */
function toReply(answer: unknown): Reply {
  if (typeof answer === 'object' && answer !== null) {
    if ('ok' in answer) return answer as Reply
    if ('error' in answer) return { ok: false, error: answer.error as ErrorBody }
  }
  return failure(appError('unreadable_answer'))
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
