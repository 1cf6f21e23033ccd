import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepingHost, readPage, sealAnswer } from '../../helpers/services/answers.ts'
import { refusal } from '../../helpers/errors.ts'
import { addMember, ben, createTestApp, temporaryDirectory, type TestApp } from '../../helpers/test-app.ts'

const PASSWORD = 'abcdefghijklmnopqrstuvwx'
const PATH = 'auth.application_password'

let host: ReturnType<typeof keepingHost>
let program: TestApp
let workspaceId: string
let connectorId: string

beforeEach(async () => {
  host = keepingHost()
  program = createTestApp({ host })
  workspaceId = (await program.api.workspaces.create({ name: 'Acme & <b>Co</b>' })).id
  connectorId = (
    await program.api.connectors.install({
      ...{ workspaceId, catalogKey: 'wordpress', name: 'Company blog' },
      config: { site_url: 'https://blog.example.com', username: 'editor' },
      auth: { application_password: 'aaaaaaaaaaaaaaaaaaaaaaaa' },
    })
  ).id
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

/** Writes a page and answers what its script reads. */
const ask = async (more: Record<string, unknown> = {}) => {
  const { request } = await program.api.secretRequests.create({ workspaceId, connectorId, ...more })
  if (!request) throw new Error('No page was written')
  return { ...request, page: host.files.at(-1) ?? '', ...readPage(host.files.at(-1) ?? '') }
}
const take = (answer: string) => program.api.secretRequests.take({ workspaceId, answer })
const check = (answer: string) => program.api.secretRequests.check({ workspaceId, answer })
const auth = () =>
  program.store.sqlite.prepare('SELECT auth FROM connectors WHERE id = ?').pluck().get(connectorId) as string

test('an answer is shown without its values, stored once, and remembered in the activity', async () => {
  const { api } = program
  const request = await ask({ note: 'Please make a <new> one' })
  expect(request).toMatchObject({ state: 'open', until: '2026-03-08', paths: [PATH], connectorName: 'Company blog' })
  const answer = await sealAnswer(request, { [PATH]: PASSWORD })
  const before = auth()
  const checked = await check(answer.replaceAll('\n', '\r\n'))
  expect(checked).toMatchObject({ errors: {}, fields: [{ path: PATH, title: 'Application password', isSet: true }] })
  expect(JSON.stringify(checked)).not.toContain(PASSWORD)
  expect(auth()).toBe(before)

  expect(await take(answer)).toMatchObject({ state: 'answered', closedAt: expect.any(String) })
  expect(auth()).not.toBe(before)
  expect(await refusal(take(answer))).toMatchObject({ reason: 'answer_used' })
  expect(await refusal(take(await sealAnswer(request, { [PATH]: PASSWORD })))).toMatchObject({ reason: 'answer_used' })
  const { items } = await api.activity.list({ workspaceId, connector: connectorId })
  expect(items.map(({ action }) => action)).toEqual([
    'connector.take_answer',
    'connector.update',
    'connector.ask_secret',
    'connector.install',
  ])
  expect(JSON.stringify(items)).not.toContain(PASSWORD)
  const row = program.store.sqlite.prepare('SELECT * FROM secret_requests').get()
  expect(row).toMatchObject({ private_key: null, state: 'answered' })
})

test('the private half of a request is in the database only encrypted', async () => {
  await ask()
  const { private_key: key } = program.store.sqlite.prepare('SELECT private_key FROM secret_requests').get() as {
    private_key: string
  }
  expect(key).toMatch(/^enc1:/)
  expect(host.files.join('')).not.toContain('AGE-SECRET-KEY')
})

test('the page has no way to the network, and shows what people wrote as text', async () => {
  const { page, code } = await ask({ note: '<img src=x onerror=alert(1)>', askedBy: 'Ada "A" <i>' })
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'")
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-\S+'; style-src 'sha256-\S+'; form-action 'none'; base-uri 'none'$/,
  )
  const outside = page.replace(/<script>[\s\S]*<\/script>/, '')
  expect(outside).not.toMatch(/<img|<i>|<b>Co|https?:\/\/(?!developer)/)
  expect(outside).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(outside).toContain('Acme &amp; &lt;b&gt;Co&lt;/b&gt;')
  expect(outside).toContain(code)
})

test('the page and its preview are in the language that is asked for', async () => {
  const { page } = await ask({ language: 'de' })
  expect(page).toContain('<html lang="de">')
  expect(page).toContain('8. März 2026, einmal verwendbar')
  const preview = await program.api.secretRequests.preview({ workspaceId, connectorId, language: 'de' })
  expect(preview.submit).toBe('Verschlüsseln und speichern')
  expect(page.replace(/<(style|script)>.*?<\/\1>/gs, '')).not.toMatch(/\b(?:page|encrypt|your?|show|save)\b/i)
})

test('a preview shows what the page will say, and leaves nothing', async () => {
  const input = { workspaceId, connectorId, until: '2026-03-10', askedBy: 'Mara Velt', note: 'Could you <b>help</b>?' }
  const preview = await program.api.secretRequests.preview(input)
  expect(preview).toMatchObject({
    title: 'Mara Velt asks you for a secret',
    facts: [{ value: 'Mara Velt, Acme & <b>Co</b>' }, {}, { value: '10 March 2026, used once' }],
    note: input.note,
    fields: [{ path: PATH, title: 'Application password', isSecret: true, help: expect.stringMatching(/./) }],
  })
  expect(await program.api.secretRequests.list({ workspaceId })).toEqual([])
  expect(host.files).toEqual([])
  await program.api.keys.lock({ workspaceId })
  expect(await program.api.secretRequests.preview(input)).toEqual(preview)
  await program.api.keys.open({ workspaceId, wait: true })
  const escape = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;')
  const { page } = await ask(input)
  const { title, encrypted, facts, note, fields, submit, submitHint } = preview
  for (const text of [title, encrypted, note, submit, submitHint, ...facts.map(({ value }) => value)])
    expect(page).toContain(escape(text))
  for (const { help } of fields) expect(page).toContain(escape(help))
  expect(await refusal(program.api.secretRequests.preview({ ...input, until: '2027-01-01' }))).toMatchObject({
    fields: { until: expect.anything() },
  })
})

test('settings that are text can be asked for together with secrets', async () => {
  const fields = await program.api.secretRequests.fields({ workspaceId, id: connectorId })
  expect(fields).toEqual(
    expect.arrayContaining([
      { path: PATH, title: 'Application password', isSecret: true, isSet: true },
      { path: 'config.username', title: 'Username', isSecret: false, isSet: true },
    ]),
  )
  expect(fields.map(({ path }) => path)).not.toContain('config.default_status')
  const request = await ask({ paths: [PATH, 'config.username'] })
  await take(await sealAnswer(request, { [PATH]: PASSWORD, 'config.username': 'publisher' }))
  const { config } = await program.api.connectors.get({ workspaceId, id: connectorId })
  expect(config).toMatchObject({ username: 'publisher', site_url: 'https://blog.example.com' })
})

test('values that the entry does not accept are named at their fields, and not stored', async () => {
  const request = await ask()
  const answer = await sealAnswer(request, { [PATH]: '<script>alert(1)</script>' })
  const { errors } = await check(answer)
  expect(Object.keys(errors)).toEqual([PATH])
  expect(JSON.stringify(errors)).not.toContain('<script>')
  expect(await refusal(take(answer))).toMatchObject({ code: 'invalid', reason: 'input' })
  expect(await take(await sealAnswer(request, { [PATH]: PASSWORD }))).toMatchObject({ state: 'answered' })
})

test('a hostile answer is refused with its cause, changes nothing and leaves the request open', async () => {
  const request = await ask()
  const other = await ask()
  const stranger = await identityToRecipient(await generateX25519Identity())
  const good = await sealAnswer(request, { [PATH]: PASSWORD })
  const before = auth()
  const content = (more: object) =>
    sealAnswer(request, {}, { format: 'patchbay-answer', version: 1, request: request.request, values: {}, ...more })
  const lines = good.trim().split('\n')
  const cases: [string, string][] = [
    ['answer_damaged', 'not an answer'],
    ['answer_damaged', lines.slice(0, -3).join('\n')],
    ['answer_other_key', [...lines.slice(0, -3), lines.at(-1)].join('\n')],
    ['answer_other_key', await sealAnswer({ ...request, recipient: stranger }, { [PATH]: PASSWORD })],
    ['answer_other_key', await sealAnswer({ ...request, request: other.request }, { [PATH]: PASSWORD })],
    ['answer_unknown', await sealAnswer({ ...request, request: crypto.randomUUID() }, { [PATH]: PASSWORD })],
    ['answer_damaged', await content({ request: other.request })],
    ['answer_damaged', await content({ values: { [PATH]: 7 } })],
    ['answer_damaged', await content({ values: { [PATH]: '' } })],
    ['answer_damaged', await content({ values: { [PATH]: 'x'.repeat(20_000) } })],
    ['answer_damaged', await content({ values: { [PATH]: PASSWORD }, more: 1 })],
    ['answer_damaged', await sealAnswer(request, {}, '{"format":')],
    ['answer_newer', await content({ version: 2 })],
    ['answer_other_fields', await content({ values: {} })],
    [
      'answer_other_fields',
      await content({ values: { [PATH]: PASSWORD, 'config.site_url': 'https://other.example' } }),
    ],
  ]
  for (const [at, [reason, answer]] of cases.entries())
    for (const call of [check, take]) expect([at, (await refusal(call(answer))).reason]).toEqual([at, reason])
  expect((await refusal(check('x'.repeat(600_000)))).reason).toBe('input')
  expect(auth()).toBe(before)
  expect(await check(good)).toMatchObject({ errors: {} })
})

test('a request ends on its day, when it is revoked and when its answer is refused', async () => {
  const { api, clock } = program
  expect((await refusal(ask({ until: '2026-02-27' }))).fields).toHaveProperty('until')
  expect((await refusal(ask({ until: '2027-02-27' }))).fields).toHaveProperty('until')
  const short = await ask({ until: '2026-03-01' })
  const [revoked, refused] = [await ask(), await ask()]
  const answerTo = (request: Awaited<ReturnType<typeof ask>>) => sealAnswer(request, { [PATH]: PASSWORD })
  await api.secretRequests.revoke({ workspaceId, id: revoked.id })
  await api.secretRequests.refuse({ workspaceId, answer: await answerTo(refused) })
  for (const request of [revoked, refused])
    expect(await refusal(take(await answerTo(request)))).toMatchObject({ reason: 'request_revoked' })
  expect(await check(await answerTo(short))).toMatchObject({ errors: {} })
  clock.set('2026-03-02T09:00:00.000Z')
  expect(await refusal(take(await answerTo(short)))).toMatchObject({ reason: 'request_ended' })
  const states = (await api.secretRequests.list({ workspaceId })).map(({ id, state }) => [id, state])
  expect(Object.fromEntries(states)).toEqual({ [short.id]: 'ended', [revoked.id]: 'revoked', [refused.id]: 'revoked' })
  expect(
    program.store.sqlite.prepare('SELECT count(*) FROM secret_requests WHERE private_key IS NOT NULL').pluck().get(),
  ).toBe(1)
})

test('a member sees requests and can neither ask nor answer, and another workspace takes no answer', async () => {
  const request = await ask()
  const answer = await sealAnswer(request, { [PATH]: PASSWORD })
  addMember(program.store, workspaceId, ben, 'member')
  const member = program.as(ben)
  expect(await member.secretRequests.list({ workspaceId })).toHaveLength(1)
  for (const call of [
    member.secretRequests.create({ workspaceId, connectorId }),
    member.secretRequests.take({ workspaceId, answer }),
    member.secretRequests.revoke({ workspaceId, id: request.id }),
  ])
    expect(await refusal(call)).toMatchObject({ code: 'forbidden' })
  const { id: other } = await program.api.workspaces.create({ name: 'Globex' })
  expect(await refusal(program.api.secretRequests.take({ workspaceId: other, answer }))).toMatchObject({
    reason: 'answer_unknown',
  })
})

test('a rotation of the key keeps requests, and a connector that is deleted for good ends them', async () => {
  const { api, store } = program
  const request = await ask()
  const sealed = () => store.sqlite.prepare('SELECT private_key FROM secret_requests').pluck().get() as string
  const before = sealed()
  await api.keys.rotate({ workspaceId })
  expect(sealed()).not.toBe(before)
  expect(await check(await sealAnswer(request, { [PATH]: PASSWORD }))).toMatchObject({ errors: {} })
  await api.connectors.remove({ workspaceId, id: connectorId })
  expect(await refusal(check(await sealAnswer(request, { [PATH]: PASSWORD })))).toMatchObject({
    reason: 'answer_in_trash',
    values: { name: 'Company blog' },
  })
  await api.connectors.restore({ workspaceId, id: connectorId })
  expect(await check(await sealAnswer(request, { [PATH]: PASSWORD }))).toMatchObject({ errors: {} })
  await api.connectors.remove({ workspaceId, id: connectorId })
  await api.trash.empty({ workspaceId })
  expect(store.sqlite.prepare('SELECT count(*) FROM secret_requests').pluck().get()).toBe(0)
})

test('a page that is not written leaves no request', async () => {
  const broken = createTestApp({
    store: program.store,
    keychain: program.keychain,
    host: {
      openExport: () =>
        Promise.resolve({
          path: null,
          write: () => Promise.resolve(),
          commit: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
          abort: () => Promise.resolve(),
        }),
    },
  })
  expect(await refusal(broken.api.secretRequests.create({ workspaceId, connectorId }))).toMatchObject({
    code: 'internal',
  })
  expect(await program.api.secretRequests.list({ workspaceId })).toEqual([])
})

const hasAge = spawnSync('age', ['--version']).status === 0
if (!hasAge) console.log('skipped: no age on the PATH to open an answer by hand')
test.skipIf(!hasAge)('age itself opens an answer with the key of its request', async () => {
  using directory = temporaryDirectory()
  const identity = await generateX25519Identity()
  const request = { request: crypto.randomUUID(), recipient: await identityToRecipient(identity) }
  const [key, file] = [join(directory.path, 'key'), join(directory.path, 'answer')]
  writeFileSync(key, `${identity}\n`, { mode: 0o600 })
  writeFileSync(file, await sealAnswer(request, { [PATH]: PASSWORD }))
  const opened = JSON.parse(
    execFileSync('age', ['--decrypt', '--identity', key, file], { encoding: 'utf8' }),
  ) as unknown
  expect(opened).toEqual({
    format: 'patchbay-answer',
    version: 1,
    request: request.request,
    values: { [PATH]: PASSWORD },
  })
})
