import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKeychain } from '../../../../../src/main/secrets/keychain/keychain.ts'
import { isSignatureOf, type PublicKeys } from '../../../../../src/main/secrets/person/keys.ts'
import { createVault, type Vault } from '../../../../../src/main/secrets/vault.ts'
import type { Store } from '../../../../../src/main/store/open.ts'
import { createPeopleRows } from '../../../../../src/main/topics/people/rows.ts'
import { createMemoryKeychain, type MemoryKeychain } from '../../../../helpers/keychains/memory-keychain.ts'
import { ada, addMember, addPerson, ben, openTestStore } from '../../../../helpers/test-app.ts'
import { failure, PASSPHRASE } from '../vault-bench.ts'

const OTHER = 'another long passphrase'
const NOW = '2026-01-02T03:04:05.000Z'
const PLACE = { connectorId: 'c', path: 'token' }

let store: Store
let engine: MemoryKeychain

beforeEach(() => {
  store = openTestStore()
  engine = createMemoryKeychain()
  addPerson(store, ada)
  addPerson(store, ben)
})
afterEach(() => store.close())

/** The vault of a start of the program by somebody, on the keychain of their computer. */
const start = (account = ada, keychain: MemoryKeychain = engine): Vault => {
  const people = createPeopleRows(store)
  return createVault({
    ...{
      store,
      keychain: createKeychain(keychain, { timeoutMs: 100 }),
      clock: () => new Date(NOW),
      scryptCost: 2 ** 10,
    },
    keepers: { me: () => people.keyRow(account), putKeys: people.putKeys, of: people.keepersOf },
  })
}

const noKeychain = (): MemoryKeychain =>
  Object.assign(createMemoryKeychain(), { failing: 'Cannot autolaunch D-Bus without X11 $DISPLAY' })

/** A workspace of ada with its key; answers its id and an envelope in it. */
async function createWorkspace(vault: Vault, passphrase?: string) {
  const id = randomUUID()
  const key = await vault.create(id, passphrase === undefined ? {} : { passphrase: Buffer.from(passphrase) })
  store.sqlite.transaction(() => {
    store.sqlite
      .prepare(
        "INSERT INTO workspaces (id, name, name_key, colour, created_at, updated_at, created_by, updated_by, created_by_name, updated_by_name) VALUES (@id, @id, @id, 'blue', '', '', '', '', '', '')",
      )
      .run({ id })
    addMember(store, id, ada, 'owner')
    key.activate()
  })()
  return { id, envelope: key.encrypt(PLACE, 'secret') }
}

const keysOf = (vault: Vault): PublicKeys => {
  const keys = vault.person.publicKeys()
  if (!keys) throw new Error('There are no keys')
  return keys
}

test('a person’s keys are made once, kept in the keychain, and sign while they are open', async () => {
  const vault = start()
  expect(vault.person.publicKeys()).toBeNull()
  expect(await failure(vault.person.open())).toMatchObject({ code: 'locked', reason: 'no_person_key' })
  expect(engine.entries.size).toBe(0)
  await Promise.all([vault.person.make(), vault.person.make()])
  const keys = keysOf(vault)
  expect([...engine.entries.keys()]).toEqual([expect.stringMatching(/\/person\/ada$/)])
  const bytes = Buffer.from('the head of a history')
  const signature = vault.person.sign(bytes)!
  expect(signature).toHaveLength(64)
  expect(isSignatureOf(keys.ed25519, bytes, signature)).toBe(true)
  expect(isSignatureOf(keys.ed25519, Buffer.from('another head'), signature)).toBe(false)
  expect(isSignatureOf(keys.x25519, bytes, signature)).toBe(false)
  expect(isSignatureOf('no key', bytes, signature)).toBe(false)
  vault.close()

  const next = start()
  expect(next.person.sign(bytes)).toBeNull()
  await next.person.open()
  expect(next.person.sign(bytes)).toEqual(signature)
  await next.person.make()
  expect(keysOf(next)).toEqual(keys)
  await next.closeAll()
  expect(next.person.sign(bytes)).toBeNull()
})

