import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpHost, startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { createTestApp, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
let host: HttpHost
let headers: Record<string, string>

beforeAll(async () => {
  program = createTestApp()
  host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1.2.3' })
  const { id } = await program.api.workspaces.create({ name: 'Acme' })
  const { token } = await program.api.tokens.create({ name: 'Writer', scope: 'write' })
  headers = { authorization: `Bearer ${token}`, 'x-workspace-id': id }
})
afterAll(async () => {
  await host.close()
  await program.app.close()
})

const ask = async (method: string, path: string, body?: string) => {
  const reply = await fetch(`${host.url}/api${path}`, { method, headers, ...(body !== undefined && { body }) })
  return { status: reply.status, allow: reply.headers.get('allow'), ...((await reply.json()) as object) }
}

test('a method that an address does not take is refused with those that it takes', async () => {
  expect(await ask('PATCH', '/connectors/some-id', '{}')).toMatchObject({
    ...{ status: 405, allow: 'DELETE, GET, PUT', reason: 'other_method' },
    detail: '/api/connectors/some-id does not take PATCH. Use DELETE, GET, PUT',
  })
  expect(await ask('DELETE', '/installed')).toMatchObject({ status: 405, allow: 'GET' })
  expect(await ask('DELETE', '/nothing')).toMatchObject({ status: 404, allow: null, reason: 'no_page' })
})

test('a body that is no object is named, not what it would have held', async () => {
  for (const body of ['[]', '"text"', '7', 'null'])
    expect([body, await ask('PUT', '/connectors/some-id', body)]).toMatchObject([
      body,
      { status: 422, reason: 'bad_body', detail: 'The body must be a JSON object' },
    ])
})
