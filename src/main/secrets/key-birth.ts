import { randomUUID } from 'node:crypto'
import type { Passphrase } from '../../contract/passphrase.ts'
import type { Commit } from '../store/commit.ts'
import type { Clock } from '../core/ports.ts'
import { type DataKey, generateKey, keychainAccount, makeCheck, toKeychainText } from './keys/data-key.ts'
import { keyStateOf, withPassphrase } from './keys/errors.ts'
import type { KeyRow, KeyRows } from './keys/rows.ts'
import { type Keychain, KEYCHAIN_SERVICE } from './keychain/keychain.ts'
import { type OpenKeys, type SecretPlace, sealUnder } from './keys/open-keys.ts'
import { type PersonSlotParams, wrapForPerson } from './person/keys.ts'
import type { Keeper, Keepers } from './person/person-key.ts'
import { wrapWithPassphrase } from './passphrase/slot.ts'

export interface PendingKey {
  keyId: string
  /** Encrypts before the key is used, for rows that are committed together with it. */
  encrypt(place: SecretPlace, value: unknown): string
  /** Call inside the transaction that first uses the key. */
  activate(): void
  /** Removes the row and the keychain entry; what cannot be removed now is removed by the next creation. */
  discard(): Promise<void>
}

interface Deps {
  commit: Commit
  rows: KeyRows
  openKeys: OpenKeys
  keychain: Keychain
  clock: Clock
  scryptCost: number
  keepers: Keepers
}

interface Birth {
  workspaceId: string
  passphrase: Passphrase | undefined
  /** Refuse instead of making a key that only the passphrase opens. */
  needsKeychain: boolean
  /** Who opens the key with their own keys. */
  keepers: readonly Keeper[]
}

