import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MemberRole } from '../../../src/contract/groups/workspaces.ts'
import type { ExportFile } from '../../../src/main/core/context.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { ben, createTestApp, type TestApp } from '../../helpers/test-app.ts'

const PASSPHRASE = 'six words that nobody here knows'
const carla = { id: 'carla', name: 'Carla' }

let program: TestApp
let workspaceId: string
let connectorId: string
/** What the last invitation wrote. */
let written = ''

beforeEach(async () => {
  const file: ExportFile = {
    path: '/tmp/invitation',
    write: async (chunk) => void (written += String(chunk)),
    commit: async () => undefined,
    abort: async () => void (written = ''),
  }
  program = createTestApp({ host: { openExport: () => Promise.resolve(file) } })
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
  connectorId = (await program.api.connectors.install({ workspaceId, ...wordpress })).id
})
afterEach(() => program.app.close())

/** Somebody at a computer of their own, with the same data. */
const at = (identity: typeof ben) => createTestApp({ store: program.store, keychain: createMemoryKeychain(), identity })

async function invite(role: MemberRole, to: { identity: string } | { invitationPassphrase: string }) {
  written = ''
  await program.api.members.invite({ workspaceId, role, ...to })
  return written
}
const identityOf = async ({ api }: TestApp) => (await api.person.show({})).identity ?? ''
const messagesOf = async (work: Promise<unknown>) => (await refusal(work)).message

test('an admin who was invited reads what is shared, works with the key, and appears among the people', async () => {
  const bens = at(ben)
  expect((await bens.api.session.get({})).isStranger).toBe(true)
  const identity = await identityOf(bens)
  expect(identity).toMatch(/^patchbay1:[\w-]+$/)
  const invitation = await invite('admin', { identity })
  expect(invitation).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/)
  expect(await bens.api.members.join({ invitation })).toEqual({ workspaceId, name: 'Acme', role: 'admin' })
  expect((await bens.api.session.get({})).isStranger).toBe(false)
  expect(await bens.api.workspaces.list({})).toMatchObject([{ id: workspaceId, role: 'admin' }])
  expect(await bens.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY', unreadable: 0 })
  const [result] = await bens.api.secrets.set({
    ...{ workspaceId, connectorIds: [connectorId], path: 'auth.application_password' },
    value: 'abcd efgh ijkl mnop qrst uvwx',
  })
  expect(result).toMatchObject({ error: null })
  expect((await bens.api.members.list({ workspaceId })).map(({ name, role, isYou }) => [name, role, isYou])).toEqual([
    ['Ada', 'owner', false],
    ['Ben', 'admin', true],
  ])
  const rows = program.store.sqlite.prepare(
    "SELECT actor_name, action, detail FROM activity WHERE action LIKE 'member.%'",
  )
  expect(rows.all()).toEqual([
    { actor_name: 'Ada', action: 'member.invite', detail: '{"role":"admin"}' },
    { actor_name: 'Ben', action: 'member.join', detail: '{"role":"admin","by":"invitation","invitedBy":"Ada"}' },
  ])
})

test('a member joins without any key, reads everything but secrets and changes nothing', async () => {
  const bens = at(ben)
  const invitation = await invite('member', { identity: await identityOf(bens) })
  await bens.api.members.join({ invitation })
  expect(await bens.api.connectors.list({ workspaceId })).toEqual(await program.api.connectors.list({ workspaceId }))
  expect(program.store.sqlite.prepare("SELECT person_id FROM key_slots WHERE kind = 'person'").all()).toHaveLength(1)
  for (const work of [
    bens.api.keys.open({ workspaceId }),
    bens.api.connectors.activate({ workspaceId, id: connectorId }),
    bens.api.members.invite({ workspaceId, role: 'member', invitationPassphrase: PASSPHRASE }),
  ])
    expect(await refusal(work)).toMatchObject({ code: 'forbidden', reason: 'role_needed' })
})

test('somebody without an identity joins with the passphrase that came with the invitation', async () => {
  const invitation = await invite('owner', { invitationPassphrase: PASSPHRASE })
  const bens = at(ben)
  expect(await refusal(bens.api.members.join({ invitation }))).toMatchObject({
    code: 'invalid',
    fields: { invitationPassphrase: [{ reason: 'required' }] },
  })
  expect(
    await refusal(bens.api.members.join({ invitation, invitationPassphrase: 'another passphrase' })),
  ).toMatchObject({ code: 'invalid', fields: { invitationPassphrase: [{ reason: 'wrong_passphrase' }] } })
  expect(await bens.api.members.join({ invitation, invitationPassphrase: PASSPHRASE })).toMatchObject({ role: 'owner' })
  expect(await bens.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })
})

