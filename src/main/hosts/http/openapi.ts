import type { Contract, Procedure, Role } from '../../../contract/define.ts'
import { ERROR_CODES } from '../../../contract/errors.ts'
import { SESSION_HEADER } from '../../../contract/http.ts'
import { CONDITIONAL } from './conditions.ts'
import { createSchemas, type JsonSchema } from './openapi-schemas.ts'
import { CURSOR, cursorOf, type RestProcedure, restProcedures, WORKSPACE_HEADER } from './rest.ts'

interface Info {
  title: string
  version: string
  /** Where the host is, as `http://127.0.0.1:4711`. */
  url?: string
}

/** Describes what of a contract is there over http as OpenAPI 3.1, from the same schemas that guard it. */
export function toOpenApi(contract: Contract, { url = '/', ...info }: Info) {
  const schemas = createSchemas()
  const paths: Record<string, Record<string, unknown>> = {}
  for (const rest of restProcedures(contract))
    (paths[`/api${rest.path}`] ??= {})[rest.method.toLowerCase()] = describe(rest, schemas)
  paths['/api/changes'] = { get: CHANGES }
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url }],
    paths,
    components: { schemas: schemas.components, responses: RESPONSES, securitySchemes: SECURITY },
  }
}

const WHO: Record<Role, string> = {
  anyone: 'Any account may ask this.',
  member: 'Needs the role member or higher.',
  admin: 'Needs the role admin or higher.',
  owner: 'Needs the role owner.',
  founder: 'Only for the person who created the data directory.',
}

/** Beside the input of a call that is risky in production. */
const WORKSPACE_NAME = { type: 'string', description: 'The name of the workspace, where it is marked as production' }

function describe(rest: RestProcedure, schemas: ReturnType<typeof createSchemas>) {
  const { group, name, method, path, procedure } = rest
  const { summary, role, input, output, answers, asksForName, token } = procedure
  const { properties: own = {}, required = [] } = schemas.ofInput(input)
  const properties: Record<string, JsonSchema> = { ...own, ...(asksForName && { workspaceName: WORKSPACE_NAME }) }
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const { workspaceId, ...remaining } = properties
  const others = Object.keys(remaining).filter((one) => !inPath.includes(one))
  const hasBody = method === 'POST' || method === 'PUT'
  const parameter = (where: string) => (one: string) => ({
    name: where === 'query' && one === cursorOf(procedure) ? CURSOR : one,
    in: where,
    required: where === 'path' || required.includes(one),
    schema: properties[one],
  })
  const title = `${capital(group)}${capital(name)}`
  const isConditional = CONDITIONAL.has(`${group}.${name}`)
  const answer = () => ({
    description: 'OK',
    ...(isConditional && method !== 'DELETE' && { headers: { ETag: { schema: { type: 'string' } } } }),
    content: jsonContent(schemas.named(`${title}Answer`, schemas.ofOutput(output))),
  })
  return {
    operationId: `${group}.${name}`,
    tags: [group],
    summary,
    description: `${WHO[role]} ${tokenText(procedure)}`,
    security: [...(token === undefined ? [] : [{ token: [] }]), { session: [] }],
    parameters: [
      ...inPath.map(parameter('path')),
      ...(workspaceId ? [{ name: WORKSPACE_HEADER, in: 'header', required: true, schema: workspaceId }] : []),
      ...(hasBody ? [] : others.map(parameter('query'))),
      ...(isConditional ? [condition(method === 'GET' ? 'If-None-Match' : 'If-Match')] : []),
    ],
    ...(hasBody &&
      others.length > 0 && {
        requestBody: {
          required: required.some((one) => others.includes(one)),
          content: jsonContent(
            schemas.named(`${title}Body`, {
              type: 'object',
              properties: Object.fromEntries(others.map((one) => [one, properties[one] as JsonSchema])),
              required: required.filter((one) => others.includes(one)),
            }),
          ),
        },
      }),
    responses: {
      200: answers === 'file' ? FILE : answer(),
      ...(isConditional && method === 'GET' && { 304: { description: 'The client has this state already' } }),
      ...FAILURES,
      ...(isConditional && method !== 'GET' && { 412: ERROR }),
    },
  }
}

const tokenText = ({ token }: Procedure): string =>
  token === undefined
    ? 'No token may.'
    : token === 'shared'
      ? 'Any token may.'
      : token === 'read'
        ? 'A token to read may.'
        : 'A token to write may.'

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const condition = (name: string) => ({ name, in: 'header', required: false, schema: { type: 'string' } })

/** A file of any type needs no schema. */
const FILE = { description: 'The file, to be saved', content: { '*/*': {} } }

const jsonContent = (schema: JsonSchema) => ({ 'application/json': { schema } })

const ERROR = { $ref: '#/components/responses/Error' }

/** By status: generators of clients read no ranges, and `default` would keep their types from telling answers from errors. */
const FAILURES = Object.fromEntries(
  [...new Set([...Object.values(ERROR_CODES).map(({ status }) => status), 413, 429])].map((status) => [status, ERROR]),
)

const RESPONSES = {
  Error: {
    description: 'What went wrong',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
}

const SECURITY = {
  token: { type: 'http', scheme: 'bearer', description: 'A token of `patchbay token create`' },
  session: {
    type: 'apiKey',
    in: 'header',
    name: SESSION_HEADER,
    description: 'What `POST /session` answers; it also sets a cookie that must be sent',
  },
}

/** What is no call: the stream of changes. */
const CHANGES = {
  operationId: 'changes.stream',
  tags: ['changes'],
  summary: 'Changes as Server-Sent Events, of the workspaces that may be read',
  description:
    'Events are `change` with a workspace and a topic, `reload` where anything may have changed, and `ready`.',
  security: [{ token: [] }, { session: [] }],
  parameters: [condition('Last-Event-ID')],
  responses: {
    200: { description: 'A stream that goes on', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    ...FAILURES,
  },
}
