import type { Passphrase } from '../../contract/passphrase.ts'
import { appError } from '../../contract/errors.ts'
import type { KeyCondition } from '../../contract/groups/keys.ts'
import type { Commit } from '../store/commit.ts'
import type { Clock } from '../core/ports.ts'
import type { KeyBirth, PendingKey } from './key-birth.ts'
import type { KeyOpening } from './key-opening.ts'
import { fromKeychainText, passesCheck, toKeychainText } from './keys/data-key.ts'
import { isUnswept, type KeyRow, type KeyRows } from './keys/rows.ts'
import type { OpenKey, OpenKeys } from './keys/open-keys.ts'
import type { SharedKey } from './person/invitation.ts'
import type { PersonSlotParams } from './person/keys.ts'
import type { Keepers } from './person/person-key.ts'
import { checkPassphrase, wrapWithPassphrase } from './passphrase/slot.ts'

/** What is done to keys after their first day: passphrases and rotation. */
export interface KeyUpkeep {
  /** Adds or replaces the passphrase slot. Throws `invalid` for a weak one, `locked` when the key does not open. */
  setPassphrase(workspaceId: string, passphrase: Passphrase): Promise<void>
  /** Removes the passphrase slot once the keychain has proved that it opens the key. Throws `conflict` when it is the only slot. */
  removePassphrase(workspaceId: string): Promise<void>
  /**
   * Makes the next key version. The passphrase is needed when the workspace has one. With `startOver` the present key,
   * which must be LOST or WRONG_KEY, is given up, and the secrets under it have to be entered again.
   */
  prepareRotation(workspaceId: string, options: { passphrase?: Passphrase; startOver?: boolean }): Promise<PendingKey>
  /** Removes the slots of a person, so their keys open no key of the workspace any more; call inside a transaction. */
  forgetPerson(workspaceId: string, personId: string): void
  /**
   * Takes over a version of the key that somebody else made, as the one that encrypts from now on, with what the keys of
   * persons open; call inside a transaction. One that is here already gets the slots that it lacks.
   */
  receive(workspaceId: string, received: ReceivedKey): void
  /** Gives the keys of a workspace up, which is deleted in the same transaction. */
  abandon(workspaceId: string): void
  /** Removes keys that were given up, as far as the keychain allows that now. */
  removeAbandoned(): Promise<void>
  /** The key for an invitation; the workspace's is opened for it. */
  share(workspaceId: string): Promise<SharedKey>
  /**
   * What takes the key of an invitation over, for the keychain here and the people who hold the key; null where it is not
   * the one that the workspace has now.
   */
  adoption(workspaceId: string, shared: SharedKey): (() => Promise<void>) | null
  /**
   * The version that encrypts, the older ones that are still kept, and those of them that secrets of this database may
   * be under: none once a rotation is finished.
   */
  versions(workspaceId: string): { current: number; older: number[]; unswept: number[] }
  /** Notes that of the older keys only these versions still have secrets in this database. */
  noteSwept(workspaceId: string, left: ReadonlySet<number>): Promise<void>
  /** Whether the recovery passphrase opens older versions of the key alone, as the present one was made without it. */
  isPassphraseOld(workspaceId: string): boolean
  /**
   * Removes older keys that nothing in this database is under and no backup needs; returns how many. Does nothing before
   * the current key has been opened from a slot, which a key that was made in this run has not.
   */
  removeOlderKeys(workspaceId: string, needed: ReadonlySet<string>): Promise<number>
}

/** A version of a key as it comes from elsewhere. */
interface ReceivedKey extends Pick<KeyRow, 'version' | 'check'> {
  keyId: string
  slots: readonly { personId: string; params: PersonSlotParams }[]
}

interface Deps {
  commit: Commit
  rows: KeyRows
  openKeys: OpenKeys
  birth: KeyBirth
  opening: KeyOpening
  clock: Clock
  scryptCost: number
  keepers: Pick<Keepers, 'of'>
  use(workspaceId: string): Promise<OpenKey>
  open(workspaceId: string): Promise<KeyCondition>
}

