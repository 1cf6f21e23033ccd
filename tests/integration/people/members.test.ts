import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { refusal } from '../../helpers/errors.ts'
import { addMember, ben, createTestApp, type TestApp } from '../../helpers/test-app.ts'

const RECOVERY = 'six words of a recovery passphrase'

let program: TestApp
let workspaceId: string

beforeEach(async () => {
  program = createTestApp()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
})
afterEach(() => program.app.close())

/** Ben at a computer of his own, with the same data. */
const atBen = (keychain = createMemoryKeychain()) => createTestApp({ store: program.store, keychain, identity: ben })

const slots = () =>
  program.store.sqlite
    .prepare("SELECT DISTINCT person_id FROM key_slots WHERE kind = 'person' ORDER BY 1")
    .pluck()
    .all()
const peopleOf = async () =>
  (await program.api.members.list({ workspaceId })).map(({ name, role }) => `${name}: ${role}`)

test('a recovery passphrase makes an owner where nothing else opens the workspace, once', async () => {
  await program.api.keys.setPassphrase({ workspaceId, passphrase: RECOVERY })
  const { id: other } = await program.api.workspaces.create({ name: 'Globex' })
  await program.api.keys.setPassphrase({ workspaceId: other, passphrase: 'another recovery passphrase' })
  const bens = atBen()
  expect(await refusal(bens.api.members.recover({ passphrase: 'not the right one' }))).toMatchObject({
    code: 'invalid',
    fields: { passphrase: [{ reason: 'opens_no_workspace' }] },
  })
  expect(await bens.api.workspaces.list({})).toEqual([])
  expect(await bens.api.members.recover({ passphrase: RECOVERY })).toEqual([
    { workspaceId, name: 'Acme', role: 'owner' },
  ])
  expect(await bens.api.session.workspace({ workspaceId })).toMatchObject({
    role: 'owner',
    key: { state: 'READY', slots: ['keychain', 'passphrase', 'person'] },
  })
  expect(await bens.api.workspaces.list({})).toMatchObject([{ name: 'Acme', role: 'owner' }])
  expect(await refusal(bens.api.members.recover({ passphrase: RECOVERY, name: 'ACME' }))).toMatchObject({
    code: 'not_found',
    reason: 'no_recovery',
  })
  // From now on Ben's own computer opens it.
  await bens.api.keys.closeAll({})
  expect(await bens.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })
})

test('a recovery passphrase makes an admin where the keychain here has the key already', async () => {
  await program.api.keys.setPassphrase({ workspaceId, passphrase: RECOVERY })
  const renamed = createTestApp({ store: program.store, keychain: program.keychain, identity: ben })
  expect(await renamed.api.members.recover({ passphrase: RECOVERY })).toMatchObject([{ role: 'admin' }])
})

test('a member with the recovery passphrase gets a higher role, and nobody a lower one', async () => {
  await program.api.keys.setPassphrase({ workspaceId, passphrase: RECOVERY })
  addMember(program.store, workspaceId, ben, 'member')
  const bens = atBen()
  expect(await refusal(bens.api.keys.open({ workspaceId, passphrase: RECOVERY }))).toMatchObject({
    code: 'forbidden',
  })
  expect(await bens.api.members.recover({ passphrase: RECOVERY })).toMatchObject([{ role: 'owner' }])
  expect(await refusal(program.api.members.recover({ passphrase: RECOVERY }))).toMatchObject({ reason: 'no_recovery' })
  expect(await peopleOf()).toEqual(['Ada: owner', 'Ben: owner'])
})

test('who is removed or becomes a member loses the slot, and a rotation gives it to nobody else', async () => {
  const keychain = createMemoryKeychain()
  await atBen(keychain).api.person.show({})
  addMember(program.store, workspaceId, ben, 'admin')
  const benId = (await program.api.members.list({ workspaceId })).find(({ isYou }) => !isYou)?.personId ?? ''
  const change = { workspaceId, personId: benId }
  expect(await program.api.members.setRole({ ...change, role: 'owner' })).toMatchObject({ name: 'Ben', role: 'owner' })
  expect(slots()).toHaveLength(2)
  await program.api.members.setRole({ ...change, role: 'admin' })
  expect(slots()).toHaveLength(2)
  expect(await atBen(keychain).api.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })

  await program.api.members.setRole({ ...change, role: 'member' })
  expect(slots()).toHaveLength(1)
  await program.api.members.setRole({ ...change, role: 'admin' })
  expect(slots()).toHaveLength(2)
  expect(await program.api.members.remove(change)).toEqual({})
  expect(slots()).toHaveLength(1)
  await program.api.keys.rotate({ workspaceId })
  expect(slots()).toHaveLength(1)
  expect(await peopleOf()).toEqual(['Ada: owner'])
  const former = atBen(keychain)
  expect(await former.api.workspaces.list({})).toEqual([])
  expect((await former.api.session.get({})).isStranger).toBe(true)
  expect(await refusal(program.api.members.remove(change))).toMatchObject({ reason: 'unknown_member' })
})

