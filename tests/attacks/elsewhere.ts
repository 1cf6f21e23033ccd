import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

const RUN = 'globalThis.attacked=1'

/** What another site answers, by the ending of the path. */
const ANSWERS: [ending: string, type: string, body: string][] = [
  ['.js', 'text/javascript', RUN],
  ['.css', 'text/css', 'body { color: red }'],
  ['.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'],
  ['.html', 'text/html', `<script>parent.postMessage('frame', '*')</script>`],
  ['events', 'text/event-stream', ': open\n\n'],
]

export interface Server {
  /** With a slash at its end. */
  url: string
  close(): void
}

export async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close }
}

/** Another site, which remembers the paths that it was asked for. */
export async function startElsewhere(): Promise<Server & { paths: Set<string> }> {
  const paths = new Set<string>()
  const server = await listen(({ url = '' }, response) => {
    paths.add(url)
    const [, type, body] = ANSWERS.find(([ending]) => url.endsWith(ending)) ?? ['', 'text/plain', '']
    response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Content-Type', type).end(body)
  })
  return { ...server, paths }
}