/** Makes keys: the only place where they are born and where unfinished ones are removed. */
export function createKeyBirth({ commit, rows, openKeys, keychain, clock, scryptCost, keepers }: Deps) {
  /** Pending keys of this process, which are not leftovers. */
  const unfinished = new Set<string>()
  const bornHere = new Set<string>()

  /** Call inside a transaction. */
  const putKeychainSlot = (dataKey: DataKey): void => {
    const params = { service: KEYCHAIN_SERVICE, account: keychainAccount(dataKey) }
    rows.putSlot(dataKey.keyId, 'keychain', params, clock().toISOString())
  }

  /** Call inside a transaction. */
  const putPersonSlots = (slots: readonly PersonSlot[]): void => {
    for (const { keyId, personId, params } of slots) rows.putPersonSlot(keyId, personId, params, clock().toISOString())
  }

  /** Removes the keychain entry first: a row without an entry can be removed later, an entry without a row is never found. */
  const remove = async ({ id: keyId, workspaceId, version }: Pick<KeyRow, 'id' | 'workspaceId' | 'version'>) => {
    if (rows.slots(keyId).keychain) await keychain.remove(keychainAccount({ workspaceId, keyId }))
    await commit(() => rows.remove(keyId))
    openKeys.remove({ workspaceId, version })
  }

  /** Removes keys that are not needed. One whose keychain entry cannot be removed now stays for the next time. */
  const removeAll = async (unneeded: KeyRow[]): Promise<void> => {
    for (const row of unneeded) {
      try {
        await remove(row)
      } catch (error) {
        if (!keyStateOf(error)) throw error
      }
    }
  }

  /** Asked before anything is written, so a keychain that does not work leaves nothing to clear away. */
  const canUseKeychain = async ({
    passphrase,
    needsKeychain,
  }: Pick<Birth, 'passphrase' | 'needsKeychain'>): Promise<boolean> => {
    try {
      await keychain.probe()
      return true
    } catch (error) {
      if (passphrase === undefined) throw withPassphrase(error, 'protects')
      if (needsKeychain || !keyStateOf(error)) throw error
      return false
    }
  }

  const insertPending = async (
    dataKey: DataKey,
    {
      passphrase,
      usesKeychain,
      people,
    }: { passphrase: Passphrase | undefined; usesKeychain: boolean; people: PersonSlot[] },
  ) => {
    const { workspaceId, keyId, version } = dataKey
    const wrapped = passphrase === undefined ? null : await wrapWithPassphrase(dataKey, passphrase, scryptCost)
    const createdAt = clock().toISOString()
    const check = makeCheck(dataKey)
    const row: KeyRow = { id: keyId, workspaceId, version, state: 'pending', check, createdAt, sweptAt: null }
    await commit(() => {
      rows.insert(row)
      if (usesKeychain) putKeychainSlot(dataKey)
      if (wrapped) rows.putSlot(keyId, 'passphrase', wrapped, createdAt)
      putPersonSlots(people)
    })
    return row
  }

  return {
    bornHere,
    removeAll,

    /** Gives the keys of a workspace up, which is deleted in the same transaction. */
    abandon: (workspaceId: string): void => {
      for (const { id } of rows.all(workspaceId)) unfinished.delete(id)
      rows.abandon(workspaceId)
    },

    /** Removes the keys of workspaces that are not there. */
    removeUnborn: () => removeAll(rows.unborn().filter(({ id }) => !unfinished.has(id))),

    /** Removes the pending keys that interrupted creations and rotations have left. */
    removeLeftovers: (workspaceId: string) =>
      removeAll(
        [...rows.unborn(), ...rows.all(workspaceId).filter(({ state }) => state === 'pending')].filter(
          ({ id }) => !unfinished.has(id),
        ),
      ),

    /** Notes that this computer's keychain has the key. */
    noteKeychainSlot: (dataKey: DataKey): Promise<void> => commit(() => putKeychainSlot(dataKey)),

    /** Gives an open key an entry in this computer's keychain. */
    addKeychainSlot: async (dataKey: DataKey): Promise<void> => {
      await keychain.write(keychainAccount(dataKey), toKeychainText(dataKey))
      await commit(() => putKeychainSlot(dataKey))
    },

    /**
     * Wraps an open key for every person who holds it and has no slot yet, or one for keys that they have replaced. Where
     * nothing is missing it writes nothing.
     */
    addPersonSlots: async (dataKeys: readonly DataKey[]): Promise<void> => {
      const missing = dataKeys.flatMap((dataKey) =>
        keepers
          .of(dataKey.workspaceId)
          .filter(({ id, x25519 }) => rows.personSlot(dataKey.keyId, id)?.['to'] !== x25519)
          .flatMap((keeper) => slotFor(dataKey, keeper)),
      )
      if (missing.length > 0) await commit(() => putPersonSlots(missing))
    },

    /** A new key: pending row, then keychain, then read back. It is used once `activate` is committed. */
    create: async ({ workspaceId, passphrase, needsKeychain, keepers: people }: Birth): Promise<PendingKey> => {
      // Making a key is rare and asked for by a person, who may just have repaired the keychain.
      keychain.retry()
      const usesKeychain = await canUseKeychain({ passphrase, needsKeychain })
      const keyId = randomUUID()
      const dataKey: DataKey = { workspaceId, keyId, version: rows.nextVersion(workspaceId), key: generateKey() }
      unfinished.add(keyId)
      const row = await insertPending(dataKey, {
        ...{ passphrase, usesKeychain },
        people: people.flatMap((keeper) => slotFor(dataKey, keeper)),
      })
      const discard = async () => {
        if (rows.isPending(keyId)) await removeAll([row])
        unfinished.delete(keyId)
      }
      try {
        if (usesKeychain) await keychain.write(keychainAccount(dataKey), toKeychainText(dataKey))
      } catch (error) {
        await discard()
        throw error
      }
      bornHere.add(keyId)
      openKeys.add(dataKey)
      return {
        keyId,
        encrypt: (place, value) => sealUnder(dataKey, place, value),
        activate: () => rows.activate(keyId, workspaceId),
        discard,
      }
    },
  }
}

interface PersonSlot {
  keyId: string
  personId: string
  params: PersonSlotParams
}

/** One slot; none for somebody whose public key is none, whose own slot is their affair alone. */
function slotFor(dataKey: DataKey, keeper: Keeper): PersonSlot[] {
  try {
    return [{ keyId: dataKey.keyId, personId: keeper.id, params: wrapForPerson(dataKey, keeper) }]
  } catch {
    return []
  }
}

export type KeyBirth = ReturnType<typeof createKeyBirth>
