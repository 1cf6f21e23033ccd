import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contract } from '../../../src/contract/index.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { refusal } from '../../helpers/errors.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { addMember, ben, createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'

const PASSPHRASE = 'correct horse battery staple'

async function createBench() {
  const bench = createTestApp({ keychain: createMemoryKeychain() })
  const { id: workspaceId } = await bench.api.workspaces.create({ name: 'Acme' })
  return { ...bench, workspaceId }
}

test('a generated passphrase has six words and is another one each time', async () => {
  const { api } = createTestApp()
  const { passphrase } = await api.keys.generatePassphrase({})
  expect(passphrase.split(' ')).toHaveLength(6)
  expect((await api.keys.generatePassphrase({})).passphrase).not.toBe(passphrase)
})

test('an owner adds a recovery passphrase, changes it and removes it again', async () => {
  const { api, workspaceId } = await createBench()
  const set = (passphrase: string) => api.keys.setPassphrase({ workspaceId, passphrase })
  expect(await refusal(set('too short'))).toMatchObject({ code: 'invalid', fields: { passphrase: expect.anything() } })
  expect((await set(PASSPHRASE)).slots).toEqual(['keychain', 'passphrase', 'person'])
  await set('another long passphrase')
  expect(await refusal(api.keys.open({ workspaceId, passphrase: PASSPHRASE }))).toMatchObject({ code: 'invalid' })
  expect((await api.keys.open({ workspaceId, passphrase: 'another long passphrase' })).state).toBe('READY')
  expect((await api.keys.removePassphrase({ workspaceId })).slots).toEqual(['keychain', 'person'])
})

test('only an owner changes what protects a key, and others learn nothing of the workspace', async () => {
  const { as, store, workspaceId } = await createBench()
  const stranger = as(ben)
  const calls = [
    () => stranger.keys.setPassphrase({ workspaceId, passphrase: PASSPHRASE }),
    () => stranger.keys.removePassphrase({ workspaceId }),
    () => stranger.keys.rotate({ workspaceId }),
  ]
  for (const call of calls) expect(await refusal(call())).toMatchObject({ code: 'not_found' })
  addMember(store, workspaceId, ben, 'admin')
  for (const call of calls) expect(await refusal(call())).toMatchObject({ code: 'forbidden' })
  for (const name of ['setPassphrase', 'removePassphrase', 'rotate'] as const)
    expect(contract.keys[name].role).toBe('owner')
})

test('a secret that cannot be read is named on its connector, and breaks nothing else', async () => {
  const { api, store, workspaceId } = await createBench()
  const broken = await api.connectors.install({ workspaceId, ...wordpress })
  const whole = await api.connectors.install({ workspaceId, ...wordpress, name: 'Whole' })
  const path = 'auth.application_password'
  const swapped = store.sqlite.prepare('SELECT auth FROM connectors WHERE id = ?').pluck().get(whole.id)
  store.sqlite.prepare('UPDATE connectors SET auth = ? WHERE id = ?').run(swapped, broken.id)

  const shown = await api.connectors.get({ workspaceId, id: broken.id })
  expect(shown.secrets.find((secret) => secret.path === path)).toMatchObject({ isSet: true, mustReenter: true })
  expect((await api.connectors.get({ workspaceId, id: whole.id })).secrets.some(({ mustReenter }) => mustReenter)).toBe(
    false,
  )
  const cards = async () =>
    (await api.connectors.list({ workspaceId })).map(({ name, needsSecrets }) => [name, needsSecrets])
  expect((await api.keys.rotate({ workspaceId })).unreadable).toBe(1)
  expect(await cards()).toEqual([
    [wordpress.name, true],
    ['Whole', false],
  ])
  await api.connectors.update({
    workspaceId,
    id: broken.id,
    auth: { username: 'editor', application_password: SECRET },
  })
  expect(await cards()).toEqual([
    [wordpress.name, false],
    ['Whole', false],
  ])
})

test('a locked workspace keeps working, takes no secret until it is opened, and tells every window to forget', async () => {
  const { api, app, workspaceId } = await createBench()
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  const changes: unknown[] = []
  app.changes.on((change) => changes.push(change))
  expect(await api.keys.lock({ workspaceId })).toMatchObject({ state: 'LOCKED', reason: 'locked_by_hand' })
  expect(changes).toEqual([
    { workspaceId, topic: 'keys' },
    { workspaceId, topic: 'lock' },
  ])
  expect(await api.connectors.activate({ workspaceId, id })).toMatchObject({ status: 'active' })
  const install = () => api.connectors.install({ workspaceId, ...wordpress, name: 'Second' })
  expect(await refusal(install())).toMatchObject({ code: 'locked' })
  await api.keys.open({ workspaceId })
  expect(await install()).toMatchObject({ name: 'Second' })
})

test('a key that is locked during its rotation goes on with it once it is opened', async () => {
  const { api, app, workspaceId, store } = await createBench()
  for (let count = 0; count < 120; count++)
    await api.connectors.install({ workspaceId, ...wordpress, name: `Blog ${count}` })
  const locked = new Promise<void>((resolve) => {
    const stop = app.changes.on(({ topic }) => {
      if (topic !== 'keys') return
      stop()
      resolve(api.keys.lock({ workspaceId }).then(() => undefined))
    })
  })
  await Promise.all([api.keys.rotate({ workspaceId }), locked])
  expect(await api.keys.open({ workspaceId, wait: true })).toMatchObject({ state: 'READY', unreadable: 0 })
  const versions = store.sqlite
    .prepare("SELECT DISTINCT substr(s.value ->> 'value', 1, 7) AS version FROM connectors, json_each(auth) s")
    .pluck()
    .all()
  expect(versions).toEqual(['enc1:2:'])
})

test('all keys are closed at once, and open again by need', async () => {
  const { api, app, workspaceId } = await createBench()
  const changes: unknown[] = []
  app.changes.on((change) => changes.push(change))
  await api.keys.closeAll({})
  expect(changes).toEqual([{ workspaceId: null, topic: 'lock' }])
  expect((await api.session.workspace({ workspaceId })).key.state).toBe('CLOSED')
  await api.connectors.install({ workspaceId, ...wordpress })
  expect((await api.session.workspace({ workspaceId })).key.state).toBe('READY')
})

test('a later run knows without asking the keychain which secrets could not be read', async () => {
  using directory = temporaryDirectory()
  const keychain = createMemoryKeychain()
  const start = () => createTestApp({ store: openTestStore(join(directory.path, 'patchbay.db')), keychain })
  const first = start()
  const { id: workspaceId } = await first.api.workspaces.create({ name: 'Acme' })
  const bad = await first.api.connectors.install({ workspaceId, ...wordpress, name: 'Bad' })
  await first.api.connectors.install({ workspaceId, ...wordpress, name: 'Good' })
  // A secret of another connector opens nowhere else.
  first.store.sqlite.exec(
    `UPDATE connectors SET auth = (SELECT auth FROM connectors WHERE name = 'Good') WHERE name = 'Bad'`,
  )
  await first.app.close()

  const second = start()
  expect((await second.api.keys.open({ workspaceId, wait: true })).unreadable).toBe(1)
  await second.app.close()

  const third = start()
  const callsBefore = keychain.calls.length
  const cards = await third.api.connectors.list({ workspaceId })
  expect(cards.map(({ name, needsSecrets }) => [name, needsSecrets])).toEqual([
    ['Bad', true],
    ['Good', false],
  ])
  const shown = await third.api.connectors.get({ workspaceId, id: bad.id })
  expect(shown.secrets.map(({ mustReenter }) => mustReenter)).toEqual([true])
  expect(keychain.calls.length).toBe(callsBefore)
  await third.api.connectors.update({ workspaceId, id: bad.id, auth: wordpress.auth })
  await third.app.close()

  const fourth = start()
  expect((await fourth.api.connectors.list({ workspaceId })).map(({ needsSecrets }) => needsSecrets)).toEqual([
    false,
    false,
  ])
  await fourth.app.close()
})

test('a lost key names the ways out in the order in which they cost least', async () => {
  using directory = temporaryDirectory()
  const keychain = createMemoryKeychain()
  const start = () => createTestApp({ store: openTestStore(join(directory.path, 'patchbay.db')), keychain })
  const first = start()
  const { id: workspaceId } = await first.api.workspaces.create({ name: 'Acme', passphrase: PASSPHRASE })
  await first.app.close()
  keychain.entries.clear()
  const second = start()
  const { state, message } = await second.api.keys.open({ workspaceId })
  expect(state).toBe('LOST')
  expect(message).toMatch(/Retry, enter the recovery passphrase, restore a backup, or enter the secrets again\.$/)
  await second.app.close()
})
