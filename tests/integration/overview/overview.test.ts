import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testCause, testSentence } from '../../../src/shared/reasons/test-reasons.ts'
import { stateOf, troubleOf, TROUBLES } from '../../../src/shared/connector-state.ts'
import { ATTENTION_FROM } from '../../../src/main/store/attention-from.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { wordpress } from '../../helpers/samples.ts'
import { addMember, ben, createTestApp, type TestApp } from '../../helpers/test-app.ts'

let program: TestApp
beforeEach(() => {
  program = createTestApp()
})
afterEach(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

const NOTHING = { errors: 0, expired: 0, expiring: 0, secrets: 0, outdated: 0, isLocked: false }
const newWorkspace = async (name: string) => (await program.api.workspaces.create({ name })).id
const install = (workspaceId: string, name: string, more: Partial<{ tags: string[]; secretExpiresAt: string }> = {}) =>
  program.api.connectors.install({ workspaceId, ...wordpress, name, ...more })
const namesOf = async (query: string) => (await program.api.overview.search({ query })).hits.map(nameOf)
const nameOf = ({ connector: { name } }: { connector: { name: string } }) => name

test('every workspace says what burns in it, and the most urgent connectors come worst first', async () => {
  const { api } = program
  const [acme, globex] = [await newWorkspace('Acme'), await newWorkspace('Globex')]
  await newWorkspace('Initech')
  const soon = await install(acme, 'Soon', { secretExpiresAt: '2026-03-10' })
  const sooner = await install(acme, 'Sooner', { secretExpiresAt: '2026-03-02' })
  const late = await install(globex, 'Late', { secretExpiresAt: '2026-02-28' })
  const broken = await install(globex, 'Broken')
  const idle = await install(globex, 'Idle', { secretExpiresAt: '2026-01-01' })
  for (const { id, workspaceId } of [
    { id: soon.id, workspaceId: acme },
    { id: sooner.id, workspaceId: acme },
    { id: late.id, workspaceId: globex },
  ])
    await api.connectors.activate({ workspaceId, id })
  await api.connectors.markError({ workspaceId: globex, id: broken.id, message: 'Refused' })
  expect(idle.status).toBe('inactive')

  const { workspaces, urgent } = await api.overview.get({})
  expect(workspaces).toMatchObject([
    { ...NOTHING, workspaceId: acme, expiring: 2 },
    { ...NOTHING, workspaceId: globex, errors: 1, expired: 1 },
    NOTHING,
  ])
  expect(urgent.map(nameOf)).toEqual(['Broken', 'Late', 'Sooner', 'Soon'])
})

test('a workspace is locked once somebody has locked it, and a member holds no key that could be', async () => {
  const acme = await newWorkspace('Acme')
  const lockOf = async (api: TestApp['api']) => (await api.overview.get({})).workspaces[0]?.isLocked
  expect(await lockOf(program.api)).toBe(false)
  await program.api.keys.lock({ workspaceId: acme })
  expect(await lockOf(program.api)).toBe(true)
  addMember(program.store, acme, ben, 'member')
  expect(await lockOf(program.as(ben))).toBe(false)
})

test('where no keychain can be used, every workspace is locked at a start until the passphrase of the person opens it', async () => {
  const keychain = createMemoryKeychain()
  keychain.failing = 'no secret service'
  const first = createTestApp({ keychain })
  const passphrase = 'copper wagon seldom bright'
  for (const name of ['Acme', 'Globex']) await first.api.workspaces.create({ name, passphrase })
  const { app, api } = createTestApp({ store: first.store, keychain })
  const locks = async () => (await api.overview.get({})).workspaces.map(({ isLocked }) => isLocked)
  expect(await locks()).toEqual([true, true])
  await api.keys.openAll({ passphrase })
  expect(await locks()).toEqual([false, false])
  await app.close()
})

test('nothing of a workspace is counted or found for somebody who is not in it', async () => {
  const acme = await newWorkspace('Acme')
  const { id } = await install(acme, 'Hidden')
  await program.api.connectors.markError({ workspaceId: acme, id, message: 'Refused' })
  const api = program.as(ben)
  expect(await api.overview.get({})).toEqual({ workspaces: [], urgent: [] })
  expect(await api.overview.search({ query: 'hidden' })).toMatchObject({ total: 0, hits: [] })
  addMember(program.store, acme, ben, 'member')
  expect((await api.overview.search({ query: 'hidden' })).total).toBe(1)
})

test('the counts are those of the cards, whatever is the matter with them', async () => {
  const workspaceId = await newWorkspace('Acme')
  const connectors = [
    await install(workspaceId, 'One'),
    await install(workspaceId, 'Two'),
    await install(workspaceId, 'Three'),
  ]
  const put = program.store.sqlite.prepare(
    `UPDATE connectors SET status = @status, secret_expires_at = @day, attention = @attention, auth = @auth, sign_in = @signIn,
       last_tested_at = created_at, last_test_result = @lastTest WHERE id = @id`,
  )
  const today = program.clock()
  const secret = (name: string, more: { unreadable?: true; isUnconfirmed?: true }) => ({
    [`auth.${name}`]: { value: 'enc1:1:AAAA', updatedAt: today.toISOString(), ...more },
  })
  const signIn = (lost: string | null) => JSON.stringify({ signedInAt: today.toISOString(), expiresAt: null, lost })
  const lastTest = (isLasting: boolean) => JSON.stringify({ ok: false, values: {}, isLasting, account: null })
  const facts = fc.record({
    status: fc.constantFrom('active', 'inactive', 'error'),
    day: fc.constantFrom(null, '2025-12-31', '2026-02-28', '2026-03-01', '2026-03-15', '2026-03-16', '2027-01-01'),
    attention: fc.constantFrom(0, 1),
    auth: fc
      .tuple(fc.constantFrom(null, {}, { unreadable: true } as const, { isUnconfirmed: true } as const), fc.boolean())
      .map(([password, hasName]) =>
        JSON.stringify({
          ...(password && secret('application_password', password)),
          ...(hasName && secret('username', {})),
        }),
      ),
    signIn: fc.constantFrom(null, signIn(null), signIn('revoked')),
    lastTest: fc.constantFrom(null, lastTest(false), lastTest(true)),
  })
  await fc.assert(
    fc.asyncProperty(fc.tuple(facts, facts, facts), async (all) => {
      all.forEach((each, at) => put.run({ ...each, id: connectors[at]?.id }))
      const cards = await program.api.connectors.list({ workspaceId })
      const expected: Record<string, unknown> = { ...NOTHING, workspaceId }
      for (const card of cards) {
        const trouble = troubleOf(stateOf(card, today).condition)
        if (trouble !== null) expected[trouble] = Number(expected[trouble]) + 1
      }
      const { workspaces, urgent } = await program.api.overview.get({})
      expect(workspaces).toEqual([expected])
      expect(urgent).toHaveLength(cards.filter((card) => troubleOf(stateOf(card, today).condition) !== null).length)
      for (const trouble of TROUBLES) {
        const some = (await program.api.overview.get({ trouble })).urgent.map(({ connector }) => connector.id)
        expect(some.toSorted()).toEqual(
          cards
            .filter((card) => troubleOf(stateOf(card, today).condition) === trouble)
            .map(({ id }) => id)
            .toSorted(),
        )
      }
    }),
  )
})

test('what has one trouble is named behind any number of connectors that are worse', async () => {
  const workspaceId = await newWorkspace('Acme')
  for (let count = 1; count <= 101; count += 1) await install(workspaceId, `Broken ${count}`)
  const late = await install(workspaceId, 'Late', { secretExpiresAt: '2026-02-28' })
  program.store.sqlite.prepare("UPDATE connectors SET status = 'error'").run()
  program.store.sqlite.prepare("UPDATE connectors SET status = 'active' WHERE id = ?").run(late.id)
  const { workspaces, urgent } = await program.api.overview.get({ trouble: 'expired' })
  expect(workspaces[0]).toMatchObject({ errors: 101, expired: 1 })
  expect(urgent.map(nameOf)).toEqual(['Late'])
  // A search narrows what a trouble has, and counts that alone.
  const search = async (query: string) => {
    const { hits, total } = await program.api.overview.search({ query, trouble: 'expired' })
    return [hits.map(nameOf), total]
  }
  expect(await search('late')).toEqual([['Late'], 1])
  expect(await search('broken')).toEqual([[], 0])
})

test('the secret that its service did not accept is named with a connector', async () => {
  const workspaceId = await newWorkspace('Acme')
  const ids: string[] = []
  for (const [name, result] of [
    ['Password', { ok: false, isLasting: true, field: 'auth.application_password' }],
    ['Address', { ok: false, isLasting: true, field: 'config.site_url' }],
    ['Busy', { ok: false, isLasting: false, field: 'auth.application_password' }],
  ] as const) {
    const { id } = await install(workspaceId, name)
    ids.push(id)
    program.store.sqlite
      .prepare("UPDATE connectors SET status = 'error', last_tested_at = created_at, last_test_result = ? WHERE id = ?")
      .run(JSON.stringify({ ...result, values: {}, account: null }), id)
  }
  const { urgent } = await program.api.overview.get({})
  const secrets = new Map(urgent.map(({ connector, refusedSecret }) => [connector.id, refusedSecret]))
  expect(ids.map((id) => secrets.get(id))).toEqual(['auth.application_password', null, null])
})

test('the overview finds what needs attention by its day, and reads nothing else', () => {
  const plan = program.store.sqlite
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT id FROM connectors INDEXED BY connectors_attention_from
       WHERE tenant_id = 'acme' AND deleted_at IS NULL AND ${ATTENTION_FROM} IS NOT NULL AND ${ATTENTION_FROM} <= '2026-03-15'`,
    )
    .all()
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH connectors USING INDEX connectors_attention_from (tenant_id=? AND <expr><?)',
  ])
})

test('one search finds connectors of all workspaces by all that is known of them, with a mistake too', async () => {
  const { api } = program
  const [acme, globex] = [await newWorkspace('Acme'), await newWorkspace('Globex')]
  await install(acme, 'Saltmeadow Bergen', { tags: ['prod'] })
  const { id } = await install(globex, 'Press room', { tags: ['berlin-office'] })
  await api.connectors.markError({ workspaceId: globex, id, message: 'The password was refused' })
  expect(await namesOf('saltmeadow')).toEqual(['Saltmeadow Bergen'])
  expect(await namesOf('ber')).toEqual(['Saltmeadow Bergen', 'Press room'])
  expect(await namesOf('blog.example.com')).toHaveLength(2)
  for (const query of ['berlin-office', 'password', 'room ada']) expect(await namesOf(query)).toEqual(['Press room'])
  expect(await api.overview.search({ query: 'saltmaedow' })).toMatchObject({ total: 1, terms: ['saltmeadow'] })
  expect(await api.overview.search({ query: 'wordpress', limit: 1 })).toMatchObject({ total: 2, hits: [{}] })
  expect(await namesOf(' ')).toEqual([])
})

test('why a test failed is found by its words in the language that is asked for', async () => {
  const workspaceId = await newWorkspace('Acme')
  const cause = testCause('refused', { host: 'blog.example.com' })
  const { id } = await install(workspaceId, 'Blog')
  await install(workspaceId, 'Shop')
  program.store.sqlite
    .prepare("UPDATE connectors SET status = 'error', status_message = ?, status_cause = ? WHERE id = ?")
    .run(testSentence(cause), JSON.stringify(cause), id)
  const search = (query: string, language?: 'en' | 'de') =>
    program.api.overview.search({ query, ...(language && { language }) })
  for (const query of ['antwortet', 'blog nichts', 'antwortt'])
    expect([query, (await search(query, 'de')).hits.map(nameOf)]).toEqual([query, ['Blog']])
  expect(await search('antwortet')).toMatchObject({ total: 0 })
  expect((await search('answers')).hits.map(nameOf)).toEqual(['Blog'])
  expect(await search('answers', 'de')).toMatchObject({ total: 0 })
  await program.api.connectors.markError({ workspaceId, id, message: 'Fehlt im Vertrag' })
  expect((await search('vertrag', 'de')).hits.map(nameOf)).toEqual(['Blog'])
  expect(await search('antwortet', 'de')).toMatchObject({ total: 0 })
})

test('the search knows of every change at once', async () => {
  const { api } = program
  const workspaceId = await newWorkspace('Acme')
  const { id } = await install(workspaceId, 'First')
  expect(await namesOf('first')).toEqual(['First'])
  await api.connectors.update({ workspaceId, id, name: 'Second' })
  expect([await namesOf('first'), await namesOf('second')]).toEqual([[], ['Second']])
  await api.connectors.remove({ workspaceId, id })
  expect(await namesOf('second')).toEqual([])
  await api.connectors.restore({ workspaceId, id })
  expect(await namesOf('second')).toEqual(['Second'])
})
