import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PendingKey } from '../../../../src/main/secrets/vault.ts'
import { workspaceKeys } from '../../../../src/main/store/schema.ts'
import { createVaultBench, failure, PASSPHRASE, type VaultBench } from './vault-bench.ts'

let bench: VaultBench

beforeEach(() => {
  bench = createVaultBench()
})
afterEach(() => bench.close())

const place = { connectorId: 'c1', path: 'auth.token' }
const commit = (key: PendingKey) => bench.store.db.transaction(() => key.activate())
const states = () =>
  bench.store.db
    .select()
    .from(workspaceKeys)
    .orderBy(workspaceKeys.version)
    .all()
    .map(({ state }) => state)
const nothingNeeded = new Set<string>()
const keyIds = (version: number) =>
  bench.store.db
    .select()
    .from(workspaceKeys)
    .where(eq(workspaceKeys.version, version))
    .all()
    .map(({ id }) => id)

describe('a rotation', () => {
  test('leads to a new version, and the old one still decrypts until everything is re-encrypted', async () => {
    const id = await bench.createWorkspace()
    const key = await bench.vault.use(id)
    const old = key.encrypt(place, 'secret')
    const next = await bench.vault.prepareRotation(id, {})
    expect(key.encrypt(place, 'x')).toMatch(/^enc1:1:/)
    commit(next)
    expect(bench.vault.versions(id)).toEqual({ current: 2, older: [1], unswept: [1] })
    expect(key.decrypt(place, old)).toBe('secret')
    const renewed = key.reencrypt(place, old)
    expect(renewed).toMatch(/^enc1:2:/)
    expect(key.decrypt(place, renewed)).toBe('secret')
    expect(key.reencrypt(place, renewed)).toBe(renewed)
  })

  test('that is interrupted goes on after the next start: both versions open', async () => {
    const id = await bench.createWorkspace(PASSPHRASE)
    const old = (await bench.vault.use(id)).encrypt(place, 'old')
    commit(await bench.vault.prepareRotation(id, { passphrase: Buffer.from(PASSPHRASE) }))
    const renewed = (await bench.vault.use(id)).encrypt(place, 'new')
    bench.restart()
    const key = await bench.vault.use(id)
    expect([key.decrypt(place, old), key.decrypt(place, renewed)]).toEqual(['old', 'new'])
    bench.engine.entries.clear()
    bench.restart()
    await bench.vault.open(id, Buffer.from(PASSPHRASE))
    expect((await bench.vault.use(id)).reencrypt(place, old)).toMatch(/^enc1:2:/)
  })

  test('that is rolled back changes nothing', async () => {
    const id = await bench.createWorkspace()
    const next = await bench.vault.prepareRotation(id, {})
    await next.discard()
    expect((await bench.vault.use(id)).encrypt(place, 'secret')).toMatch(/^enc1:1:/)
    expect(bench.engine.entries.size).toBe(1)
    expect(states()).toEqual(['active'])
  })

  test('clears away the key of one that ended before it was used', async () => {
    const id = await bench.createWorkspace()
    await bench.vault.prepareRotation(id, {})
    bench.restart()
    commit(await bench.vault.prepareRotation(id, {}))
    expect(states()).toEqual(['retired', 'active'])
    expect(bench.engine.entries.size).toBe(2)
  })

  test('needs the passphrase of a workspace that has one, and the new key opens with it', async () => {
    const id = await bench.createWorkspace(PASSPHRASE)
    for (const passphrase of [undefined, 'quite another passphrase'])
      expect(
        await failure(
          bench.vault.prepareRotation(id, passphrase === undefined ? {} : { passphrase: Buffer.from(passphrase) }),
        ),
      ).toMatchObject({ code: 'invalid', fields: { passphrase: [{ reason: 'wrong_passphrase' }] } })
    commit(await bench.vault.prepareRotation(id, { passphrase: Buffer.from(PASSPHRASE) }))
    bench.restart()
    bench.engine.entries.clear()
    expect(await bench.vault.open(id, Buffer.from(PASSPHRASE))).toMatchObject({
      state: 'READY',
      slots: ['keychain', 'passphrase'],
    })
  })

  test('does not start when the keychain that protects the key does not work', async () => {
    const id = await bench.createWorkspace(PASSPHRASE)
    const before = [...bench.engine.entries]
    bench.engine.failing = 'Cannot create an item in a locked collection'
    expect(await failure(bench.vault.prepareRotation(id, { passphrase: Buffer.from(PASSPHRASE) }))).toMatchObject({
      code: 'locked',
      reason: 'locked',
    })
    expect([...bench.engine.entries]).toEqual(before)
    expect(states()).toEqual(['active'])
  })
})