export function createKeyUpkeep(deps: Deps): KeyUpkeep {
  const { commit, rows, openKeys, birth, opening, clock, scryptCost, keepers, use, open } = deps

  const assertKeyIsLost = async (workspaceId: string) => {
    const { state } = await open(workspaceId)
    if (state !== 'LOST' && state !== 'WRONG_KEY') throw appError('key_not_lost')
  }

  return {
    setPassphrase: async (workspaceId, passphrase) => {
      checkPassphrase(passphrase)
      await use(workspaceId)
      const wrapped: { id: string; params: Record<string, unknown> }[] = []
      for (const { id, version } of rows.all(workspaceId)) {
        const dataKey = openKeys.find(workspaceId, version)
        if (dataKey) wrapped.push({ id, params: await wrapWithPassphrase(dataKey, passphrase, scryptCost) })
      }
      await commit(() => {
        const current = rows.active(workspaceId)
        if (!wrapped.some(({ id }) => id === current?.id)) throw appError('rotated')
        for (const { id, params } of wrapped)
          if (rows.exists(id)) rows.putSlot(id, 'passphrase', params, clock().toISOString())
      })
    },

    removePassphrase: async (workspaceId) => {
      const kept = rows.all(workspaceId).filter(({ state }) => state !== 'pending')
      // A key that only backups need is opened by their own slots.
      for (const row of kept.filter(({ sweptAt }) => sweptAt === null)) {
        if (!rows.slots(row.id).keychain) throw appError('last_way_in')
        await opening.fromKeychain(row)
      }
      await commit(() => {
        for (const { id } of kept) rows.removeSlot(id, 'passphrase')
      })
    },

    prepareRotation: async (workspaceId, { passphrase, startOver = false }) => {
      if (startOver) await assertKeyIsLost(workspaceId)
      else await use(workspaceId)
      const row = rows.active(workspaceId)
      const slots = row && !startOver ? rows.slots(row.id) : {}
      if (row && slots.passphrase) await opening.fromPassphrase(row, passphrase ?? new Uint8Array())
      else if (passphrase !== undefined) checkPassphrase(passphrase)
      await birth.removeLeftovers(workspaceId)
      return birth.create({
        ...{ workspaceId, passphrase },
        needsKeychain: slots.keychain !== undefined,
        keepers: keepers.of(workspaceId),
      })
    },

    receive: (workspaceId, { keyId, version, check, slots }) => {
      const isNew = !rows.exists(keyId)
      const createdAt = clock().toISOString()
      if (isNew) rows.insert({ id: keyId, workspaceId, version, state: 'pending', check, createdAt, sweptAt: null })
      for (const { personId, params } of slots)
        if (rows.personSlot(keyId, personId)?.['to'] !== params.to)
          rows.putPersonSlot(keyId, personId, { ...params }, createdAt)
      if (isNew) rows.activate(keyId, workspaceId)
    },

    forgetPerson: (workspaceId, personId) => rows.removePersonSlots(workspaceId, personId),

    abandon: (workspaceId) => birth.abandon(workspaceId),

    removeAbandoned: () => birth.removeUnborn(),

    share: async (workspaceId) => {
      await use(workspaceId)
      const { id: keyId, version } = opening.active(workspaceId)
      const dataKey = openKeys.find(workspaceId, version)
      if (!dataKey) throw appError('closed')
      return { keyId, version, text: toKeychainText(dataKey) }
    },

    adoption: (workspaceId, { keyId, version, text }) => {
      const row = rows.active(workspaceId)
      const key = row?.id === keyId && row.version === version ? fromKeychainText(text) : null
      if (!row || !key || !passesCheck({ workspaceId, keyId, version, key }, row.check)) return null
      return () => opening.adopt(row, { workspaceId, keyId, version, key })
    },

    versions: (workspaceId) => {
      const retired = rows.all(workspaceId).filter(({ state }) => state === 'retired')
      return {
        current: opening.active(workspaceId).version,
        older: retired.map(versionOf),
        unswept: retired.filter(isUnswept).map(versionOf),
      }
    },

    noteSwept: async (workspaceId, left) => {
      const swept = rows.all(workspaceId).filter((row) => isUnswept(row) && !left.has(row.version))
      if (swept.length > 0)
        await commit(() => {
          for (const { id } of swept) rows.noteSwept(id, clock().toISOString())
        })
    },

    isPassphraseOld: (workspaceId) => {
      const [newest, ...older] = rows.all(workspaceId).filter(({ state }) => state !== 'pending')
      if (newest === undefined || older.length === 0 || rows.slots(newest.id).passphrase) return false
      return older.some(({ id, sweptAt }) => sweptAt === null && rows.slots(id).passphrase !== undefined)
    },

    removeOlderKeys: async (workspaceId, needed) => {
      const current = rows.active(workspaceId)
      if (!current || birth.bornHere.has(current.id) || !openKeys.isReady(workspaceId)) return 0
      const unneeded = rows.all(workspaceId).filter(({ id, sweptAt }) => sweptAt !== null && !needed.has(id))
      await birth.removeAll(unneeded)
      return unneeded.filter(({ id }) => !rows.exists(id)).length
    },
  }
}

const versionOf = ({ version }: KeyRow) => version