test('without a keychain the keys are under a passphrase, and nothing else opens them', async () => {
  const vault = start(ada, noKeychain())
  expect(await failure(vault.person.make())).toMatchObject({ code: 'locked', reason: 'no_dbus' })
  expect(await failure(vault.person.make({ passphrase: Buffer.from('short') }))).toMatchObject({ code: 'invalid' })
  expect(vault.person.publicKeys()).toBeNull()
  await vault.person.make({ passphrase: Buffer.from(PASSPHRASE) })
  expect(vault.person.ways()).toEqual(['passphrase'])
  const next = start(ada, noKeychain())
  expect(await failure(next.person.open())).toMatchObject({ code: 'locked', reason: 'person_passphrase_needed' })
  expect(await failure(next.person.open(Buffer.from(OTHER)))).toMatchObject({
    code: 'invalid',
    fields: { passphrase: [{ message: 'This passphrase does not open your own key' }] },
  })
  expect(next.person.isOpen()).toBe(false)
  await next.person.open(Buffer.from(PASSPHRASE))
  await next.person.setPassphrase(Buffer.from(OTHER))
  const last = start(ada, noKeychain())
  expect(await failure(last.person.open(Buffer.from(PASSPHRASE)))).toMatchObject({ code: 'invalid' })
  await last.person.open(Buffer.from(OTHER))
  expect(keysOf(last)).toEqual(keysOf(vault))
})

test('lost keys are replaced only where that is asked for, and a keychain that is silent loses none', async () => {
  const vault = start()
  await vault.person.make()
  const keys = keysOf(vault)
  const away = start(ada, createMemoryKeychain())
  expect(await failure(away.person.open())).toMatchObject({ code: 'locked', reason: 'person_key_lost' })
  await away.person.make()
  expect(keysOf(away)).toEqual(keys)
  const silent = start(ada, noKeychain())
  expect(await failure(silent.person.make({ replacesLost: true }))).toBeUndefined()
  expect(keysOf(silent)).toEqual(keys)
  await away.person.make({ replacesLost: true })
  expect(keysOf(away)).not.toEqual(keys)
  // The keychain that had the old ones does not open the new ones.
  expect(await failure(start().person.open())).toMatchObject({ reason: 'person_key_lost' })
})

test('one passphrase of the person opens every workspace, and each keeps its own', async () => {
  const vault = start(ada, noKeychain())
  await vault.person.make({ passphrase: Buffer.from(PASSPHRASE) })
  const first = await createWorkspace(vault, PASSPHRASE)
  const second = await createWorkspace(vault, OTHER)
  const next = start(ada, noKeychain())
  expect(next.status(second.id).slots).toEqual(['passphrase', 'person'])
  expect(await next.open(second.id)).toMatchObject({ state: 'LOCKED', reason: 'passphrase_needed' })
  expect(await failure(next.open(second.id, Buffer.from('six other words of a passphrase')))).toMatchObject({
    code: 'invalid',
  })
  expect(await next.open(second.id, Buffer.from(PASSPHRASE))).toMatchObject({ state: 'READY' })
  expect((await next.use(second.id)).decrypt(PLACE, second.envelope)).toBe('secret')
  // The person's key is open now, so the other workspace needs no passphrase.
  expect((await next.use(first.id)).decrypt(PLACE, first.envelope)).toBe('secret')
  await next.lock(first.id)
  expect(next.person.isOpen()).toBe(false)
  expect(await failure(next.use(first.id))).toMatchObject({ reason: 'locked_by_hand' })
  const last = start(ada, noKeychain())
  expect(await last.open(second.id, Buffer.from(OTHER))).toMatchObject({ state: 'READY' })
  expect(last.person.isOpen()).toBe(false)
})

