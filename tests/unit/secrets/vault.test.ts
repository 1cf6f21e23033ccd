import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KEYCHAIN_SERVICE } from '../../../src/main/secrets/keychain.ts'
import { keySlots, workspaceKeys } from '../../../src/main/store/schema.ts'
import { createVaultBench, failure, PASSPHRASE, type VaultBench } from './vault-bench.ts'

let bench: VaultBench

beforeEach(() => {
  bench = createVaultBench()
})
afterEach(() => bench.close())

const place = { connectorId: 'c1', path: 'auth.token' }

describe('a new workspace', () => {
  test('encrypts and decrypts, also for the next start', async () => {
    const id = await bench.createWorkspace()
    const envelope = (await bench.vault.use(id)).encrypt(place, { token: 'secret' })
    expect((await bench.vault.use(id)).decrypt(place, envelope)).toEqual({ token: 'secret' })
    bench.restart()
    expect((await bench.vault.use(id)).decrypt(place, envelope)).toEqual({ token: 'secret' })
  })

  test('has one keychain entry, named after the workspace and the key, and no key in the database', async () => {
    const id = await bench.createWorkspace()
    const [entry] = [...bench.engine.entries]
    const [row] = bench.store.db.select().from(workspaceKeys).all()
    expect(bench.engine.entries.size).toBe(1)
    expect(entry?.[0]).toBe(`${KEYCHAIN_SERVICE}/ws/${id}/${row?.id}`)
    expect(row?.state).toBe('active')
    const secret = entry?.[1].split(':')[1] ?? ''
    expect(secret).toHaveLength(43)
    expect(bench.databaseText()).not.toContain(secret)
  })

  test('gets two slots when a passphrase is given', async () => {
    const id = await bench.createWorkspace(PASSPHRASE)
    expect(bench.vault.status(id)).toMatchObject({ state: 'READY', slots: ['keychain', 'passphrase'] })
  })

  test('is protected by the passphrase alone where the keychain does not work', async () => {
    bench.engine.failing = 'Cannot autolaunch D-Bus without X11 $DISPLAY'
    const id = await bench.createWorkspace(PASSPHRASE)
    expect(bench.vault.status(id)).toMatchObject({ state: 'READY', slots: ['passphrase'] })
    bench.restart()
    expect(await bench.vault.open(id)).toMatchObject({ state: 'LOCKED', reason: 'passphrase_needed' })
    expect(await bench.vault.open(id, PASSPHRASE)).toMatchObject({ state: 'READY' })
  })

  test('is refused without a usable keychain and a passphrase, and leaves nothing', async () => {
    for (const [fault, reason] of [
      ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no_dbus'],
      ['Cannot create an item in a locked collection', 'locked'],
      ['Access is denied.', 'denied'],
    ] as const) {
      bench.engine.failing = fault
      bench.engine.failingFunctions = ['set']
      const error = await failure(bench.vault.create(randomUUID(), {}))
      expect(error).toMatchObject({ code: 'locked', reason })
      expect(error?.message).toContain('passphrase')
    }
    expect(bench.store.db.select().from(workspaceKeys).all()).toEqual([])
    expect(bench.engine.entries.size).toBe(0)
  })

  test('is refused when the keychain gives back something else', async () => {
    bench.engine.forgetful = true
    expect(await failure(bench.vault.create(randomUUID(), {}))).toMatchObject({ code: 'locked', reason: 'not_kept' })
    expect(bench.store.db.select().from(workspaceKeys).all()).toEqual([])
  })

  test('is refused with a weak passphrase before anything is made', async () => {
    for (const weak of ['', 'short', 'elevenchars', 'aaaaaaaaaaaaaaaa', 'short            '])
      expect(await failure(bench.vault.create(randomUUID(), { passphrase: weak }))).toMatchObject({
        code: 'invalid',
        fields: { passphrase: [expect.stringContaining('must have')] },
      })
    expect(bench.engine.calls).toEqual([])
  })

  test('that was not committed can be discarded completely', async () => {
    const key = await bench.vault.create(randomUUID(), { passphrase: PASSPHRASE })
    await key.discard()
    expect(bench.store.db.select().from(workspaceKeys).all()).toEqual([])
    expect(bench.store.db.select().from(keySlots).all()).toEqual([])
    expect(bench.engine.entries.size).toBe(0)
  })

  test('that was committed is not discarded any more', async () => {
    const id = randomUUID()
    const key = await bench.vault.create(id, {})
    bench.store.db.transaction(() => key.activate())
    await key.discard()
    expect(bench.vault.status(id).state).toBe('READY')
    expect(bench.engine.entries.size).toBe(1)
  })

  test('has one first key', async () => {
    const id = await bench.createWorkspace()
    expect(await failure(bench.vault.create(id, {}))).toMatchObject({ code: 'conflict' })
  })

  test('can be made as soon as a keychain that hung answers again', async () => {
    bench.engine.hanging = true
    expect(await failure(bench.vault.create(randomUUID(), {}))).toMatchObject({ reason: 'timeout' })
    bench.engine.resume()
    expect(bench.vault.status(await bench.createWorkspace()).state).toBe('READY')
  })

  test('whose transaction is rolled back has no usable key', async () => {
    const id = randomUUID()
    const key = await bench.vault.create(id, {})
    const rollBack = () =>
      bench.store.db.transaction(() => {
        key.activate()
        throw new Error('disk full')
      })
    expect(rollBack).toThrow('disk full')
    expect(bench.vault.status(id).state).toBe('CLOSED')
    await key.discard()
    expect(bench.engine.entries.size).toBe(0)
  })

  test('clears away what an interrupted creation has left, and nothing else', async () => {
    const other = await bench.createWorkspace()
    await bench.vault.create(randomUUID(), {})
    bench.restart()
    const underWay = await bench.vault.create(randomUUID(), {})
    const id = await bench.createWorkspace()
    const kept = bench.store.db.select().from(workspaceKeys).all()
    expect(kept.map(({ workspaceId }) => workspaceId).sort()).toEqual(expect.arrayContaining([other, id]))
    expect(kept.map((row) => row.id)).toContain(underWay.keyId)
    expect(kept).toHaveLength(3)
    expect(bench.engine.entries.size).toBe(3)
  })
})

