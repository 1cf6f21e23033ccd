import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type HttpHost, startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
let host: HttpHost
let workspaceId: string
let authorization: string
let id: string
let count = 0

beforeAll(async () => {
  program = createTestApp()
  host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1.2.3' })
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
  authorization = `Bearer ${(await program.api.tokens.create({ name: 'CI', scope: 'write' })).token}`
})
beforeEach(async () => {
  id = (await program.api.connectors.install({ workspaceId, ...wordpress, name: `Blog ${(count += 1)}` })).id
})
afterAll(async () => {
  expect(program.reported).toEqual([])
  await host.close()
  await program.app.close()
})

async function ask(method: string, headers: Record<string, string> = {}, body?: object) {
  const response = await fetch(`${host.url}/api/connectors/${id}`, {
    method,
    headers: { authorization, 'x-workspace-id': workspaceId, ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const json = (text === '' ? null : JSON.parse(text)) as Record<string, unknown> | null
  return {
    status: response.status,
    tag: response.headers.get('etag') ?? '',
    type: response.headers.get('content-type'),
    json,
  }
}

/** A change by somebody else, a minute later. */
async function changeElsewhere() {
  program.clock.set(new Date(program.clock().getTime() + 60_000).toISOString())
  await program.api.connectors.update({ workspaceId, id, description: 'Changed elsewhere' })
}

test('a client that has the state of a connector does not get it again', async () => {
  const { tag } = await ask('GET')
  expect(tag).toMatch(/^"[\w-]+"$/)
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*'])
    expect([known, await ask('GET', { 'if-none-match': known })]).toMatchObject([
      known,
      { status: 304, json: null, tag },
    ])
  await changeElsewhere()
  const now = await ask('GET', { 'if-none-match': tag })
  expect(now).toMatchObject({ status: 200, json: { description: 'Changed elsewhere' } })
  expect(now.tag).not.toBe(tag)
})

test('a change of what is as the client knows it is made, and answers the tag of the new state', async () => {
  const { tag } = await ask('GET')
  program.clock.set(new Date(program.clock().getTime() + 60_000).toISOString())
  const change = await ask('PUT', { 'if-match': tag }, { description: 'Mine' })
  expect(change).toMatchObject({ status: 200, json: { description: 'Mine' } })
  expect(change.tag).toBe((await ask('GET')).tag)
  expect((await ask('PUT', { 'if-match': change.tag }, { description: 'Again' })).status).toBe(200)
  expect((await ask('PUT', { 'if-match': '*' }, { description: 'Any' })).status).toBe(200)
})

test('what was changed in between is not overwritten or deleted, and the refusal says what and by whom', async () => {
  const { tag } = await ask('GET')
  await changeElsewhere()
  for (const [method, body] of [['PUT', { description: 'Mine' }], ['DELETE']] as const) {
    const refused = await ask(method, { 'if-match': tag }, body)
    expect(refused).toMatchObject({
      status: 412,
      type: 'application/problem+json',
      json: {
        ...{ title: 'Precondition Failed', status: 412, code: 'conflict', reason: 'changed_since' },
        changes: [
          {
            ...{ by: 'Ada', action: 'connector.update' },
            fields: [{ path: 'description', to: 'Changed elsewhere' }],
          },
        ],
      },
    })
    expect(refused.tag).toBe((await ask('GET')).tag)
  }
  expect((await ask('GET')).json).toMatchObject({ description: 'Changed elsewhere' })
  const { tag: present } = await ask('GET')
  expect((await ask('DELETE', { 'if-match': present })).status).toBe(200)
  expect((await ask('DELETE', { 'if-match': present })).status).toBe(404)
})

test('a tag of no state refuses the change and lists nothing', async () => {
  for (const other of ['"x"', '""', 'x', '"zzzzzzzzz-x"', '"0-x"'])
    expect([other, await ask('PUT', { 'if-match': other }, { description: 'Mine' })]).toMatchObject([
      other,
      { status: 412, json: { changes: [] } },
    ])
})

test('a change that begins while another is being made is refused as well', async () => {
  const { tag } = await ask('GET')
  program.clock.set(new Date(program.clock().getTime() + 60_000).toISOString())
  const replies = await Promise.all(
    ['One', 'Two', 'Three'].map((description) => ask('PUT', { 'if-match': tag }, { description })),
  )
  expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412, 412])
})
