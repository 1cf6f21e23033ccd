import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { bareRepository, type Computer, createComputer, joinShared } from '../../helpers/sharing/computer.ts'
import { createTestApp, openTestStore, temporaryDirectory, type TestApp } from '../../helpers/test-app.ts'

const PASSPHRASE = 'six words that nobody here knows'
let programs: TestApp[] = []

afterEach(async () => {
  for (const { app } of programs) await app.close()
  expect(programs.flatMap(({ reported }) => reported)).toEqual([])
  programs = []
})

function start(options: Parameters<typeof createTestApp>[0] = {}): TestApp {
  const program = createTestApp(options)
  programs.push(program)
  return program
}

/** The data directory of a program copied to another computer, whose keychain has nothing of it. */
const copyOf = ({ store }: TestApp) =>
  start({ store: openTestStore(store.sqlite.serialize()), keychain: createMemoryKeychain() })

async function startWithConnector() {
  const program = start()
  const workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress })
  return { program, workspaceId, id }
}

const personRows = ({ store }: TestApp) => store.sqlite.prepare('SELECT * FROM persons ORDER BY id').all()

test('at a second computer a person reads everything, and no key is made while the first one has it', async () => {
  const { program, workspaceId, id } = await startWithConnector()
  const copy = copyOf(program)
  const persons = personRows(copy)
  expect(await copy.api.session.get({})).toMatchObject({ isStranger: false })
  expect(await copy.api.connectors.list({ workspaceId })).toEqual(await program.api.connectors.list({ workspaceId }))
  expect(await copy.api.keys.open({ workspaceId })).toMatchObject({ state: 'LOST' })
  const before = await copy.api.connectors.get({ workspaceId, id })
  const set = copy.api.connectors.update({
    ...{ workspaceId, id },
    secrets: { set: { 'auth.application_password': 'abcd efgh ijkl mnop qrst uvwx' } },
  })
  expect(await refusal(set)).toMatchObject({ code: 'locked', reason: 'lost' })
  expect(await copy.api.connectors.get({ workspaceId, id })).toEqual(before)
  expect(personRows(copy)).toEqual(persons)
})

test('what was sent to the first computer is refused at the second one, and the keys stay those of the first', async () => {
  const { program } = await startWithConnector()
  const directory = temporaryDirectory()
  const ben = createComputer(directory.path, 'Ben')
  programs.push(ben)
  const { id: theirs } = await ben.api.workspaces.create({ name: 'Globex' })
  const { identity } = await program.api.person.show({})
  await ben.api.members.invite({ workspaceId: theirs, role: 'admin', identity: identity ?? '' })
  const copy = copyOf(program)
  const persons = personRows(copy)
  expect(await refusal(copy.api.members.join({ invitation: ben.written() }))).toMatchObject({
    code: 'locked',
    reason: 'person_key_lost',
  })
  const remote = bareRepository(directory.path)
  expect(await refusal(copy.api.sharing.join({ remote, invitation: ben.written() }))).toMatchObject({
    code: 'locked',
    reason: 'person_key_lost',
  })
  expect(personRows(copy)).toEqual(persons)
  // With an identity of its own the second computer is somebody else.
  await copy.api.person.show({})
  expect(await refusal(copy.api.members.join({ invitation: ben.written() }))).toMatchObject({
    code: 'forbidden',
    reason: 'invitation_other_person',
  })
  directory[Symbol.dispose]()
})

test('one passphrase of a person opens their keys at both computers, and both sign as the same person', async () => {
  const { program, workspaceId } = await startWithConnector()
  await program.api.person.setPassphrase({ passphrase: PASSPHRASE })
  const copy = copyOf(program)
  expect((await copy.api.keys.openAll({ passphrase: PASSPHRASE })).map(({ state }) => state)).toEqual(['READY'])
  expect(await copy.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY', unreadable: 0 })
  const { identity } = await program.api.person.show({})
  expect(await copy.api.person.show({})).toMatchObject({ identity, isOpen: true })
  await copy.api.workspaces.rename({ workspaceId, name: 'Second' })
  expect((await copy.api.activity.list({ workspaceId })).items.every(({ isSigned }) => isSigned)).toBe(true)
})

test('a person with an identity at each of two computers is two members, of whom one can be removed', async () => {
  const directory = temporaryDirectory()
  const remote = bareRepository(directory.path)
  const [ada, first, second] = (['Ada', 'Ben', 'Ben'] as const).map((name, at) =>
    createComputer(join(directory.path, String(at)), name),
  ) as [Computer, Computer, Computer]
  programs.push(ada, first, second)
  const { id: workspaceId } = await ada.api.workspaces.create({ name: 'Acme' })
  await ada.api.sharing.share({ workspaceId, remote })
  await joinShared(ada, first, { workspaceId, remote })
  const used = ada.written()
  expect(await refusal(second.api.sharing.join({ remote, invitation: used }))).toMatchObject({
    reason: 'invitation_other_person',
  })
  expect(await second.api.workspaces.list({})).toEqual([])
  await joinShared(ada, second, { workspaceId, remote })
  await ada.api.sharing.sync({ workspaceId })
  const members = await ada.api.members.list({ workspaceId })
  expect(members.map(({ name }) => name)).toEqual(['Ada', 'Ben', 'Ben'])
  await ada.api.members.remove({ workspaceId, personId: members[1]?.personId ?? '' })
  await ada.api.sharing.sync({ workspaceId })
  const roles: unknown[] = []
  for (const { api } of [first, second]) {
    await api.sharing.sync({ workspaceId }).catch(() => undefined)
    roles.push((await api.members.list({ workspaceId })).find(({ isYou }) => isYou)?.role)
  }
  // Who is removed keeps what they have, and changes it no more.
  expect(new Set(roles)).toEqual(new Set(['admin', 'member']))
  expect((await ada.api.members.list({ workspaceId })).map(({ name }) => name)).toEqual(['Ada', 'Ben'])
  directory[Symbol.dispose]()
})