test('an invitation is refused, with the reason, and nothing is changed', async () => {
  const { clock, store } = program
  const bens = at(ben)
  const carlas = at(carla)
  const identity = await identityOf(bens)
  await identityOf(carlas)
  const invitation = await invite('admin', { identity })
  const rows = () =>
    ['members', 'spent_invitations', 'key_slots', 'activity'].map((table) =>
      store.sqlite.prepare(`SELECT * FROM ${table}`).all(),
    )
  const before = rows()
  const reasonOf = async (work: Promise<unknown>) => (await refusal(work)).reason
  const join = (file = invitation) => bens.api.members.join({ invitation: file })

  expect(await reasonOf(carlas.api.members.join({ invitation }))).toBe('invitation_other_person')
  expect(await reasonOf(join(invitation.replace(/[\w+/]{20}\n/, 'AAAAAAAAAAAAAAAAAAAA\n')))).toBe('invitation_damaged')
  expect(await reasonOf(join(invitation.slice(0, 300)))).toBe('invitation_damaged')
  expect(await reasonOf(join('hello'))).toBe('invitation_damaged')
  const [start] = invitation.split('\n')
  expect(await reasonOf(join(`${start}\n`))).toBe('invitation_damaged')

  // The clock of the one who joins.
  bens.clock.set('2026-03-08T09:00:00.001Z')
  expect(await reasonOf(join())).toBe('invitation_expired')
  bens.clock.set('2026-02-27T09:00:00.000Z')
  expect(await reasonOf(join())).toBe('clock_behind')
  bens.clock.set('2026-03-08T08:59:59.000Z')
  expect(clock().toISOString()).toBe('2026-03-01T09:00:00.000Z')

  const undone = async (change: string, undo: string, reason: string) => {
    store.sqlite.exec(change)
    expect([change, await reasonOf(join())]).toEqual([change, reason])
    store.sqlite.exec(undo)
  }
  const ada = "(SELECT id FROM persons WHERE account = 'ada')"
  await undone(
    `UPDATE members SET role = 'admin' WHERE person_id = ${ada}`,
    `UPDATE members SET role = 'owner' WHERE person_id = ${ada}`,
    'invitation_from',
  )
  const [{ ed25519 }] = store.sqlite.prepare("SELECT ed25519 FROM persons WHERE account = 'ada'").all() as [
    { ed25519: string },
  ]
  await undone(
    "UPDATE persons SET ed25519 = (SELECT ed25519 FROM persons WHERE account = 'carla') WHERE account = 'ada'",
    `UPDATE persons SET ed25519 = '${ed25519}' WHERE account = 'ada'`,
    'invitation_from',
  )
  store.sqlite.pragma('foreign_keys = OFF')
  await undone(
    `UPDATE workspaces SET id = 'gone' WHERE id = '${workspaceId}'`,
    `UPDATE workspaces SET id = '${workspaceId}' WHERE id = 'gone'`,
    'invitation_workspace',
  )
  store.sqlite.pragma('foreign_keys = ON')
  expect(rows()).toEqual(before)

  await join()
  const after = rows()
  expect(await reasonOf(join())).toBe('invitation_used')
  const again = await invite('member', { identity })
  const invited = rows()
  expect(await messagesOf(bens.api.members.join({ invitation: again }))).toBe(
    'You are in this workspace already, as admin',
  )
  expect(rows()).toEqual(invited)
  expect(invited.slice(0, 3)).toEqual(after.slice(0, 3))
})

test('an invitation with a key from before a rotation does not let an admin in', async () => {
  const bens = at(ben)
  const identity = await identityOf(bens)
  const invitation = await invite('admin', { identity })
  await program.api.keys.rotate({ workspaceId })
  expect(await refusal(bens.api.members.join({ invitation }))).toMatchObject({
    code: 'conflict',
    reason: 'invitation_key',
  })
  expect(await bens.api.members.join({ invitation: await invite('admin', { identity }) })).toMatchObject({
    role: 'admin',
  })
})

test('an invitation names one way in, a whole identity and a role that exists', async () => {
  const invite = (input: object) => refusal(program.api.members.invite({ workspaceId, role: 'member', ...input }))
  const identity = await identityOf(at(ben))
  expect(await invite({})).toMatchObject({ reason: 'one_way' })
  expect(await invite({ identity, invitationPassphrase: PASSPHRASE })).toMatchObject({ reason: 'one_way' })
  expect(await invite({ invitationPassphrase: 'aaaaaaaaaaaaaaa' })).toMatchObject({
    fields: { invitationPassphrase: expect.anything() },
  })
  expect(await invite({ identity, role: 'boss' })).toMatchObject({
    code: 'invalid',
    fields: { role: expect.anything() },
  })
  const broken = identity.slice(0, -3) + (identity.endsWith('AAA') ? 'BBB' : 'AAA')
  for (const line of [broken, identity.slice(0, 60), 'patchbay1:', '', 'age1xyz', 'patchbay2:AAAA'])
    expect([line, await invite({ identity: line })]).toMatchObject([
      line,
      { fields: { identity: [{ reason: 'not_an_identity' }] } },
    ])
})

test('a person can be named anything that is one line that can be seen', async () => {
  const { api } = program
  for (const name of ['', '  ', 'a\nb', 'a\u0000b', 'a\u202eb', 'x'.repeat(10_000)])
    expect(await refusal(api.person.rename({ name }))).toMatchObject({
      code: 'invalid',
      fields: { name: expect.anything() },
    })
  expect(await api.person.rename({ name: ' Ada Lovelace ' })).toMatchObject({ name: 'Ada Lovelace' })
  expect((await api.members.list({ workspaceId })).map(({ name }) => name)).toEqual(['Ada Lovelace'])
  expect((await api.session.get({})).founder).toEqual({ name: 'Ada Lovelace', isYou: true })
  // What was done before keeps the name of its time.
  expect((await api.connectors.get({ workspaceId, id: connectorId })).createdByName).toBe('Ada')
})
