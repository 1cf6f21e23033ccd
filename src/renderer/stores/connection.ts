import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Reply } from '../../contract/errors.ts'
import type { Send } from '../../contract/client.ts'
import { HOST_GONE, type ChangeListener, type Host } from '../api.ts'
import { text } from '../text.ts'

interface ConnectionState {
  /** `ended`: this browser is not signed in, until it is again. `unreachable`: nobody answers; calls may work again later. */
  status: 'ready' | 'unreachable' | 'ended'
}

export interface Connection {
  store: StoreApi<ConnectionState>
  /** The host's `call`, watched. */
  send: Send
  /** Asks whether somebody answers again. */
  retry(): Promise<void>
  /** Hears of changes, and null when anything may have changed while nobody answered. */
  onChange(listener: ChangeListener): () => void
}

/** Knows whether the main process can be reached. */
export function createConnection(host: Host): Connection {
  const store = createStore<ConnectionState>(() => ({ status: 'ready' }))
  const listeners = new Set<ChangeListener>()

  const statusAfter = (reply: Reply): ConnectionState['status'] => {
    if (reply.ok) return 'ready'
    if (reply.error.code === 'unauthenticated') return 'ended'
    return reply.error.reason === HOST_GONE ? 'unreachable' : 'ready'
  }

  const send: Send = async (name, input) => {
    const reply = await host.call(name, input)
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
    store,
    send,
    retry,
    onChange: (listener) => {
      listeners.add(listener)
      const listen = () =>
        host.onChange(listener, async () => {
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
  }
}
