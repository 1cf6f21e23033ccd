import type { Bridge } from '../contract/bridge.ts'
import type { Change, Send } from '../contract/client.ts'
import type { ErrorCode, Reply } from '../contract/errors.ts'
import { MAX_DEPTH } from '../shared/limits.ts'
import { text } from './text.ts'

/** The reason of a reply that this side makes up when nobody answers. */
export const HOST_GONE = 'host_gone'

/** Hears of changes; null after an interruption, when anything may have changed. */
export type ChangeListener = (change: Change | null) => void

declare global {
  interface Window {
    patchbay?: Bridge
  }
}

/** The way to the main process, over the preload bridge or over HTTP. `call` never throws. */
export interface Host {
  kind: 'electron' | 'http'
  call: Send
  /** `onBreak` is asked, whenever changes may be missed, whether to go on listening. */
  onChange(listener: ChangeListener, onBreak: () => Promise<boolean>): () => void
  /** Spends the one-time token of the URL, where there is one. */
  signIn(): Promise<void>
}

/** Finds the way to the main process that this window has. */
export const createHost = (): Host => (window.patchbay ? electronHost(window.patchbay) : httpHost())

const electronHost = (bridge: Bridge): Host => ({
  kind: 'electron',
  call: async (name, input) => {
    try {
      return await bridge.call(name, input)
    } catch {
      // The bridge carries nothing that is nested deeper than a thousand times.
      return isDeeper(input, MAX_DEPTH) ? failure('invalid', text.app.tooDeep) : gone()
    }
  },
  onChange: (listener) => bridge.onChange(listener),
  signIn: () => Promise.resolve(),
})

/** Whether a value is nested deeper than so many times. */
const isDeeper = (value: unknown, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1)))

const httpHost = (): Host => ({
  kind: 'http',
  call: async (name, input) => {
    try {
      return toReply(await post(`/call/${name}`, input))
    } catch {
      return gone()
    }
  },
  onChange: listenToEvents,
  signIn: async () => {
    const token = new URLSearchParams(location.hash.slice(1)).get('token')
    if (token === null) return
    // Whatever the answer is, the next call shows whether this browser is signed in.
    await post('/session', { token }).catch(() => undefined)
    history.replaceState(null, '', location.pathname)
  },
})

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

/** The envelope as it is; the bare `{ error }` of the access checks as a failed reply. */
function toReply(answer: unknown): Reply {
  if (typeof answer === 'object' && answer !== null) {
    if ('ok' in answer) return answer as Reply
    if ('error' in answer) return { ok: false, error: (answer as Extract<Reply, { ok: false }>).error }
  }
  return failure('internal', text.app.unreadableAnswer)
}

const failure = (code: ErrorCode, message: string, reason?: string): Reply => ({
  ok: false,
  error: { code, message, ...(reason !== undefined && { reason }) },
})

const gone = () => failure('unavailable', text.app.unreachable, HOST_GONE)

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
