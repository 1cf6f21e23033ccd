import { request as httpRequest } from 'node:http'
import type * as Electron from 'electron'

/** Requests of the main process, past every window: Node makes them here, to this computer alone. */
export const net = {
  request: (options) => {
    const { hostname = '', port, path, method, headers, protocol } = options as Electron.ClientRequestConstructorOptions
    if (protocol !== 'http:' || hostname !== '127.0.0.1') throw new Error(`The stand-in does not ask ${hostname}`)
    const own = { hostname, port, path, method, headers: headers as Record<string, string> }
    return httpRequest(own) as unknown as Electron.ClientRequest
  },
} satisfies Partial<Electron.Net>