describe('opening', () => {
  test('touches the keychain on first need only, and once for all who wait', async () => {
    const id = await bench.createWorkspace()
    bench.restart()
    expect(bench.vault.status(id).state).toBe('CLOSED')
    expect(bench.engine.calls).toEqual([])
    await Promise.all([bench.vault.use(id), bench.vault.use(id), bench.vault.open(id)])
    await bench.vault.use(id)
    expect(bench.engine.calls).toEqual(['get'])
    expect(bench.vault.status(id)).toMatchObject({ state: 'READY', message: null, reason: null })
  })

  test('tells why it fails, remembers it, and works after a retry', async () => {
    const id = await bench.createWorkspace(PASSPHRASE)
    bench.restart()
    bench.engine.failing = 'Cannot create an item in a locked collection'
    expect(await failure(bench.vault.use(id))).toMatchObject({ code: 'locked', reason: 'locked' })
    expect(bench.vault.status(id)).toMatchObject({
      state: 'LOCKED',
      reason: 'locked',
      message: expect.stringContaining('recovery passphrase') as unknown,
    })
    bench.engine.failing = null
    expect(await bench.vault.open(id)).toMatchObject({ state: 'READY', message: null })
  })

  test('of a keychain that hangs answers, and a retry goes through once it answers again', async () => {
    const id = await bench.createWorkspace()
    bench.restart()
    bench.engine.hanging = true
    expect(await failure(bench.vault.use(id))).toMatchObject({ reason: 'timeout' })
    expect(bench.vault.status(id).state).toBe('UNAVAILABLE')
    bench.engine.resume()
    expect(await failure(bench.vault.use(id))).toMatchObject({ reason: 'timeout' })
    expect(await bench.vault.open(id)).toMatchObject({ state: 'READY' })
  })

  test.for([
    ['deleted', () => null, 'LOST', 'lost'],
    ['emptied', () => '', 'WRONG_KEY', 'damaged_entry'],
    ['truncated', (text: string) => text.slice(0, -1), 'WRONG_KEY', 'damaged_entry'],
    ['replaced', () => `pbkey1:${Buffer.alloc(32, 7).toString('base64url')}`, 'WRONG_KEY', 'wrong_key'],
    ['written by something else', () => 'hunter2', 'WRONG_KEY', 'damaged_entry'],
    ['of a later format', (text: string) => text.replace('pbkey1', 'pbkey2'), 'WRONG_KEY', 'damaged_entry'],
  ] as const)('an entry that was %s never leads to another key', async ([, change, state, reason]) => {
    const id = await bench.createWorkspace(PASSPHRASE)
    const [[account, text] = ['', '']] = [...bench.engine.entries]
    const changed = change(text)
    if (changed === null) bench.engine.entries.delete(account)
    else bench.engine.entries.set(account, changed)
    const before = [...bench.engine.entries]
    bench.restart()
    expect(await bench.vault.open(id)).toMatchObject({ state, reason })
    expect(await failure(bench.vault.use(id))).toMatchObject({ code: 'locked', reason })
    expect([...bench.engine.entries]).toEqual(before)
    expect(bench.store.db.select().from(workspaceKeys).all()).toHaveLength(1)
    expect(await bench.vault.open(id, PASSPHRASE)).toMatchObject({ state: 'READY' })
    // A missing entry is made again for whoever knows the passphrase; another one is left alone.
    expect([...bench.engine.entries]).toEqual(state === 'LOST' ? [[account, text]] : before)
  })

  test('of a workspace without a key says so', async () => {
    expect(await bench.vault.open('nowhere')).toMatchObject({ state: 'LOST', reason: 'no_key', slots: [] })
  })

  test('ends with close: no key is left to use', async () => {
    const id = await bench.createWorkspace()
    const key = await bench.vault.use(id)
    bench.vault.close()
    expect(() => key.encrypt(place, 'secret')).toThrow('closed')
  })

  test('that is under way when the vault closes leaves no key open', async () => {
    const id = await bench.createWorkspace()
    bench.restart()
    const opening = bench.vault.use(id)
    bench.vault.close()
    const key = await opening
    expect(() => key.encrypt(place, 'secret')).toThrow('closed')
    expect(bench.vault.status(id).state).not.toBe('READY')
  })
})

