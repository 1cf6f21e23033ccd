import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { bareRepository, type Computer, createComputer, git, joinShared } from '../../helpers/sharing/computer.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

let directory: ReturnType<typeof temporaryDirectory>
let [remote, workspaceId] = ['', '']
let [blog, shop] = ['', '']
let ada: Computer
let ben: Computer
let carla: Computer

/** Ada owns the workspace; Ben and Carla administer it on computers of their own. */
beforeEach(async () => {
  directory = temporaryDirectory()
  remote = bareRepository(directory.path)
  ;[ada, ben, carla] = ['Ada', 'Ben', 'Carla'].map((name) => createComputer(directory.path, name)) as [
    Computer,
    Computer,
    Computer,
  ]
  workspaceId = (await ada.api.workspaces.create({ name: 'Acme' })).id
  blog = (await ada.api.connectors.install({ workspaceId, ...wordpress })).id
  shop = (await ada.api.connectors.install({ workspaceId, ...wordpress, name: 'Shop' })).id
  await ada.api.sharing.share({ workspaceId, remote })
  for (const other of [ben, carla]) await joinShared(ada, other, { workspaceId, remote })
  await sync(ben)
})
afterEach(async () => {
  for (const one of [ada, ben, carla]) await one.app.close()
  expect([ada, ben, carla].flatMap(({ reported }) => reported)).toEqual([])
  directory[Symbol.dispose]()
})

const PATH = 'auth.application_password'
const sync = ({ api }: Computer) => api.sharing.sync({ workspaceId })
const remove = async (name: string) => {
  const member = (await ada.api.members.list({ workspaceId })).find((one) => one.name === name)
  await ada.api.members.remove({ workspaceId, personId: member?.personId ?? '' })
}
const setSecret = async ({ api }: Computer, id: string, value: string) => {
  const [result] = await api.secrets.set({ workspaceId, connectorIds: [id], path: PATH, value: value.padEnd(24, 'x') })
  expect(result?.error).toBeNull()
}
const exposures = async ({ api }: Computer) =>
  (await api.sharing.exposures({ workspaceId })).map(({ connectorName, path, by }) => [connectorName, path, ...by])

test('what a removed person could read is listed for everybody else until it has a new value', async () => {
  expect(await exposures(ada)).toEqual([])
  await remove('Ben')
  await sync(carla)
  for (const one of [ada, carla])
    expect(await exposures(one)).toEqual([
      ['Company blog', PATH, 'Ben'],
      ['Shop', PATH, 'Ben'],
    ])
  expect(await ada.api.sharing.status({ workspaceId })).toMatchObject({ exposures: 2 })
  await setSecret(carla, blog, 'newvaluefromcarlaaaa')
  await sync(carla)
  await sync(ada)
  for (const one of [ada, carla]) expect(await exposures(one)).toEqual([['Shop', PATH, 'Ben']])
  await ada.api.connectors.remove({ workspaceId, id: shop })
  expect(await exposures(ada)).toEqual([])
})

test('somebody who becomes a member could read them, too, and each secret names all who could', async () => {
  await setSecret(ada, shop, 'setbeforeanybodywasg')
  await remove('Ben')
  await setSecret(ada, shop, 'onlycarlacouldreadth')
  const member = (await ada.api.members.list({ workspaceId })).find(({ name }) => name === 'Carla')
  await ada.api.members.setRole({ workspaceId, personId: member?.personId ?? '', role: 'member' })
  expect(await exposures(ada)).toEqual([
    ['Company blog', PATH, 'Ben', 'Carla'],
    ['Shop', PATH, 'Carla'],
  ])
  // Who may read them again could keep them for nothing.
  await ada.api.members.setRole({ workspaceId, personId: member?.personId ?? '', role: 'admin' })
  expect(await exposures(ada)).toEqual([['Company blog', PATH, 'Ben']])
})

test('one that is kept as it is leaves the list on every computer, and its value still works', async () => {
  await remove('Ben')
  await sync(carla)
  await ada.api.sharing.keepSecret({ workspaceId, connectorId: blog, path: PATH })
  expect(await exposures(ada)).toEqual([['Shop', PATH, 'Ben']])
  await sync(ada)
  await sync(carla)
  expect(await exposures(carla)).toEqual([['Shop', PATH, 'Ben']])
  expect(await carla.api.keys.open({ workspaceId })).toMatchObject({ state: 'READY', unreadable: 0 })
  const done = { workspaceId, connectorId: blog, path: PATH }
  expect(await refusal(ada.api.sharing.keepSecret(done))).toMatchObject({ reason: 'no_exposure' })
  const { items } = await ada.api.activity.list({ workspaceId, limit: 1 })
  expect(items[0]).toMatchObject({ action: 'connector.keep_secret', subjectName: 'Company blog' })
})

test('a member, who reads no secret, may neither see the list nor keep one', async () => {
  await remove('Ben')
  const member = (await ada.api.members.list({ workspaceId })).find(({ name }) => name === 'Carla')
  await ada.api.members.setRole({ workspaceId, personId: member?.personId ?? '', role: 'member' })
  await sync(carla)
  expect(await refusal(carla.api.sharing.exposures({ workspaceId }))).toMatchObject({ code: 'forbidden' })
  const one = { workspaceId, connectorId: blog, path: PATH }
  expect(await refusal(carla.api.sharing.keepSecret(one))).toMatchObject({ code: 'forbidden' })
  expect(await carla.api.sharing.status({ workspaceId })).toMatchObject({ exposures: 0 })
})

test('removing somebody makes one new key, which the recovery passphrase opens where it is given', async () => {
  const passphrase = 'six words that nobody here knows'
  await ada.api.keys.setPassphrase({ workspaceId, passphrase })
  const isOld = async () => (await ada.api.sharing.status({ workspaceId }))?.isPassphraseOld
  const [, second, third] = await ada.api.members.list({ workspaceId })
  const wrong = { workspaceId, personId: second?.personId ?? '', passphrase: 'another passphrase' }
  expect(await refusal(ada.api.members.remove(wrong))).toMatchObject({ code: 'invalid' })
  expect(await ada.api.members.list({ workspaceId })).toHaveLength(3)
  await carla.api.keys.open({ workspaceId })
  const stateOf = async ({ api }: Computer) => (await api.session.workspace({ workspaceId })).key.state
  const topics: string[] = []
  carla.app.changes.on(({ topic }) => void topics.push(topic))
  await ada.api.members.remove({ ...wrong, passphrase })
  await sync(carla)
  // Who works with an open key goes on with the new one, and sees who is here now.
  for (const one of [ada, carla]) expect(await stateOf(one)).toBe('READY')
  expect(topics).toEqual(expect.arrayContaining(['keys', 'workspaces']))
  expect(await isOld()).toBe(false)
  expect((await ada.api.keys.open({ workspaceId })).slots).toContain('passphrase')
  await ada.api.members.remove({ workspaceId, personId: third?.personId ?? '' })
  expect(await isOld()).toBe(true)
  await ada.api.keys.setPassphrase({ workspaceId, passphrase })
  expect(await isOld()).toBe(false)
  expect(git('-C', remote, 'ls-tree', '--name-only', 'patchbay', 'keys/').trim().split('\n')).toHaveLength(3)
})
