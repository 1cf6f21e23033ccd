import { afterEach, beforeEach, expect, test } from 'vitest'
import { keySlots } from '../../../../src/main/store/schema.ts'
import { createVaultBench, failure, PASSPHRASE, type VaultBench } from './vault-bench.ts'

let bench: VaultBench

beforeEach(() => {
  bench = createVaultBench()
})
afterEach(() => bench.close())

const place = { connectorId: 'c1', path: 'auth.token' }
const NO_DBUS = 'Cannot autolaunch D-Bus without X11 $DISPLAY'

const passphraseSlot = () => {
  const slots = bench.store.db.select().from(keySlots).all()
  return slots.find(({ kind }) => kind === 'passphrase')
}

test('a wrong passphrase is refused on its field, whatever is wrong with it', async () => {
  const [withOne, without] = [await bench.createWorkspace(PASSPHRASE), await bench.createWorkspace()]
  bench.restart()
  for (const [id, passphrase] of [
    [withOne, 'correct horse battery stapler'],
    [withOne, PASSPHRASE.toUpperCase()],
    [withOne, ''],
    [without, PASSPHRASE],
  ] as const)
    expect(await failure(bench.vault.open(id, Buffer.from(passphrase)))).toMatchObject({
      code: 'invalid',
      message: 'The passphrase does not open this workspace',
      fields: { passphrase: [{ reason: 'wrong_passphrase' }] },
    })
  expect(bench.vault.status(withOne).state).toBe('CLOSED')
  expect(bench.engine.calls).toEqual([])
})

test('a passphrase works however a keyboard composes it', async () => {
  const id = await bench.createWorkspace('Ärger über Öl ﬁnden')
  bench.engine.entries.clear()
  bench.restart()
  expect(await bench.vault.open(id, Buffer.from('Ärger über Öl finden'.normalize('NFD')))).toMatchObject({
    state: 'READY',
  })
})

test('another computer opens the workspace with the passphrase and then has its own keychain entry', async () => {
  const id = await bench.createWorkspace(PASSPHRASE)
  const envelope = (await bench.vault.use(id)).encrypt(place, 'secret')
  bench.engine.entries.clear()
  bench.restart()
  expect(await bench.vault.open(id)).toMatchObject({ state: 'LOST', slots: ['keychain', 'passphrase'] })
  expect(await bench.vault.open(id, Buffer.from(PASSPHRASE))).toMatchObject({ state: 'READY' })
  bench.restart()
  expect((await bench.vault.use(id)).decrypt(place, envelope)).toBe('secret')
})

test('a workspace that was made without a keychain gets an entry once there is one', async () => {
  bench.engine.failing = NO_DBUS
  const id = await bench.createWorkspace(PASSPHRASE)
  bench.engine.failing = null
  bench.restart()
  expect(await bench.vault.open(id, Buffer.from(PASSPHRASE))).toMatchObject({ slots: ['keychain', 'passphrase'] })
  bench.restart()
  expect(await bench.vault.open(id)).toMatchObject({ state: 'READY' })
})

test('opening by passphrase works while the keychain does not, and changes nothing in it', async () => {
  const id = await bench.createWorkspace(PASSPHRASE)
  const before = [...bench.engine.entries]
  bench.restart()
  bench.engine.hanging = true
  expect(await bench.vault.open(id, Buffer.from(PASSPHRASE))).toMatchObject({
    state: 'READY',
    slots: ['keychain', 'passphrase'],
  })
  expect([...bench.engine.entries]).toEqual(before)
})

test('a passphrase is added later, replaced, and removed', async () => {
  const id = await bench.createWorkspace()
  await bench.vault.setPassphrase(id, Buffer.from(PASSPHRASE))
  expect(bench.vault.status(id).slots).toEqual(['keychain', 'passphrase'])
  await bench.vault.setPassphrase(id, Buffer.from('another long passphrase'))
  bench.restart()
  expect(await failure(bench.vault.open(id, Buffer.from(PASSPHRASE)))).toMatchObject({ code: 'invalid' })
  expect(await bench.vault.open(id, Buffer.from('another long passphrase'))).toMatchObject({ state: 'READY' })
  await bench.vault.removePassphrase(id)
  expect(bench.vault.status(id).slots).toEqual(['keychain'])
  expect(await failure(bench.vault.open(id, Buffer.from('another long passphrase')))).toMatchObject({ code: 'invalid' })
})