describe('the old key', () => {
  test('stays until the new one has opened at a later start and nothing uses the old one', async () => {
    const id = await bench.createWorkspace()
    commit(await bench.vault.prepareRotation(id, {}))
    expect(await bench.vault.removeOlderKeys(id, nothingNeeded)).toBe(0)
    bench.restart()
    expect(await bench.vault.removeOlderKeys(id, nothingNeeded)).toBe(0)
    await bench.vault.use(id)
    // Something may still be under it.
    expect(await bench.vault.removeOlderKeys(id, nothingNeeded)).toBe(0)
    await bench.vault.noteSwept(id, new Set([1]))
    expect(await bench.vault.removeOlderKeys(id, nothingNeeded)).toBe(0)
    await bench.vault.noteSwept(id, new Set())
    expect(bench.vault.versions(id)).toEqual({ current: 2, older: [1], unswept: [] })
    // A backup needs it.
    expect(await bench.vault.removeOlderKeys(id, new Set(keyIds(1)))).toBe(0)
    expect(bench.engine.entries.size).toBe(2)
    expect(await bench.vault.removeOlderKeys(id, nothingNeeded)).toBe(1)
    expect(bench.engine.entries.size).toBe(1)
    expect(states()).toEqual(['active'])
    expect(bench.vault.versions(id)).toEqual({ current: 2, older: [], unswept: [] })
  })

  test('is kept when its keychain entry cannot be removed now', async () => {
    const id = await bench.createWorkspace()
    commit(await bench.vault.prepareRotation(id, {}))
    await bench.vault.noteSwept(id, new Set())
    bench.restart()
    await bench.vault.use(id)
    bench.engine.failing = 'Access is denied.'
    expect(await bench.vault.removeOlderKeys(id, nothingNeeded)).toBe(0)
    bench.engine.failing = null
    expect(await bench.vault.removeOlderKeys(id, nothingNeeded)).toBe(1)
  })

  test('that does not open keeps nothing else from working', async () => {
    const id = await bench.createWorkspace()
    const [[oldAccount] = ['']] = [...bench.engine.entries]
    const old = (await bench.vault.use(id)).encrypt(place, 'old')
    commit(await bench.vault.prepareRotation(id, {}))
    bench.engine.entries.delete(oldAccount)
    bench.restart()
    const key = await bench.vault.use(id)
    expect(() => key.decrypt(place, old)).toThrow(
      expect.objectContaining({ code: 'locked', reason: 'old_key_missing' }),
    )
    expect(key.decrypt(place, key.encrypt(place, 'new'))).toBe('new')
  })
})

describe('starting over', () => {
  test('is refused while the key opens or may open again', async () => {
    const id = await bench.createWorkspace()
    expect(await failure(bench.vault.prepareRotation(id, { startOver: true }))).toMatchObject({ code: 'conflict' })
    bench.restart()
    bench.engine.failing = 'Cannot create an item in a locked collection'
    expect(await failure(bench.vault.prepareRotation(id, { startOver: true }))).toMatchObject({ code: 'conflict' })
    expect(states()).toEqual(['active'])
  })

  test('gives a workspace that has no key at all its first one', async () => {
    const id = await bench.createWorkspace()
    bench.store.db.delete(workspaceKeys).run()
    bench.restart()
    commit(await bench.vault.prepareRotation(id, { startOver: true }))
    expect(bench.vault.status(id).state).toBe('READY')
  })

  test('gives a workspace whose key is lost a new one; its secrets have to be entered again', async () => {
    const id = await bench.createWorkspace(PASSPHRASE)
    const old = (await bench.vault.use(id)).encrypt(place, 'old')
    bench.engine.entries.clear()
    bench.restart()
    commit(
      await bench.vault.prepareRotation(id, { startOver: true, passphrase: Buffer.from('quite another passphrase') }),
    )
    const key = await bench.vault.use(id)
    expect(() => key.decrypt(place, old)).toThrow(expect.objectContaining({ reason: 'old_key_missing' }))
    expect(key.decrypt(place, key.encrypt(place, 'new'))).toBe('new')
    expect(bench.vault.status(id)).toMatchObject({ state: 'READY', slots: ['keychain', 'passphrase'] })
  })
})
