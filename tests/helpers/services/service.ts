import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Certificate } from './certificates.ts'

/** What a service was asked. */
interface Call {
  method: string
  /** The path with the query. */
  url: string
  headers: IncomingMessage['headers']
}

/** JSON with a status, or what a test does with the answer itself. */
export type Play = (
  call: Call,
  response: ServerResponse,
) => [status: number, json: unknown, headers?: object] | undefined

/** A server on a loopback port that plays the service of a connector. */
export async function startService(play: Play, certificate?: Certificate) {
  const requests: Call[] = []
  const answer = ({ method = '', url = '', headers }: IncomingMessage, response: ServerResponse) => {
    const one = { method, url, headers }
    requests.push(one)
    const played = play(one, response)
    if (!played) return
    const [status, json, more] = played
    response.writeHead(status, { 'content-type': 'application/json', ...more }).end(JSON.stringify(json))
  }
  const server = certificate ? createSecureServer(certificate, answer) : createServer(answer)
  const { port, stop } = await listen(server)
  return { port, requests, server, [Symbol.asyncDispose]: stop }
}

/** A proxy that leads every host to one local port, and the hosts that it was asked for; or one that refuses. */
export async function startProxy(to: number, { status = 200 } = {}) {
  const hosts: string[] = []
  const logins: (string | undefined)[] = []
  const server = createServer()
  const sockets = new Set<Socket>()
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    hosts.push(request.url ?? '')
    logins.push(request.headers['proxy-authorization'])
    if (status !== 200) return client.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    const upstream = connect(to, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(client).pipe(upstream)
    })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
    }
    return undefined
  })
  const { port, stop } = await listen(server)
  return {
    address: `http://127.0.0.1:${port}`,
    hosts,
    logins,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await stop()
    },
  }
}

/** A loopback port at which nothing listens. */
export async function freePort(): Promise<number> {
  const { port, stop } = await listen(createServer())
  await stop()
  return port
}

/** Lets a server listen at a free loopback port. */
export async function listen(server: Server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
