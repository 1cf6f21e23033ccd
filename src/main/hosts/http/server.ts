import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { AppError } from '../../../contract/errors.ts'
import { contract } from '../../../contract/index.ts'
import type { App } from '../../app/app.ts'
import { MAX_MESSAGE } from '../limits.ts'
import { screenFile } from '../screens.ts'
import { securityHeaders } from '../security-headers.ts'
import { createHttpAccess } from './access.ts'
import { docsPage } from './docs-page.ts'
import { toOpenApi } from './openapi.ts'
import { errorResponse, readJson } from './replies.ts'
import { restRoutes } from './rest.ts'
import { listStaticFiles, type StaticFile } from '../static-files.ts'

const LOOPBACK = '127.0.0.1'

export interface HttpHostOptions {
  app: Pick<App, 'dispatch' | 'changes'>
  /** The built screens; null serves the REST interface alone. */
  rendererDir: string | null
  /** 0 takes any free port. */
  port: number
  version: string
}

export interface HttpHost {
  url: string
  /** The URL that signs one browser in; every call gives the one that is valid now. */
  oneTimeUrl(): string
  close(): Promise<void>
}

/** Serves the screens and the REST interface on the loopback address. Throws `unavailable` when the port is taken. */
export async function startHttpHost({ app, rendererDir, port, version }: HttpHostOptions): Promise<HttpHost> {
  let authority = ''
  const access = createHttpAccess(() => authority)
  const files = rendererDir === null ? new Map<string, StaticFile>() : listStaticFiles(rendererDir)
  const http = new Hono()

  http.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders("'self'"))) context.res.headers.set(name, value)
    if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'no-store')
  })
  http.use(access.guardOrigin)
  const tooLarge = () => errorResponse(new AppError('invalid', 'A request may have at most 1 MiB'))
  http.use(bodyLimit({ maxSize: MAX_MESSAGE, onError: tooLarge }))

  http.post('/session', async (context) => {
    const body = (await readJson(context.req.raw)) as { token?: unknown } | null
    access.signIn(context, body?.token)
    return context.body(null, 204)
  })

  for (const prefix of ['/call/*', '/api/*', '/events']) http.use(prefix, access.guardSession)

  http.post('/call/:name', async (context) => {
    // A refusal is an answer like any other here; only REST turns it into a status.
    return context.json(await app.dispatch(context.req.param('name'), await readJson(context.req.raw)))
  })
  http.get('/api/openapi.json', (context) => context.json(toOpenApi(contract, { title: 'Patchbay', version })))
  http.get('/api/docs', (context) => context.html(docsPage(contract)))
  for (const { method, path, answer } of restRoutes(contract, app.dispatch)) http.on(method, `/api${path}`, answer)
  http.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const stop = app.changes.on((change) => void stream.writeSSE({ data: JSON.stringify(change) }))
      await new Promise<void>((resolve) => stream.onAbort(resolve))
      stop()
    }),
  )
  http.get('*', (context) => {
    const file = files.get(screenFile(context.req.path))
    if (!file) return errorResponse(new AppError('not_found', `There is nothing at ${context.req.path}`))
    const cache = file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
    return context.body(file.read(), 200, { 'Content-Type': file.type, 'Cache-Control': cache })
  })
  http.notFound((context) => errorResponse(new AppError('not_found', `There is nothing at ${context.req.path}`)))
  http.onError((error) =>
    errorResponse(
      error instanceof AppError ? error : new AppError('internal', 'Something went wrong; nothing was changed'),
    ),
  )

  const server = await listen(http, port)
  authority = `${LOOPBACK}:${(server.address() as AddressInfo).port}`
  const url = `http://${authority}`
  return {
    url,
    oneTimeUrl: () => `${url}/#token=${access.currentToken()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(http: Hono, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: http.fetch, port, hostname: LOOPBACK }, () => resolve(server)) as Server
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new AppError('unavailable', `Port ${port} is in use; name another with --port`, { reason: 'port_in_use' })
          : error,
      ),
    )
  })
}
