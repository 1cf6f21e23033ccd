type Wire =
  | { kind: 'value'; value: unknown }
  | { kind: 'function' | 'promise'; id: number }
  | { kind: 'array'; items: Wire[] }
  | { kind: 'object'; entries: [string, Wire][] }
export type AnyFunction = (...args: unknown[]) => unknown
type Post =
  | { kind: 'expose'; name: string; value: Wire }
  | { kind: 'call'; id: number; args: Wire[] }
  | { kind: 'result'; ok: boolean; value: Wire }
  | { kind: 'settle'; id: number; ok: boolean; value: Wire }

/**
 * One side of a context bridge: the two worlds of a page share no objects, only events whose detail Chromium clones.
 * Functions and promises cross as proxies, as they do in Electron. Runs inside the page.
 */
export function createPeer(own: string, other: string) {
  const dispatch = window.dispatchEvent.bind(window)
  const functions: AnyFunction[] = []
  const promises = new Map<number, PromiseWithResolvers<unknown>>()
  let lastPromise = 0
  let result: Extract<Post, { kind: 'result' }> | undefined
  const post = (detail: Post) => void dispatch(new CustomEvent(other, { detail }))

  const toWire = (value: unknown): Wire => {
    if (typeof value === 'function') return { kind: 'function', id: functions.push(value as AnyFunction) - 1 }
    if (value instanceof Promise) {
      const id = ++lastPromise
      value.then(
        (settled) => post({ kind: 'settle', id, ok: true, value: toWire(settled) }),
        (error: unknown) => post({ kind: 'settle', id, ok: false, value: toWire(errorText(error)) }),
      )
      return { kind: 'promise', id }
    }
    if (Array.isArray(value)) return { kind: 'array', items: value.map(toWire) }
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
      return { kind: 'object', entries: Object.entries(value).map(([name, each]) => [name, toWire(each)]) }
    return { kind: 'value', value }
  }
  const errorText = (error: unknown) => (error instanceof Error ? error.message : String(error))

  const fromWire = (wire: Wire): unknown => {
    if (wire.kind === 'value') return wire.value
    if (wire.kind === 'array') return wire.items.map(fromWire)
    if (wire.kind === 'object') return Object.fromEntries(wire.entries.map(([name, each]) => [name, fromWire(each)]))
    if (wire.kind === 'function') return (...args: unknown[]) => call(wire.id, args)
    const waiting = Promise.withResolvers<unknown>()
    promises.set(wire.id, waiting)
    return waiting.promise
  }
  // An event is heard before dispatchEvent returns, so that a call has its result at once.
  const call = (id: number, args: unknown[]) => {
    post({ kind: 'call', id, args: args.map(toWire) })
    if (!result?.ok) throw new Error(result ? String(fromWire(result.value)) : 'The other world did not answer')
    return fromWire(result.value)
  }
  const answer = (id: number, args: Wire[]) => {
    try {
      post({ kind: 'result', ok: true, value: toWire(functions[id]?.(...args.map(fromWire))) })
    } catch (error) {
      post({ kind: 'result', ok: false, value: toWire(errorText(error)) })
    }
  }

  window.addEventListener(own, (event) => {
    const { detail } = event as CustomEvent<Post>
    if (detail.kind === 'call') answer(detail.id, detail.args)
    if (detail.kind === 'result') result = detail
    if (detail.kind === 'settle') {
      const waiting = promises.get(detail.id)
      promises.delete(detail.id)
      if (detail.ok) waiting?.resolve(fromWire(detail.value))
      else waiting?.reject(new Error(String(fromWire(detail.value))))
    }
    if (detail.kind === 'expose') {
      const value = fromWire(detail.value)
      if (typeof value === 'object') Object.freeze(value)
      Object.defineProperty(window, detail.name, { value, enumerable: true })
    }
  })
  return { expose: (name: string, value: unknown) => post({ kind: 'expose', name, value: toWire(value) }) }
}
