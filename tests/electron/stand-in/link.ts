type Message =
  | { id: number; name: string; args: unknown[] }
  | { id: number; value: unknown }
  | { id: number; error: string }

/** One end of a channel between two processes that carries structured clones. */
export interface Endpoint {
  send(message: Message): void
  onMessage(listener: (message: Message) => void): void
}

type Remote<Calls> = {
  [Name in keyof Calls]: Calls[Name] extends (...args: infer Args) => infer Value
    ? (...args: Args) => Promise<Awaited<Value>>
    : never
}

export interface Link<Calls> {
  remote: Remote<Calls>
  /** Fails every call that still waits. */
  end(reason: string): void
}

/** Answers the calls of the other process with `own` and calls the other process in turn. */
export function createLink<Theirs extends object>(endpoint: Endpoint, own: object): Link<Theirs> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0

  const answer = async (id: number, name: string, args: unknown[]) => {
    try {
      const run = (own as Record<string, (...args: unknown[]) => unknown>)[name]
      endpoint.send({ id, value: await run?.(...args) })
    } catch (error) {
      endpoint.send({ id, error: error instanceof Error ? error.message : String(error) })
    }
  }
  endpoint.onMessage((message) => {
    if ('name' in message) return void answer(message.id, message.name, message.args)
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if ('error' in message) call?.reject(new Error(message.error))
    else call?.resolve(message.value)
  })

  const call =
    (name: string) =>
    (...args: unknown[]) => {
      const id = ++last
      const reply = Promise.withResolvers<unknown>()
      waiting.set(id, reply)
      endpoint.send({ id, name, args })
      return reply.promise
    }
  return {
    remote: new Proxy({} as Remote<Theirs>, { get: (_target, name) => call(String(name)) }),
    end: (reason) => {
      for (const { reject } of waiting.values()) reject(new Error(reason))
      waiting.clear()
    },
  }
}
