import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contract } from '../../../src/contract/index.ts'
import { toOpenApi } from '../../../src/main/hosts/http/openapi.ts'
import { type HttpHost, startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { isObject, type JsonObject } from '../../../src/shared/json.ts'
import { sample } from '../../e2e/specs/values.ts'
import { entryOf } from '../../helpers/catalog-entries.ts'
import { wordpress } from '../../helpers/samples.ts'
import { times } from '../../helpers/long.ts'
import { createTestApp, type TestApp } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

interface Operation {
  method: string
  path: string
  parameters: { name: string; in: string; schema: JsonObject }[]
  body: JsonObject | undefined
  answer: JsonObject | undefined
}

const document = toOpenApi(contract, { title: 'Patchbay', version: '1.2.3' })
const contentOf = (part: unknown, type: string) =>
  (part as { content?: Record<string, { schema?: JsonObject }> } | undefined)?.content?.[type]?.schema
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]): [string, Operation] => {
    const { operationId, parameters, requestBody, responses } = one as JsonObject
    return [
      String(operationId),
      {
        ...{ method: method.toUpperCase(), path },
        parameters: parameters as Operation['parameters'],
        body: contentOf(requestBody, 'application/json'),
        answer: contentOf((responses as JsonObject)['200'], 'application/json'),
      },
    ]
  }),
)
const ajv = new Ajv2020({ strict: false })
/** A schema of an operation with those that it refers to. */
const compile = (schema: JsonObject) => ajv.compile({ ...schema, components: document.components })
addFormats.default(ajv)
const isError = compile({ $ref: '#/components/schemas/Problem' })

let program: TestApp
let host: HttpHost
let headers: Record<string, string>
/** What exists, by the name of its parameter or property. */
let real: Record<string, unknown>

beforeEach(async () => {
  program = createTestApp()
  host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1.2.3' })
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress })
  const { config, auth } = wordpress
  real = {
    ...{ workspaceId, id, connectorIds: [id], workspaceIds: [workspaceId], catalogKey: 'wordpress', key: 'wordpress' },
    ...{ config, auth, kept: [], path: 'auth.application_password', text: JSON.stringify(entryOf('mine')) },
    ...{
      after: id,
      secrets: { set: {}, clear: [] },
      tags: ['news'],
      limit: 5,
      passphrase: 'six words that nobody knows',
    },
  }
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await host.close()
  await program.app.close()
})

/** What a reference of the document leads to. */
const resolve = (schema: JsonObject): JsonObject =>
  typeof schema['$ref'] === 'string'
    ? (document.components.schemas[schema['$ref'].split('/').at(-1) ?? ''] as JsonObject)
    : schema

/** Numbers below 100, one for each place of a request. */
type Draw = () => number

/** A value as the document describes it; about `wrong` of ten members are of another kind or missing. */
function draft(named: JsonObject, name: string, draw: Draw, wrong: number): unknown {
  const schema = resolve(named)
  if (draw() < wrong * 10)
    return [undefined, null, 7, -1, '', 'x', '\u0000', true, [], {}, [null], { a: 1 }][draw() % 12]
  if (Object.hasOwn(real, name) && draw() < 90) return real[name]
  if (!isObject(schema.properties)) return sample(schema, [{ ...schema, components: document.components }], draw())
  const required = Array.isArray(schema.required) ? schema.required : []
  const members = Object.entries(schema.properties).flatMap(([member, inside]) => {
    if (!required.includes(member) && draw() < (Object.hasOwn(real, member) ? 20 : 70)) return []
    const value = draft(inside as JsonObject, member, draw, wrong)
    return value === undefined ? [] : [[member, value] as const]
  })
  return Object.fromEntries(members)
}

/** Sends a request as the operation describes it. */
async function send({ method, path, parameters, body }: Operation, draw: Draw, wrong: number) {
  const url = new URL(path, host.url)
  const sent = new Headers(headers)
  for (const { name, in: where, schema } of parameters) {
    const value = draft(schema, name === 'X-Workspace-Id' ? 'workspaceId' : name, draw, wrong)
    if (value === undefined && where !== 'path') continue
    const word = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
    if (where === 'path') url.pathname = url.pathname.replace(`%7B${name}%7D`, encodeURIComponent(word))
    else if (where === 'query') url.searchParams.set(name, word)
    else sent.set(name, word.replaceAll('\u0000', ''))
  }
  const content = body && JSON.stringify(draft(body, '', draw, wrong))
  const response = await fetch(url, { method, headers: sent, ...(content !== undefined && { body: content }) })
  return { status: response.status, text: await response.text(), request: `${method} ${url.pathname} ${content ?? ''}` }
}

/** A stream has no end; its own tests are elsewhere. */
const calls = operations.filter(([id]) => id !== 'changes.stream')

test.each(calls)('%s answers what its description promises', async (_id, operation) => {
  const isAnswer = operation.answer && compile(operation.answer)
  const check = async (draws: Iterator<number>, wrong: number) => {
    const draw = () => draws.next().value as number
    // A call before may have ended the session.
    ;({ headers } = await signIn(host.oneTimeUrl()))
    const { status, text, request } = await send(operation, draw, wrong)
    expect(status, `${request}: ${text}`).toBeLessThan(500)
    if (status === 200 && !isAnswer) return
    const isDescribed = (status === 200 ? isAnswer : isError) as typeof isError
    expect(isDescribed(JSON.parse(text)), `${request}: ${JSON.stringify(isDescribed.errors)} ${text}`).toBe(true)
  }
  const property = fc.asyncProperty(fc.infiniteStream(fc.noBias(fc.nat(99))), fc.constantFrom(0, 0, 2), check)
  await fc.assert(property, { numRuns: times(2, 200) })
})