test('owners and admins get a slot when the key opens or is rotated, and members never', async () => {
  const atBen = createMemoryKeychain()
  await start(ben, atBen).person.make()
  const vault = start()
  await vault.person.make()
  const { id, envelope } = await createWorkspace(vault)
  addMember(store, id, ben, 'member')
  await start().use(id)
  const bens = start(ben, atBen)
  expect(bens.status(id).slots).toEqual(['keychain'])
  expect(await bens.open(id)).toMatchObject({ state: 'LOST' })

  store.sqlite.exec("UPDATE members SET role = 'admin' WHERE person_id = 'ben'")
  const again = start()
  await again.use(id)
  const admin = start(ben, atBen)
  expect(admin.status(id).slots).toEqual(['keychain', 'person'])
  expect((await admin.use(id)).decrypt(PLACE, envelope)).toBe('secret')
  const rotated = await again.prepareRotation(id, {})
  store.sqlite.transaction(() => rotated.activate())()
  const later = start(ben, atBen)
  const renewed = (await again.use(id)).reencrypt(PLACE, envelope)
  expect((await later.use(id)).decrypt(PLACE, renewed)).toBe('secret')
  // Both versions are open, because secrets may be under the older one until the rotation has ended.
  expect((await later.use(id)).decrypt(PLACE, envelope)).toBe('secret')

  // Nothing is written where nothing is missing.
  const before = store.sqlite.prepare('SELECT total_changes()').pluck().get()
  await start().use(id)
  expect(store.sqlite.prepare('SELECT total_changes()').pluck().get()).toBe(before)
})

test('a slot opens for its own person, key and workspace alone, and not when a bit of it was changed', async () => {
  const vault = start()
  await vault.person.make()
  const [first, second] = [await createWorkspace(vault), await createWorkspace(vault)]
  const slots = store.sqlite.prepare("SELECT key_id, params FROM key_slots WHERE kind = 'person' ORDER BY rowid")
  const [one, two] = slots.all() as { key_id: string; params: string }[]
  const put = store.sqlite.prepare('UPDATE key_slots SET params = ? WHERE key_id = ? AND person_id IS NOT NULL')
  engine.entries.delete([...engine.entries.keys()].find((name) => name.includes(second.id)) ?? '')
  const stateWith = async (params: string) => {
    put.run(params, two!.key_id)
    const vault = start()
    return (await vault.open(second.id)).state
  }
  expect(await stateWith(one!.params)).toBe('LOST')
  const params = JSON.parse(two!.params) as { to: string; from: string; wrapped: string }
  const changed = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
  for (const field of ['to', 'from', 'wrapped'] as const)
    expect([field, await stateWith(JSON.stringify({ ...params, [field]: changed(params[field], 20) }))]).toEqual([
      field,
      'LOST',
    ])
  // A point that leaves an attacker few secrets to try.
  expect(await stateWith(JSON.stringify({ ...params, from: 'A'.repeat(43) }))).toBe('LOST')
  expect(await stateWith('{}')).toBe('LOST')
  expect(await stateWith(two!.params)).toBe('READY')
  expect((await start().open(first.id)).state).toBe('READY')
})

test('somebody whose public key is none gets no slot, and keeps nobody else from one', async () => {
  const vault = start()
  await vault.person.make()
  const { id } = await createWorkspace(vault)
  addMember(store, id, ben, 'admin')
  store.sqlite.prepare("UPDATE persons SET x25519 = ?, ed25519 = '' WHERE id = 'ben'").run('A'.repeat(43))
  const rotated = await vault.prepareRotation(id, {})
  store.sqlite.transaction(() => rotated.activate())()
  const owners = store.sqlite.prepare('SELECT DISTINCT person_id FROM key_slots WHERE person_id IS NOT NULL')
  expect(owners.pluck().all()).toEqual(['ada'])
})
