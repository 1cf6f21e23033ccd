import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge } from '../../contract/bridge.ts'
import type { Change, Send } from '../../contract/client.ts'
import type { ErrorCode, Reply } from '../../contract/errors.ts'
import { MAX_DEPTH } from '../../shared/limits.ts'
import { text } from '../text/text.ts'

declare global {
  interface Window {
    patchbay?: Bridge
  }
}

/** The reason of a reply that this side makes up when nobody answers. */
const HOST_GONE = 'host_gone'

/** Hears of changes; null after an interruption, when anything may have changed. */
type ChangeListener = (change: Change | null) => void

interface ConnectionState {
  /** `ended`: this browser is not signed in, until it is again. `unreachable`: nobody answers; calls may work again later. */
  status: 'ready' | 'unreachable' | 'ended'
}

/** The way to the main process, and whether it can be reached. */
export interface Connection {
  kind: 'electron' | 'http'
  store: StoreApi<ConnectionState>
  /** Never throws. */
  send: Send
  /** Asks whether somebody answers again. */
  retry(): Promise<void>
  /** Hears of changes, and null when anything may have changed while nobody answered. */
  onChange(listener: ChangeListener): () => void
  /** Spends the one-time token of the URL, where there is one. */
  signIn(): Promise<void>
}

/** How calls and changes travel: over the preload bridge or over HTTP. */
interface Transport {
  /** Rejects where nobody answers. */
  call: Send
  /** `onBreak` is asked, whenever changes may be missed, whether to go on listening. */
  onChange(listener: ChangeListener, onBreak: () => Promise<boolean>): () => void
}

/** Finds the way to the main process that this window has. */
export function createConnection({ patchbay: bridge }: Window): Connection {
  const transport: Transport = bridge ?? { call: callOverHttp, onChange: listenToEvents }
  const store = createStore<ConnectionState>(() => ({ status: 'ready' }))
  const listeners = new Set<ChangeListener>()

  const statusAfter = (reply: Reply): ConnectionState['status'] => {
    if (reply.ok) return 'ready'
    if (reply.error.code === 'unauthenticated') return 'ended'
    return reply.error.reason === HOST_GONE ? 'unreachable' : 'ready'
  }

  const send: Send = async (name, input) => {
    // The bridge of Electron throws at once for what it does not carry, where others reject.
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
      // The end of the session has ended the listening, too.
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
    signIn: async () => {
      const token = bridge ? null : new URLSearchParams(location.hash.slice(1)).get('token')
      if (token === null) return
      // Whatever the answer is, the next call shows whether this browser is signed in.
      await post('/session', { token }).catch(() => undefined)
      history.replaceState(null, '', location.pathname)
    },
  }
}

const failure = (code: ErrorCode, message: string, reason?: string): Reply => ({
  ok: false,
  error: { code, message, ...(reason !== undefined && { reason }) },
})

/** Why a call got no reply. The bridge carries nothing that is nested deeper than a thousand times. */
const unsent = (input: unknown): Reply =>
  isDeeper(input, MAX_DEPTH)
    ? failure('invalid', text.app.tooDeep)
    : failure('unavailable', text.app.unreachable, HOST_GONE)

/** Whether a value is nested deeper than so many times. */
const isDeeper = (value: unknown, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1)))

/** The envelope as it is; the bare `{ error }` of the access checks as a failed reply. */
const callOverHttp: Send = async (name, input) => {
  const answer = await post(`/call/${name}`, input)
  if (typeof answer === 'object' && answer !== null) {
    if ('ok' in answer) return answer as Reply
    if ('error' in answer) return { ok: false, error: (answer as Extract<Reply, { ok: false }>).error }
  }
  return failure('internal', text.app.unreadableAnswer)
}

/** Posts JSON; resolves with the parsed answer, or null where it has none. */
async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.text()
  return answer === '' ? null : (JSON.parse(answer) as unknown)
}

const RECONNECT_MS = 3000

function listenToEvents(listener: ChangeListener, onBreak: () => Promise<boolean>): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBroken = false
  const stop = () => {
    clearTimeout(timer)
    source.close()
  }
  const broke = async () => {
    isBroken = true
    const mayGoOn = await onBreak()
    if (!mayGoOn) return stop()
    // The browser gives up on an answer that is no event stream.
    if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, RECONNECT_MS)
  }
  const open = () => {
    source = new EventSource('/events')
    source.addEventListener('message', (event: MessageEvent<string>) => listener(JSON.parse(event.data) as Change))
    source.addEventListener('open', () => {
      if (isBroken) listener(null)
      isBroken = false
    })
    source.addEventListener('error', () => void broke())
  }
  open()
  return stop
}
