import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin, ProxyOptions } from 'vite'
import type { HostProcess, RunningProgram } from './host-process.ts'

/** The paths of the http host apart from the screens. */
const PROGRAM = String.raw`^/(session$|call/|api/|events$)`

/**
 * Puts Vite's server in front of the program: screens come from Vite, everything else from the http host at `target`,
 * which keeps its checks of Host, Origin and session. A browser that was signed in before the
 * program restarted is signed in again when it loads the page.
 */
export function programBehind(host: HostProcess, target: URL): Plugin {
  /** The cookie with the id of the process that signed the browser in. */
  const sessions = new Map<string, number | undefined>()
  const remember = (setCookies: string[], program: RunningProgram | null) => {
    for (const cookie of setCookies) sessions.set(cookie.split(';')[0] ?? '', program?.pid)
  }

  const toProgram: ProxyOptions = {
    target: target.origin,
    changeOrigin: true,
    bypass: async ({ socket }) => {
      if (await host.running()) return undefined
      // The page treats this as a program that does not answer.
      socket.destroy()
      return false
    },
    configure: (proxy) => {
      proxy.on('proxyReq', (outgoing, { headers }) => {
        if (headers.origin === `http://${headers.host}`) outgoing.setHeader('Origin', target.origin)
      })
      proxy.on('proxyRes', ({ headers }) => {
        const setCookies = headers['set-cookie'] ?? []
        if (setCookies.length > 0) void host.running().then((program) => remember(setCookies, program))
      })
    },
  }

  const renewSession = async ({ headers, url }: IncomingMessage, response: ServerResponse) => {
    const cookie = headers.cookie?.split('; ').find((each) => sessions.has(each))
    if (cookie === undefined || headers['sec-fetch-dest'] !== 'document') return
    const program = await host.running()
    if (!program || program.pid === sessions.get(cookie)) return
    // The page spends the URL, since it needs the half of a session that is no cookie.
    const oneTimeUrl = await program.oneTimeUrl()
    if (!oneTimeUrl) return
    sessions.delete(cookie)
    response.writeHead(303, { Location: `${url ?? '/'}${oneTimeUrl.hash}`, 'Cache-Control': 'no-store' }).end()
  }

  return {
    name: 'patchbay-program',
    config: () => ({ server: { proxy: { [PROGRAM]: toProgram } } }),
    configureServer: ({ middlewares }) => {
      middlewares.use(
        (request, response, next) => void renewSession(request, response).finally(() => response.headersSent || next()),
      )
    },
  }
}