describe('an open key', () => {
  test('refuses an envelope that was moved, changed or is none, and keeps working for the others', async () => {
    const [first, second] = [await bench.createWorkspace(), await bench.createWorkspace()]
    const key = await bench.vault.use(first)
    const foreign = await bench.vault.use(second)
    const envelope = key.encrypt(place, 'secret')
    for (const attempt of [
      () => foreign.decrypt(place, envelope),
      () => key.decrypt({ ...place, connectorId: 'c2' }, envelope),
      () => key.decrypt({ ...place, path: 'auth.other' }, envelope),
      () => key.decrypt(place, envelope.replace('enc1:1:', 'enc1:2:')),
      () => key.decrypt(place, `${envelope.slice(0, -2)}AA`),
      () => key.decrypt(place, ''),
      () => key.decrypt(place, 'secret'),
    ])
      expect(attempt).toThrow(expect.objectContaining({ code: 'locked', reason: 'row_tampered' }))
    expect(key.decrypt(place, envelope)).toBe('secret')
    expect(bench.vault.status(first).state).toBe('READY')
  })
})

describe('a locked key', () => {
  test('is forgotten and not opened by need, only by a person', async () => {
    const id = await bench.createWorkspace(PASSPHRASE)
    const envelope = (await bench.vault.use(id)).encrypt(place, 'secret')
    const held = await bench.vault.use(id)
    await bench.vault.lock(id)
    expect(bench.vault.status(id)).toMatchObject({ state: 'LOCKED', reason: 'locked_by_hand' })
    expect(bench.vault.peek(id)).toBeNull()
    expect(() => held.decrypt(place, envelope)).toThrow('closed')
    bench.engine.calls.length = 0
    expect(await failure(bench.vault.use(id))).toMatchObject({ code: 'locked', reason: 'locked_by_hand' })
    expect(bench.engine.calls).toEqual([])
    expect(await failure(bench.vault.open(id, 'not the passphrase'))).toMatchObject({ code: 'invalid' })
    expect(bench.vault.status(id)).toMatchObject({ state: 'LOCKED', reason: 'locked_by_hand' })
    expect(await bench.vault.open(id)).toMatchObject({ state: 'READY' })
    expect(held.decrypt(place, envelope)).toBe('secret')
  })

  test('stays locked when it was being opened at that moment', async () => {
    const id = await bench.createWorkspace()
    bench.restart()
    const opening = bench.vault.use(id)
    await bench.vault.lock(id)
    await opening
    expect(bench.vault.status(id)).toMatchObject({ state: 'LOCKED' })
    expect(bench.vault.peek(id)).toBeNull()
  })

  test('concerns no other workspace', async () => {
    const [one, other] = [await bench.createWorkspace(), await bench.createWorkspace()]
    await bench.vault.lock(one)
    expect(bench.vault.status(other)).toMatchObject({ state: 'READY' })
  })

  test('opens again by need when all keys were only closed', async () => {
    const id = await bench.createWorkspace()
    const envelope = (await bench.vault.use(id)).encrypt(place, 'secret')
    await bench.vault.closeAll()
    expect(bench.vault.status(id)).toMatchObject({ state: 'CLOSED' })
    expect((await bench.vault.use(id)).decrypt(place, envelope)).toBe('secret')
  })
})

describe('probe', () => {
  test('says whether the keychain can hold a key, and why not', async () => {
    expect(await bench.vault.probe()).toEqual({
      usable: true,
      keychainName: 'Memory Keychain',
      message: null,
      reason: null,
    })
    bench.engine.failing = 'Cannot autolaunch D-Bus without X11 $DISPLAY'
    expect(await bench.vault.probe()).toMatchObject({ usable: false, reason: 'no_dbus' })
    expect(bench.engine.entries.size).toBe(0)
  })
})

test('a key whose check in the database was changed is not believed', async () => {
  const id = await bench.createWorkspace()
  const foreign = await bench.createWorkspace()
  const [row] = bench.store.db.select().from(workspaceKeys).where(eq(workspaceKeys.workspaceId, foreign)).all()
  bench.store.db
    .update(workspaceKeys)
    .set({ check: row?.check ?? '' })
    .where(eq(workspaceKeys.workspaceId, id))
    .run()
  bench.restart()
  expect(await bench.vault.open(id)).toMatchObject({ state: 'WRONG_KEY' })
})
