import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KEYCHAIN_SERVICE } from '../../../../src/main/secrets/keychain/keychain.ts'
import { keySlots, workspaceKeys } from '../../../../src/main/store/schema.ts'
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
    expect(await bench.vault.open(id, Buffer.from(PASSPHRASE))).toMatchObject({ state: 'READY' })
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
      expect(await failure(bench.vault.create(randomUUID(), { passphrase: Buffer.from(weak) }))).toMatchObject({
        code: 'invalid',
        fields: { passphrase: [{ message: expect.stringMatching(/^Use at least/) as string }] },
      })
    expect(bench.engine.calls).toEqual([])
  })

  test('that was not committed can be discarded completely', async () => {
    const key = await bench.vault.create(randomUUID(), { passphrase: Buffer.from(PASSPHRASE) })
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
