import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { parseAccept } from 'hono/utils/accept'
import { appError, AppError, type Reply } from '../../../contract/errors.ts'
import { contract } from '../../../contract/index.ts'
import type { App } from '../../app/app.ts'
import { once } from '../../core/once.ts'
import { screenFile } from '../screens.ts'
import { passphrasesOf } from '../passphrases.ts'
import { securityHeaders } from '../security-headers.ts'
import { createChangeFeed } from './changes.ts'
import { type AccessTimes, createHttpAccess, type SessionVariables } from './access.ts'
import { docsPage } from './docs-page.ts'
import { toOpenApi } from './openapi.ts'
import { isOtherAccount } from './peer.ts'
import { errorResponse, withJson } from './replies.ts'
import { createRateLimit, RATE, type Rate } from './rate.ts'
import { download, portsOf, restProcedures, restRoutes } from './rest.ts'
import { withPreferences } from '../page.ts'
import { listStaticFiles, type StaticFile } from '../static-files.ts'

const LOOPBACK = '127.0.0.1'

export interface HttpHostOptions {
  /** Without preferences the screens are as usual. */
  app: Pick<App, 'dispatch' | 'changes'> & Partial<Pick<App, 'preferences'>>
  /** The built screens; null serves the REST interface alone. */
  rendererDir: string | null
  /** 0 takes any free port. */
  port: number
  version: string
  /** How long a one-time URL and an unused session are good for, where a test cannot wait. */
  times?: AccessTimes
  /** How much is taken at once, where a test cannot send that much. */
  limits?: { rate?: Rate; streams?: number; heartbeatMs?: number }
}

export interface HttpHost {
  url: string
  /** A new URL that signs one browser in, once and within a minute. */
  oneTimeUrl(): string
  /** Loads what answers requests before the first one comes. */
  warmUp(): void
  close(): Promise<void>
}

/**
 * Another site that has opened a page in the browser could hold a handle on it. In Electron nothing but the program opens a
 * page, and with that header Chromium would throw away the process that it has started for it, and start another one.
 */
const HEADERS = Object.entries({ ...securityHeaders("'self'"), 'Cross-Origin-Opener-Policy': 'same-origin' })

