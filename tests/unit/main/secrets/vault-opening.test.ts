import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { workspaceKeys } from '../../../../src/main/store/schema.ts'
import { createVaultBench, failure, PASSPHRASE, type VaultBench } from './vault-bench.ts'

let bench: VaultBench

beforeEach(() => {
  bench = createVaultBench()
})
afterEach(() => bench.close())

const place = { connectorId: 'c1', path: 'auth.token' }

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
    ['emptied', () => '', 'LOST', 'lost'],
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
    expect(await bench.vault.open(id, Buffer.from(PASSPHRASE))).toMatchObject({ state: 'READY' })
    // A missing entry is made again for somebody who knows the passphrase; another one is left alone.
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
    await expect(opening).rejects.toThrow('closed')
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
    const key = await bench.vault.use(id)
    await bench.vault.lock(id)
    expect(bench.vault.status(id)).toMatchObject({ state: 'LOCKED', reason: 'locked_by_hand' })
    expect(bench.vault.peek(id)).toBeNull()
    expect(() => key.decrypt(place, envelope)).toThrow('closed')
    bench.engine.calls.length = 0
    expect(await failure(bench.vault.use(id))).toMatchObject({ code: 'locked', reason: 'locked_by_hand' })
    expect(bench.engine.calls).toEqual([])
    expect(await failure(bench.vault.open(id, Buffer.from('not the passphrase')))).toMatchObject({ code: 'invalid' })
    expect(bench.vault.status(id)).toMatchObject({ state: 'LOCKED', reason: 'locked_by_hand' })
    expect(await bench.vault.open(id)).toMatchObject({ state: 'LOCKED', reason: 'locked_by_hand' })
    expect(await bench.vault.open(id, undefined, { byPerson: true })).toMatchObject({ state: 'READY' })
    expect(key.decrypt(place, envelope)).toBe('secret')
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
      values: null,
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
