import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Contract, Procedure } from '../../../contract/define.ts'
import type { Reply } from '../../../contract/errors.ts'
import type { Place } from '../../../shared/path.ts'
import { appError } from '../../../contract/errors.ts'
import { isObject } from '../../../shared/json.ts'
import { MAX_PAGE } from '../../../shared/limits.ts'
import type { Dispatch } from '../../app/dispatch.ts'
import { passphrasesOf } from '../passphrases.ts'
import { CONDITIONAL, withConditions } from './conditions.ts'
import { restResponse, withJson } from './replies.ts'
import type { ExportFile, ExportKind, HostPorts, OpenExport } from '../../core/context.ts'
import type { SessionVariables } from './access.ts'

/** What REST calls the place where a page begins. */
export const CURSOR = 'cursor'

/** What a procedure calls it; undefined where it answers no pages. */
export const cursorOf = ({ input }: Procedure): string | undefined =>
  ['after', 'before'].find((name) => name in input.shape)

export const WORKSPACE_HEADER = 'X-Workspace-Id'

/** A procedure with where it lives over http. */
export interface RestProcedure {
  group: string
  name: string
  method: string
  /** As the contract says it: `/connectors/{id}`. */
  path: string
  procedure: Procedure
}

/** The procedures that are there over http: all but those that need a window of the desktop program. */
export const restProcedures = (contract: Contract): RestProcedure[] =>
  Object.entries(contract).flatMap(([group, procedures]) =>
    Object.entries(procedures)
      .filter(([, { needs }]) => needs !== 'window')
      .map(([name, procedure]) => {
        const [method = '', path = ''] = procedure.route.split(' ')
        return { group, name, method, path, procedure }
      }),
  )

type HttpContext = Context<{ Bindings: HttpBindings; Variables: SessionVariables }>

/** What REST lends to a call; a program that asks for ever with a token must not keep keys open. */
export const portsOf = (context: Pick<HttpContext, 'get'>): HostPorts => {
  const token = context.get('token')
  return { isOverHttp: true, ...(token !== undefined && { token, isUse: false }) }
}

interface Route {
  method: string
  /** In the form that hono matches: `/connectors/:id`. */
  path: string
  answer(context: HttpContext): Promise<Response>
}

/** The REST routes of a contract, fixed paths before those with parameters. */
export const restRoutes = (contract: Contract, dispatch: Dispatch): Route[] =>
  restProcedures(contract)
    .map(({ group, name, method, path, procedure }) => {
      const places = passphrasesOf(`${group}.${name}`)
      const answer = (context: HttpContext) =>
        withInput(context, { places, procedure }, (input) => answerTo(context, input))
      const answerTo = async (context: HttpContext, input: unknown) => {
        const ports = { ...portsOf(context), workspaceName: nameIn(input) }
        const ask = (call: string, content: unknown) => dispatch(call, content, ports)
        if (CONDITIONAL.has(`${group}.${name}`)) {
          const [ifMatch, ifNoneMatch] = [context.req.header('if-match'), context.req.header('if-none-match')]
          return withConditions(`${group}.${name}`, input as object, { ifMatch, ifNoneMatch }, ask)
        }
        if (procedure.answers === 'file') return download(dispatch, `${group}.${name}`, input, { ports })
        const reply = await ask(`${group}.${name}`, input)
        if (!reply.ok || !isList(procedure, reply.value)) return restResponse(reply)
        const { limit, cursor, after } = context.req.query()
        if (limit !== undefined || cursor !== undefined || after !== undefined)
          return pageResponse(reply.value, context.req.url)
        const read = (after: string) => ask(`${group}.${name}`, { ...(input as object), after })
        return listResponse(reply.value, read)
      }
      return { method, path: path.replace(/\{(\w+)\}/g, ':$1'), answer }
    })
    .sort((a, b) => Number(a.path.includes(':')) - Number(b.path.includes(':')))

type Item = { id: string }

/** Whether a procedure lists pages, and its answer is one. */
const isList = ({ input }: Procedure, value: unknown): value is Item[] => 'after' in input.shape && Array.isArray(value)

/** A page, with the next one named in a Link header (RFC 8288) where this one is full. */
function pageResponse(page: Item[], url: string): Response {
  const response = Response.json(page)
  const { pathname, searchParams } = new URL(url)
  const last = page.at(-1)
  if (!last || page.length < Number(searchParams.get('limit') ?? MAX_PAGE)) return response
  searchParams.delete('after')
  searchParams.set('cursor', last.id)
  response.headers.set('Link', `<${pathname}?${searchParams.toString()}>; rel="next"`)
  return response
}