/** Serves the screens and the REST interface on the loopback address. Throws `unavailable` when the port is taken. */
export async function startHttpHost({
  app,
  rendererDir,
  port,
  version,
  times,
  limits = {},
}: HttpHostOptions): Promise<HttpHost> {
  let authority = ''
  const access = createHttpAccess(() => authority, times)
  const stopWatching = app.changes.on(({ topic }) => topic === 'lock' && access.endAll())
  const files = rendererDir === null ? new Map<string, StaticFile>() : listStaticFiles(rendererDir)
  const secondsToWait = createRateLimit(limits.rate ?? RATE)
  const feed = createChangeFeed({ dispatch: app.dispatch, changes: app.changes, limits })

  // What answers takes as much memory as a database and a program that waits, so it is made when somebody asks.
  const listener = once(() => {
    const http: Host = new Hono()
    http.use(async (context, next) => {
      await next()
      for (const [name, value] of HEADERS) context.res.headers.set(name, value)
      if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'no-store')
    })
    /** Asked once a connection: a socket stays its maker's, and the tables of all sockets take milliseconds to read. */
    const areOthers = new WeakMap<Socket, boolean>()
    http.use(async ({ env: { incoming } }, next) => {
      const { socket } = incoming
      const isOther = areOthers.get(socket) ?? isOtherAccount(socket)
      areOthers.set(socket, isOther)
      if (isOther) return errorResponse(appError('other_starter'))
      return next()
    })
    http.use(access.guardOrigin)

    http.post('/session', (context) =>
      withJson(context.env.incoming, [], async (body) =>
        context.json(access.signIn(context, (body as { token?: unknown } | null)?.token)),
      ),
    )

    // They are the same in every Patchbay, as the screens are; a browser that opens them sends no session.
    http.get('/api/openapi.json', (context) =>
      context.json(toOpenApi(contract, { title: 'Patchbay', version, url: `http://${authority}` })),
    )
    http.get('/api/docs', (context) => context.html(docsPage(contract)))

    for (const prefix of ['/call/*', '/api/*', '/events']) http.use(prefix, access.guardSession)

    http.use('/api/*', async (context, next) => {
      const ports = portsOf(context)
      const token = ports.token === undefined ? null : await app.dispatch('tokens.current', {}, ports)
      // All who try tokens out share one count.
      const tokenId = token?.ok ? (token.value as { id: string }).id : 'unknown'
      const seconds = secondsToWait(context.get('sessionEnd') ?? tokenId)
      if (seconds > 0) return errorResponse(appError('many_requests', { seconds }), { 'Retry-After': String(seconds) })
      // RFC 6750, section 3.
      return token && !token.ok ? errorResponse(token.error, { 'WWW-Authenticate': 'Bearer' }) : next()
    })
    http.get('/api/changes', feed.answer)

    const exports = restProcedures(contract).filter(({ procedure }) => procedure.answers === 'file')
    const exportNames = new Set(exports.map(({ group, name }) => `${group}.${name}`))
    http.post('/call/:name', (context) => {
      const name = context.req.param('name')
      // A refusal is an answer like any other here; only REST turns it into a status.
      const answer = (reply: Reply) => Response.json(reply)
      const [isUse, isOverHttp] = [false, true] as const
      return withJson(context.env.incoming, passphrasesOf(name), async (input) =>
        exportNames.has(name)
          ? download(app.dispatch, name, input, { answer })
          : answer(await app.dispatch(name, input, { isUse, isOverHttp })),
      )
    })
    const routes = restRoutes(contract, app.dispatch)
    for (const { method, path, answer } of routes) http.on(method, `/api${path}`, answer)
    for (const [path, known] of Map.groupBy(routes, (route) => route.path)) {
      const methods = known.map(({ method }) => method).toSorted()
      http.all(`/api${path}`, ({ req }) =>
        errorResponse(appError('other_method', { method: req.method, path: req.path, methods }), {
          Allow: methods.join(', '),
        }),
      )
    }
    http.get('/events', (context) =>
      streamSSE(context, async (stream) => {
        let lastWrite = Promise.resolve()
        const stop = app.changes.on((change) => {
          lastWrite = stream.writeSSE({ data: JSON.stringify(change) })
        })
        await new Promise<void>((resolve) => {
          stream.onAbort(resolve)
          context.get('sessionEnd')?.addEventListener('abort', () => resolve(), { once: true })
        })
        stop()
        // A lock ends the session, and the page still hears of it.
        await lastWrite
      }),
    )
    http.get('*', (context) => {
      const { path } = context.req
      const known = files.get(screenFile(path))
      // Who follows a wrong address in a browser gets the screens, which say so and lead back.
      const isPage = !path.startsWith('/api/') && context.req.header('sec-fetch-mode') === 'navigate'
      const file = known ?? (isPage ? files.get(screenFile('/')) : undefined)
      if (!file) return errorResponse(appError('no_page', { path }))
      const cache = file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
      const preferences = file.type.startsWith('text/html') && app.preferences?.()
      const languages = parseAccept(context.req.header('accept-language') ?? '').map(({ type }) => type)
      const body = preferences ? withPreferences(file.read(), { preferences, languages }) : file.read()
      return context.body(body, known ? 200 : 404, { 'Content-Type': file.type, 'Cache-Control': cache })
    })
    http.notFound((context) => errorResponse(appError('no_page', { path: context.req.path })))
    http.onError((error) => errorResponse(error instanceof AppError ? error : appError('unexpected')))
    return getRequestListener(http.fetch, { hostname: LOOPBACK })
  })

  const server = await listen((incoming, outgoing) => void listener()(incoming, outgoing), port)
  authority = `${LOOPBACK}:${(server.address() as AddressInfo).port}`
  const url = `http://${authority}`
  return {
    url,
    oneTimeUrl: () => `${url}/#token=${access.newToken()}`,
    warmUp: () => void listener(),
    close: () =>
      new Promise((resolve) => {
        stopWatching()
        access.close()
        void feed.close().then(() => {
          server.close(() => resolve())
          server.closeAllConnections()
        })
      }),
  }
}

type Host = Hono<{ Bindings: HttpBindings; Variables: SessionVariables }>

function listen(answer: RequestListener, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(answer).listen(port, LOOPBACK, () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? appError('port_in_use', { port }) : error),
    )
  })
}
