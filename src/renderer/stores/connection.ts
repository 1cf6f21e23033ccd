import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge } from '../../contract/bridge.ts'
import type { Change, Send } from '../../contract/client.ts'
import type { ErrorCode, Reply } from '../../contract/errors.ts'
import { MAX_DEPTH } from '../../shared/limits.ts'
import { text } from '../text/text.ts'
import { createHttpTransport, type HttpTransport } from './http-transport.ts'

declare global {
  interface Window {
    patchbay?: Bridge
  }
}

/** The reason in the reply that this side makes when the program does not answer. */
const HOST_GONE = 'host_gone'

/** Receives changes; null after an interruption, when anything may have changed. */
export type ChangeListener = (change: Change | null) => void

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
  /** Uses the one-time token of the URL, if there is one. */
  signIn(): Promise<void>
  /** What only a browser can do; null in a window of the desktop program. */
  http: Pick<HttpTransport, 'download'> | null
}

/** The transport of calls and changes: the preload bridge or HTTP. */
export interface Transport {
  /** Rejects when the program does not answer. */
  call: Send
  /** Calls `onBreak` after an interruption; its result decides whether to keep listening. */
  onChange(listener: ChangeListener, onBreak: () => Promise<boolean>): () => void
}

/** Connects over the preload bridge if the window has one, else over HTTP. */
export function createConnection(page: Window): Connection {
  const { patchbay: bridge } = page
  const http = bridge ? null : createHttpTransport(page, { onSignIn: () => void retry() })
  const transport = (bridge ?? http) as Transport
  const store = createStore<ConnectionState>(() => ({ status: 'ready' }))
  const listeners = new Set<ChangeListener>()

  const statusAfter = (reply: Reply): ConnectionState['status'] => {
    if (reply.ok) return 'ready'
    if (reply.error.code === 'unauthenticated') return 'ended'
    return reply.error.reason === HOST_GONE ? 'unreachable' : 'ready'
  }

  const send: Send = async (name, input) => {
    // Electron's bridge throws synchronously for values that it cannot send, so the call is wrapped in a promise.
    const call = async () => transport.call(name, input)
    const reply = await call().catch(() => unsent(input))
    const before = store.getState().status
    const status = statusAfter(reply)
    if (status !== before) store.setState({ status })
    if (before !== 'ready' && status === 'ready') listeners.forEach((listener) => listener(null))
    if (status === 'ended' && !reply.ok)
      return { ok: false, error: { ...reply.error, message: `${text.app.ended}. ${text.app.endedStays}` } }
    return reply
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
    signIn: async () => http?.signIn(),
    http,
  }
}

const failure = (code: ErrorCode, message: string, reason?: string): Reply => ({
  ok: false,
  error: { code, message, ...(reason !== undefined && { reason }) },
})

/** The reply for a call that could not be sent. The bridge cannot send values with more than 1,000 levels. */
const unsent = (input: unknown): Reply =>
  isDeeper(input, MAX_DEPTH)
    ? failure('invalid', text.app.tooDeep)
    : failure('unavailable', text.app.unreachable, HOST_GONE)

/** Whether a value has more than `depth` levels. */
const isDeeper = (value: unknown, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1)))
