import { decode, encode } from './codec.ts'
import { type AnyFunction, createPeer } from './peer.ts'

/** The name of the isolated world of the preload script. */
export const ISOLATED_WORLD = 'Electron Isolated Context'
/** The function of that world which carries a message to the main process. */
export const BINDING = 'toMainProcess'
/** The function of that world which takes the messages of the main process. */
export const RECEIVER = 'fromMainProcess'

interface World {
  createPeer: typeof createPeer
  encode: typeof encode
  decode: typeof decode
  key: string
  names: { binding: string; receiver: string }
}

/** Runs a sandboxed preload script in its own world, as Electron does: in the main frame, with two modules. */
function runPreload(world: World, run: (require: (name: string) => unknown) => void) {
  // Electron runs preload scripts in subframes only with nodeIntegrationInSubFrames.
  if (window !== window.top) return
  const { key, names, encode, decode } = world
  const scope = window as unknown as Record<string, (text: string) => void>
  const send = scope[names.binding] as (text: string) => void
  const replies = new Map<number, PromiseWithResolvers<unknown>>()
  const listeners = new Map<string, Set<AnyFunction>>()
  let last = 0

  scope[names.receiver] = (text) => {
    const message = decode(text) as
      | { reply: number; ok: boolean; value: unknown }
      | { channel: string; args: unknown[] }
    if ('channel' in message) {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args)
      return
    }
    const waiting = replies.get(message.reply)
    replies.delete(message.reply)
    if (message.ok) waiting?.resolve(message.value)
    else waiting?.reject(new Error(String(message.value)))
  }

  const peer = world.createPeer(`${key}:isolated`, `${key}:main`)
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) => {
      const id = ++last
      const reply = Promise.withResolvers<unknown>()
      replies.set(id, reply)
      send(encode({ id, channel, args }))
      return reply.promise
    },
    on: (channel: string, listener: AnyFunction) =>
      void listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
    off: (channel: string, listener: AnyFunction) => void listeners.get(channel)?.delete(listener),
  }
  const modules: Record<string, unknown> = {
    electron: { ipcRenderer, contextBridge: { exposeInMainWorld: peer.expose } },
  }
  run((name) => {
    if (!modules[name]) throw new Error(`module not found: ${name}`)
    return modules[name]
  })
  for (const type of ['mousedown', 'mouseup', 'keydown'])
    window.addEventListener(type, (event) => event.isTrusted && send(encode({ input: type })), { capture: true })
}

const text = (value: unknown) => JSON.stringify(value)

/** The script of the page's own world: it only waits for what the preload script exposes. */
export const mainWorldScript = (key: string): string =>
  `(${createPeer.toString()})(${text(`${key}:main`)}, ${text(`${key}:isolated`)})`

/** The script of the isolated world around a preload script. */
export const isolatedWorldScript = (key: string, preload: string): string => {
  const names = text({ binding: BINDING, receiver: RECEIVER })
  const parts = `createPeer: ${createPeer.toString()}, encode: ${encode.toString()}, decode: ${decode.toString()}`
  const run = `(require) => { const exports = {}; const module = { exports }; ${preload}\n}`
  return `(${runPreload.toString()})({ ${parts}, key: ${text(key)}, names: ${names} }, ${run})`
}
