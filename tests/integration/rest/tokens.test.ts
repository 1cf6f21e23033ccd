import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Procedure } from '../../../src/contract/define.ts'
import { contract } from '../../../src/contract/index.ts'
import { type HttpHost, startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { createCli } from '../../helpers/cli.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { addMember, ada, ben, createTestApp, temporaryDirectory, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
let host: HttpHost
let acme: string
let globex: string
let connectorId: string

beforeAll(async () => {
  program = createTestApp()
  host = await startHttpHost({ app: program.app, rendererDir: null, port: 0, version: '1.2.3' })
  acme = (await program.api.workspaces.create({ name: 'Acme' })).id
  globex = (await program.api.workspaces.create({ name: 'Globex' })).id
  connectorId = (await program.api.connectors.install({ workspaceId: acme, ...wordpress })).id
})
afterAll(async () => {
  expect(program.reported).toEqual([])
  await host.close()
  await program.app.close()
})

/** A request of a program that has a token and nothing else. */
async function ask(token: string, route: string, workspaceId?: string, body?: object) {
  const [method = '', path = ''] = route.split(' ')
  const response = await fetch(`${host.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(workspaceId !== undefined && { 'x-workspace-id': workspaceId }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, json: (text === '' ? null : JSON.parse(text)) as Record<string, unknown> }
}

const create = async (input: Parameters<TestApp['api']['tokens']['create']>[0]) =>
  (await program.api.tokens.create(input)).token

test('a program reads with a token alone, without a session or an origin', async () => {
  const token = await create({ name: 'Reader' })
  expect(await ask(token, 'GET /api/installed', acme)).toMatchObject({ status: 200, json: [{ id: connectorId }] })
  expect(await ask(token, 'GET /api/token')).toMatchObject({ status: 200, json: { name: 'Reader', scope: 'read' } })
  expect((await ask(token, 'GET /api/workspaces')).json).toMatchObject([{ name: 'Acme' }, { name: 'Globex' }])
  expect(await ask(token, 'POST /api/validate-config', undefined, { catalogKey: 'wordpress' })).toMatchObject({
    json: { valid: false },
  })
})

test('a token to read changes nothing, and one to write does what an admin may', async () => {
  const reader = await create({ name: 'Reads' })
  const writer = await create({ name: 'Writes', scope: 'write' })
  const route = `PUT /api/connectors/${connectorId}`
  const refused = await ask(reader, route, acme, { name: 'Taken over' })
  expect(refused).toMatchObject({ status: 403, json: { error: { reason: 'token_only_reads' } } })
  expect(await ask(writer, route, acme, { name: 'News' })).toMatchObject({ status: 200, json: { name: 'News' } })
})

test('no token does what is for a person: keys, people, tokens, backups and what all workspaces share', async () => {
  const token = await create({ name: 'All', scope: 'write' })
  const procedures = Object.entries(contract).flatMap(([group, all]) =>
    Object.entries<Procedure>(all).map(([name, procedure]) => ({ name: `${group}.${name}`, ...procedure })),
  )
  const closed = procedures.filter((one) => one.token === undefined && one.needs !== 'window')
  expect(closed.length).toBeGreaterThan(50)
  for (const { name } of closed) {
    const reply = await program.app.dispatch(name, { workspaceId: acme }, { token })
    expect([name, reply]).toMatchObject([name, { ok: false, error: { reason: 'no_token_may' } }])
  }
  // What a token may do is what an admin of a workspace may, at most.
  for (const { name, role, needsProof } of procedures.filter((one) => one.token !== undefined))
    expect([name, role, needsProof]).toEqual([name, expect.stringMatching(/anyone|member|admin/), undefined])
})

test('whatever GET reaches with a token to write is reached with one to read', () => {
  const procedures = Object.values(contract).flatMap((all) => Object.values<Procedure>(all))
  expect(procedures.filter(({ route, token }) => route.startsWith('GET ') && token === 'write')).toEqual([])
})

test('a token for one workspace does not reach another, and does not learn whether it exists', async () => {
  const token = await create({ name: 'Acme only', scope: 'write', workspaceIds: [acme] })
  expect((await ask(token, 'GET /api/installed', acme)).status).toBe(200)
  const hidden = await ask(token, 'GET /api/installed', globex)
  expect(hidden).toEqual(await ask(token, 'GET /api/installed', 'no-such-workspace'))
  expect(hidden.status).toBe(404)
  // Neither as the place of a copy nor among others.
  const copied = await ask(token, `POST /api/connectors/${connectorId}/duplicate`, acme, { into: globex })
  expect(copied.status).toBe(404)
  expect(
    (await ask(token, 'POST /api/publish-targets/preview', undefined, { workspaceIds: [acme, globex] })).status,
  ).toBe(403)
  expect((await ask(token, 'GET /api/workspaces')).json).toMatchObject([{ name: 'Acme' }])
  expect((await ask(token, 'GET /api/catalog')).status).toBe(200)
  for (const route of ['GET /api/overview', 'GET /api/search?query=n'])
    expect(await ask(token, route)).toMatchObject({ status: 403, json: { error: { reason: 'token_of_workspaces' } } })
})

test('a token ends when it is revoked or too old, and an unknown one is no token', async () => {
  const old = await create({ name: 'Until March', expiresOn: '2026-03-31' })
  const { id, token } = await program.api.tokens.create({ name: 'Short' })
  expect((await ask(old, 'GET /api/catalog')).status).toBe(200)
  program.clock.set('2026-04-02T09:00:00.000Z')
  expect(await ask(old, 'GET /api/catalog')).toMatchObject({
    status: 401,
    json: { error: { reason: 'token_expired' } },
  })
  program.clock.set('2026-03-01T09:00:00.000Z')
  await program.api.tokens.revoke({ id })
  for (const other of [token, `${token}x`, token.slice(0, -1), 'patchbay_', ''])
    expect([other, (await ask(other, 'GET /api/catalog')).status]).toEqual([other, 401])
  const answer = await fetch(`${host.url}/api/catalog`, { headers: { authorization: `Bearer ${token}` } })
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  expect(await refusal(program.api.tokens.revoke({ id }))).toMatchObject({ reason: 'no_token' })
})

test('only the hash of a token is stored, and when it was last used', async () => {
  const { id, token, lastUsedAt } = await program.api.tokens.create({ name: 'Hashed' })
  expect(token).toMatch(/^patchbay_[\w-]{43}$/)
  expect(lastUsedAt).toBeNull()
  const stored = () => program.store.sqlite.prepare('SELECT * FROM tokens WHERE id = ?').get(id) as object
  expect(Object.values(stored())).not.toContain(token)
  const used = async (now: string) => {
    program.clock.set(now)
    await ask(token, 'GET /api/catalog')
    return (await program.api.tokens.list({})).find((one) => one.id === id)?.lastUsedAt
  }
  expect(await used('2026-03-01T10:00:00.000Z')).toBe('2026-03-01T10:00:00.000Z')
  // Requests in a row write nothing.
  expect(await used('2026-03-01T10:00:59.000Z')).toBe('2026-03-01T10:00:00.000Z')
  expect(await used('2026-03-01T10:01:00.000Z')).toBe('2026-03-01T10:01:00.000Z')
  program.clock.set('2026-03-01T09:00:00.000Z')
})

test('the history names the token of a change, and who made and revoked it', async () => {
  const { id, token } = await program.api.tokens.create({ name: 'CI', scope: 'write', workspaceIds: [acme] })
  await ask(token, `POST /api/connectors/${connectorId}/activate`, acme)
  await program.api.tokens.revoke({ id })
  const { items } = await program.api.activity.list({ workspaceId: acme, limit: 3 })
  expect(items).toMatchObject([
    { action: 'token.revoke', subjectName: 'CI' },
    { action: 'connector.active', person: { name: ada.name }, detail: { token: 'CI' } },
    { action: 'token.create', subjectName: 'CI', detail: { scope: 'write' } },
  ])
  expect(JSON.stringify(items)).not.toContain(token)
})

test('a token does what its person may do now, and is nobody else’s', async () => {
  const bens = program.as(ben)
  addMember(program.store, acme, ben, 'admin')
  const { token } = await bens.tokens.create({ name: 'Of Ben', scope: 'write', workspaceIds: [acme] })
  expect(await refusal(bens.tokens.create({ name: 'Other', workspaceIds: [globex] }))).toMatchObject({
    code: 'not_found',
  })
  // This program works for Ada.
  expect((await ask(token, 'GET /api/installed', acme)).status).toBe(401)
  expect((await program.api.tokens.list({})).map(({ name }) => name)).not.toContain('Of Ben')
})

test('a token is not for the screens, whose calls take a session', async () => {
  const token = await create({ name: 'No screens', scope: 'write' })
  const headers = { authorization: `Bearer ${token}`, origin: host.url }
  for (const path of ['/call/catalog.list', '/call/tokens.list'])
    expect((await fetch(`${host.url}${path}`, { method: 'POST', headers, body: '{}' })).status).toBe(401)
  expect((await fetch(`${host.url}/events`, { headers })).status).toBe(401)
  // A browser that asks for a page elsewhere is refused with a token as without.
  const elsewhere = { authorization: `Bearer ${token}`, origin: 'https://evil.example' }
  expect((await fetch(`${host.url}/api/catalog`, { headers: elsewhere })).status).toBe(403)
})

test('names are taken once, and an end lies ahead', async () => {
  await create({ name: 'Twice' })
  expect(await refusal(create({ name: ' twice ' }))).toMatchObject({ reason: 'token_name_taken' })
  expect(await refusal(create({ name: 'Over', expiresOn: '2020-01-01' }))).toMatchObject({
    fields: { expiresOn: [{ reason: 'day_within' }] },
  })
})

test('the command line makes a token once, writes it for its owner alone, lists and revokes it', async () => {
  using directory = temporaryDirectory()
  const { run, json } = createCli(directory.path)
  await run(['workspace', 'create', 'Acme'])
  const out = join(directory.path, 'token')
  const answer = await run(['token', 'create', 'CI', '--only', 'Acme', '--expires', '2035-01-01', '--out', out])
  expect(answer).toMatchObject({ code: 0, out: `The token CI is in ${out}.\n` })
  expect(readFileSync(out, 'utf8')).toMatch(/^patchbay_[\w-]{43}\n$/)
  expect(statSync(out).mode & 0o777).toBe(0o600)
  const printed = await run(['token', 'create', 'Shown', '--scope', 'write'])
  expect(printed.out).toMatch(/^patchbay_[\w-]{43}\n$/)
  // A file that cannot be written leaves no token behind.
  expect((await run(['token', 'create', 'Lost', '--out', join(directory.path, 'none', 'token')])).code).toBe(7)
  const list = await run(['token', 'list'])
  expect(list.out).toMatch(/^NAME +SCOPE +WORKSPACES +EXPIRES AFTER +LAST USED +ID\nCI +read +Acme +2035-01-01 +never/)
  expect(list.out).not.toContain('Lost')
  expect(list.out).not.toContain('patchbay_')
  expect((await run(['token', 'revoke', 'ci'])).out).toBe('The token CI was revoked.\n')
  expect((await run(['token', 'revoke', 'ci'])).code).toBe(4)
  expect((await json(['token', 'list'])).value).toMatchObject([{ name: 'Shown', scope: 'write', workspaceIds: null }])
})