test('a weak passphrase replaces nothing', async () => {
  const id = await bench.createWorkspace(PASSPHRASE)
  expect(await failure(bench.vault.setPassphrase(id, Buffer.from('too short')))).toMatchObject({ code: 'invalid' })
  expect(await bench.vault.open(id, Buffer.from(PASSPHRASE))).toMatchObject({ state: 'READY' })
})

test('the passphrase stays while nothing else opens the workspace', async () => {
  const id = await bench.createWorkspace(PASSPHRASE)
  const entries = [...bench.engine.entries]
  bench.engine.entries.clear()
  expect(await failure(bench.vault.removePassphrase(id))).toMatchObject({ code: 'locked', reason: 'lost' })
  for (const [account] of entries) bench.engine.entries.set(account, 'damaged')
  expect(await failure(bench.vault.removePassphrase(id))).toMatchObject({ reason: 'damaged_entry' })
  bench.engine.failing = NO_DBUS
  const without = await bench.createWorkspace(PASSPHRASE)
  expect(await failure(bench.vault.removePassphrase(without))).toMatchObject({ code: 'conflict' })
  expect(bench.vault.status(id).slots).toContain('passphrase')
})

test('the passphrase stays while an older key has no other slot', async () => {
  bench.engine.failing = NO_DBUS
  const id = await bench.createWorkspace(PASSPHRASE)
  bench.engine.failing = null
  const next = await bench.vault.prepareRotation(id, { passphrase: Buffer.from(PASSPHRASE) })
  bench.store.db.transaction(() => next.activate())
  expect(bench.vault.status(id).slots).toEqual(['keychain', 'passphrase'])
  expect(await failure(bench.vault.removePassphrase(id))).toMatchObject({ code: 'conflict' })
})

test('a workspace that only a passphrase opens asks for it once', async () => {
  bench.engine.failing = NO_DBUS
  const id = await bench.createWorkspace(PASSPHRASE)
  bench.restart()
  const { message } = await bench.vault.open(id)
  expect(message).toBe('This workspace is protected by a passphrase. Enter it to open the workspace.')
  expect(bench.engine.calls).toEqual([])
})

test('a hostile or foreign slot is refused without doing its work', async () => {
  const id = await bench.createWorkspace(PASSPHRASE)
  const slot = passphraseSlot()
  for (const change of [
    { N: 2 ** 30 },
    { N: 1000 },
    { N: -1 },
    { r: 1024 },
    { p: 1000 },
    { N: 2 ** 11 },
    { salt: 'AAAAAAAAAAAAAAAAAAAAAA' },
    { salt: '' },
    { wrapped: 'enc1:1:AAAA' },
    { kdf: 'none' },
    { more: 1 },
  ]) {
    bench.store.db
      .update(keySlots)
      .set({ params: { ...slot?.params, ...change } })
      .run()
    expect(await failure(bench.vault.open(id, Buffer.from(PASSPHRASE)))).toMatchObject({ code: 'invalid' })
  }
})

test('a passphrase slot that is moved to another workspace opens nothing there', async () => {
  await bench.createWorkspace(PASSPHRASE)
  const params = passphraseSlot()?.params
  bench.store.db.delete(keySlots).run()
  const other = await bench.createWorkspace('quite another passphrase')
  bench.store.db
    .update(keySlots)
    .set({ params: params ?? {} })
    .run()
  bench.restart()
  expect(await failure(bench.vault.open(other, Buffer.from(PASSPHRASE)))).toMatchObject({ code: 'invalid' })
})