test('somebody who is not there, and a role that does not exist, are refused and change nothing', async () => {
  const mine = (await program.api.members.list({ workspaceId }))[0]!
  const unknown = { workspaceId, personId: 'nobody' }
  expect(await refusal(program.api.members.setRole({ ...unknown, role: 'admin' }))).toMatchObject({
    ...{ code: 'not_found', reason: 'unknown_member' },
  })
  expect(await refusal(program.api.members.remove(unknown))).toMatchObject({ reason: 'unknown_member' })
  const role = 'boss' as 'owner'
  expect(await refusal(program.api.members.setRole({ workspaceId, personId: mine.personId, role }))).toMatchObject({
    ...{ code: 'invalid', fields: { role: [{ reason: expect.any(String) }] } },
  })
  expect(await peopleOf()).toEqual(['Ada: owner'])
})

test('the last owner can neither leave nor be removed nor become less', async () => {
  addMember(program.store, workspaceId, ben, 'admin')
  const [me, other] = await program.api.members.list({ workspaceId })
  const last = {
    code: 'conflict',
    message: 'Ada is the last owner of this workspace. Make somebody else an owner first',
  }
  const mine = { workspaceId, personId: me!.personId }
  for (const work of [
    program.api.members.leave({ workspaceId }),
    program.api.members.remove(mine),
    program.api.members.setRole({ ...mine, role: 'admin' }),
  ])
    expect(await refusal(work)).toMatchObject(last)
  expect(await peopleOf()).toEqual(['Ada: owner', 'Ben: admin'])
  await program.api.members.setRole({ workspaceId, personId: other!.personId, role: 'owner' })
  await program.api.members.leave({ workspaceId })
  expect(await program.api.workspaces.list({})).toEqual([])
  expect(await refusal(program.api.members.list({ workspaceId }))).toMatchObject({ code: 'not_found' })
  // The installation still belongs to the person who created it.
  expect((await program.api.session.get({})).founder).toMatchObject({ isYou: true })
})

test('what only reads makes no keys of a person', async () => {
  const bens = atBen()
  await bens.api.person.get({})
  await bens.api.session.get({})
  await bens.api.workspaces.list({})
  await bens.api.keys.openAll({})
  expect(await bens.api.person.get({})).toMatchObject({ name: 'Ben', identity: null, protectedBy: [], isOpen: false })
  expect(await bens.api.person.show({})).toMatchObject({
    identity: expect.stringMatching(/^patchbay1:/),
    protectedBy: ['keychain'],
    isOpen: true,
  })
})

test('one passphrase of a person opens all workspaces where there is no keychain', async () => {
  const noKeychain = () =>
    Object.assign(createMemoryKeychain(), { failing: 'Cannot autolaunch D-Bus without X11 $DISPLAY' })
  const first = createTestApp({ keychain: noKeychain() })
  for (const [index, name] of ['Acme', 'Globex', 'Initech'].entries())
    await first.api.workspaces.create({ name, passphrase: `passphrase number ${index} of three` })
  expect(await refusal(first.api.person.setPassphrase({ passphrase: 'weak' }))).toMatchObject({ code: 'invalid' })
  await first.api.person.setPassphrase({ passphrase: 'my own six words for all' })

  const next = createTestApp({ store: first.store, keychain: noKeychain() })
  expect((await next.api.keys.openAll({})).map(({ state }) => state)).toEqual(['LOCKED', 'LOCKED', 'LOCKED'])
  expect(await refusal(next.api.keys.openAll({ passphrase: 'passphrase number 0 of three' }))).toMatchObject({
    code: 'invalid',
    fields: { passphrase: [{ message: 'This passphrase does not open your own key' }] },
  })
  const opened = await next.api.keys.openAll({ passphrase: 'my own six words for all' })
  expect(opened.map(({ state }) => state)).toEqual(['READY', 'READY', 'READY'])
  await first.app.close()
})