/**
 * A whole list. One of several pages is sent while it is read, so other calls are answered between two of them; where a
 * page cannot be read, the answer ends before its closing bracket.
 */
export function listResponse(first: Item[], read: (after: string) => Promise<Reply>): Response {
  if (first.length < MAX_PAGE) return Response.json(first)
  const encoder = new TextEncoder()
  let page = first
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const items = page.map((item) => JSON.stringify(item)).join(',')
      controller.enqueue(encoder.encode(page === first ? `[${items}` : items && `,${items}`))
      if (page.length < MAX_PAGE) {
        controller.enqueue(encoder.encode(']'))
        return controller.close()
      }
      page = await nextPage(page, read)
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'application/json' } })
}

/** The page after this one. What ends a page may have been deleted for good; what stands before it is then its end. */
async function nextPage(page: Item[], read: (after: string) => Promise<Reply>): Promise<Item[]> {
  for (const { id } of page.toReversed()) {
    const reply = await read(id)
    if (reply.ok) return reply.value as Item[]
    if (reply.error.code !== 'not_found') break
  }
  throw notComplete()
}

/** The input of a call: the body or query, the path's parameters and the workspace header. */
function withInput(
  { req, env }: HttpContext,
  { places, procedure }: { places: readonly Place[]; procedure: Procedure },
  work: (input: unknown) => Promise<Response>,
): Promise<Response> {
  const inputOf = (body?: unknown) => {
    if (body !== undefined && !isObject(body)) throw appError('bad_body')
    const workspaceId = req.header(WORKSPACE_HEADER)
    const { [CURSOR]: cursor, ...query } = req.query()
    const name = cursor === undefined ? undefined : cursorOf(procedure)
    return {
      ...query,
      ...(name !== undefined && { [name]: cursor }),
      ...body,
      ...req.param(),
      ...(workspaceId !== undefined && { workspaceId }),
    }
  }
  if (req.method !== 'POST' && req.method !== 'PUT') return work(inputOf())
  return withJson(env.incoming, places, (body) => work(inputOf(body)))
}

/** The name of the workspace that came beside the input of a call. */
function nameIn(input: unknown): string | null {
  const name = isObject(input) ? input['workspaceName'] : null
  return typeof name === 'string' ? name : null
}

type Suggested = Parameters<OpenExport>[0]

const TYPES: Record<ExportKind, string> = {
  'publish-targets': 'application/json; charset=utf-8',
  'publish-targets-ndjson': 'application/x-ndjson; charset=utf-8',
  'publish-targets-csv': 'text/csv; charset=utf-8',
  'publish-targets-yaml': 'application/yaml; charset=utf-8',
  'activity-csv': 'text/csv; charset=utf-8',
  'activity-json': 'application/json; charset=utf-8',
  'activity-ndjson': 'application/x-ndjson; charset=utf-8',
  backup: 'application/octet-stream',
  invitation: 'application/octet-stream',
  request: 'application/octet-stream',
  secrets: 'application/octet-stream',
  'workspace-code': 'application/yaml; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  page: 'application/pdf',
}

/** Runs an exporting procedure and sends what it writes as a file for the browser to save; `answer` sends a refusal. */
export async function download(
  dispatch: Dispatch,
  procedure: string,
  input: unknown,
  { ports = {}, answer = restResponse }: { ports?: HostPorts; answer?: (reply: Reply) => Response } = {},
): Promise<Response> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const encoder = new TextEncoder()
  let start: (suggested: Suggested) => void
  const started = new Promise<Suggested>((resolve) => (start = resolve))

  const reply = dispatch(procedure, input, {
    isOverHttp: true,
    ...ports,
    openExport: (suggested) => {
      start(suggested)
      const file: ExportFile = {
        path: null,
        write: (chunk) => writer.write(typeof chunk === 'string' ? encoder.encode(chunk) : chunk),
        commit: () => writer.close(),
        // Without a reason the server would end the answer as if it were whole.
        abort: () => writer.abort(notComplete()),
      }
      return Promise.resolve(file)
    },
  })

  // Whichever comes first: the file is opened, or the call is over without one.
  const opened = await Promise.race([started, reply.then(() => null)])
  if (opened === null) return answer(await reply)
  return new Response(readable, {
    headers: {
      'Content-Type': TYPES[opened.kind],
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(opened.name)}`,
    },
  })
}

/** The server prints it; a stack would be of no use to anybody. */
const notComplete = () =>
  Object.assign(new Error('An answer was not completed'), { stack: 'An answer was not completed' })
