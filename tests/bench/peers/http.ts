import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** Where a server answers, and what it is sent with each request. */
export interface Http {
  origin: string
  headers: Record<string, string>
}

/** One request whose answer must be a success: its JSON, or the bytes of a file. */
export async function request<T = unknown>(
  { origin, headers }: Http,
  method: string,
  path: string,
  body?: unknown,
  as: 'json' | 'bytes' = 'json',
): Promise<T> {
  const reply = await fetch(`${origin}${path}`, {
    ...{ method, headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) } },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
  if (as === 'bytes') return new Uint8Array(await reply.arrayBuffer()) as T
  const text = await reply.text()
  return (text === '' ? null : JSON.parse(text)) as T
}

export async function firstLine(stream: Readable): Promise<string> {
  const [line] = (await once(createInterface(stream), 'line')) as [string]
  return line
}

/** Waits until a server answers, for at most a minute. */
export async function untilAnswering(url: string, isAlive: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    try {
      await fetch(url)
      return
    } catch {
      if (!isAlive()) break
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error(`No answer at ${url}`)
}

/** A port that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
