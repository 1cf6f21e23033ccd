import type { Passphrase } from '../../contract/passphrase.ts'
import { appError, AppError } from '../../contract/errors.ts'
import type { KeyCondition, KeyState } from '../../contract/groups/keys.ts'
import { type Commit, createCommit } from '../store/commit.ts'
import { collectGarbage } from '../platform/collect.ts'
import type { Clock } from '../core/ports.ts'
import type { Store } from '../store/open.ts'
import { createKeyBirth, type PendingKey } from './key-birth.ts'
import {
  keyError,
  keyStateOf,
  type LockReason,
  toTrouble,
  type Trouble,
  waitsForPerson,
  withPassphrase,
} from './keys/errors.ts'
import { createKeyOpening } from './key-opening.ts'
import { createKeyRows, type SlotKind } from './keys/rows.ts'
import { createKeyUpkeep, type KeyUpkeep } from './key-upkeep.ts'
import type { Keychain } from './keychain/keychain.ts'
import { createKeyRings } from './keys/key-rings.ts'
import type { OpenKey } from './keys/open-keys.ts'
import { createPersonKey, type Keepers, type PersonKey } from './person/person-key.ts'
import { SCRYPT_COST } from '../../shared/limits.ts'
import { checkPassphrase } from './passphrase/slot.ts'

export type { PendingKey } from './key-birth.ts'
export type { OpenKey } from './keys/open-keys.ts'

export interface Vault extends KeyUpkeep {
  /** The keys of the person who works with the program. */
  person: PersonKey
  /**
   * Makes the first key of a new workspace, protected by the keychain where one is usable and by a passphrase when given.
   * Throws `locked` with the reason when neither is to be had, and `invalid` for a weak passphrase.
   */
  create(workspaceId: string, options: { passphrase?: Passphrase }): Promise<PendingKey>
  /** What is known without touching the keychain: CLOSED until something has opened the key or failed to. */
  status(workspaceId: string): KeyCondition
  /**
   * Tries to open; a key state is an answer, not an error. Throws `invalid` for a wrong passphrase. What waits for a person
   * opens with a passphrase or `byPerson`, and else stays locked.
   */
  open(workspaceId: string, passphrase?: Passphrase, options?: { byPerson?: boolean }): Promise<KeyCondition>
  /** The open key, opened from the keychain on first need. Throws `locked` with the reason. */
  use(workspaceId: string): Promise<OpenKey>
  /** Whether a passphrase opens the newest key; nothing is opened. */
  isPassphrase(workspaceId: string, passphrase: Passphrase): Promise<boolean>
  /** The key if it is open already; the keychain is not asked. */
  peek(workspaceId: string): OpenKey | null
  /** Whether a keychain here can hold a new key. */
  probe(): Promise<{ usable: boolean; keychainName: string } & Trouble>
  /**
   * Runs work whose keys are its own: what it opens is open for it alone and until it ends. It also uses the keys that are
   * open for everybody, and keeps those up to date.
   */
  withOwnKeys<T>(work: () => Promise<T>): Promise<T>
  /** Gives everybody who may hold the key of a workspace a slot, as far as it is open. */
  addPersonSlots(workspaceId: string): Promise<void>
  /** Forgets the key; it stays LOCKED until a person opens it. */
  lock(workspaceId: string): Promise<void>
  /** The same for every workspace after a time without use, whether its key was open or not. */
  lockAll(): Promise<void>
  /** Forgets all open keys; the next need opens them again. */
  closeAll(): Promise<void>
  /** Forgets all open keys for good; Node overwrites their bytes as it frees them. */
  close(): void
}

interface Deps {
  store: Store
  commit?: Commit
  keychain: Keychain
  clock: Clock
  /** Who works with the program, and who holds the key of a workspace; nobody unless given. */
  keepers?: Keepers
  /** Whether the program was given a passphrase, with which its host opens keys when they are needed; not unless given. */
  hasPassphrase?: boolean
  /** The N of scrypt for new passphrase slots. */
  scryptCost?: number
  /** Frees the memory of what was forgotten; `collectGarbage` unless given. */
  collect?: () => Promise<void>
  /** Hears of a key that was opened, did not open, or was locked by hand, and why; the same cause is reported once. */
  onState?: (workspaceId: string, state: KeyState, reason?: string) => void
}

const NOBODY: Keepers = { me: () => null, putKeys: () => undefined, of: () => [] }

/** Encrypts secrets with one key per workspace. Making it touches no keychain. */
export function createVault(deps: Deps): Vault {
  const {
    store,
    commit = createCommit(store),
    keychain,
    clock,
    keepers = NOBODY,
    hasPassphrase = false,
    scryptCost = SCRYPT_COST,
    collect = collectGarbage,
    onState,
  } = deps
  const rows = createKeyRows(store)
  const rings = createKeyRings(rows)
  const { openKeys, present, troubleOf } = rings
  const birth = createKeyBirth({ commit, rows, openKeys, keychain, clock, scryptCost, keepers })
  const person = createPersonKey({ keepers, keychain, commit, scryptCost, holder: rings.person })
  const opening = createKeyOpening({ rows, openKeys, keychain, birth, person, keepers })

  const slotsOf = (workspaceId: string): KeyCondition['slots'] => {
    const row = rows.active(workspaceId)
    if (!row) return []
    const me = keepers.me()
    const isMine = me !== null && rows.personSlot(row.id, me.id) !== undefined
    return [...(Object.keys(rows.slots(row.id)) as SlotKind[]), ...(isMine ? (['person'] as const) : [])]
  }

  const withPassphraseHint = (workspaceId: string, error: unknown): unknown =>
    slotsOf(workspaceId).filter((slot) => slot !== 'person').length > 1 ? withPassphrase(error, 'opens') : error

  const noteTrouble = (workspaceId: string, trouble: AppError) => {
    const state = keyStateOf(trouble)
    if (!state) return
    const isNews = troubleOf(workspaceId)?.reason !== trouble.reason
    present().troubles.set(workspaceId, trouble)
    if (isNews) onState?.(workspaceId, state, trouble.reason)
  }

  /** Optional: a database that cannot be written to now keeps no key from opening. */
  const addPersonSlots = async (workspaceId: string): Promise<void> => {
    const opened = rows.all(workspaceId).flatMap(({ version }) => openKeys.find(workspaceId, version) ?? [])
    try {
      await birth.addPersonSlots(opened)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }

  /** Remembers why a key did not open, so `status` can tell without asking again. */
  const remember = async (workspaceId: string, run: () => Promise<void>): Promise<void> => {
    try {
      await run()
      await addPersonSlots(workspaceId)
      present().troubles.delete(workspaceId)
      onState?.(workspaceId, 'READY')
    } catch (error) {
      const hinted = withPassphraseHint(workspaceId, error)
      if (hinted instanceof AppError) noteTrouble(workspaceId, hinted)
      throw hinted
    }
  }

  /** Lets a key state pass as an answer. */
  const settle = async (opened: Promise<unknown>): Promise<void> => {
    try {
      await opened
    } catch (error) {
      if (!keyStateOf(error)) throw error
    }
  }

  /**
   * The person's own key opens along with a workspace, to sign what they do: from the keychain or, where that does not have
   * it, with the passphrase of the workspace where it is theirs, too.
   */
  const openPerson = async (passphrase?: Passphrase): Promise<void> => {
    if (person.isOpen()) return
    if (person.ways().includes('keychain')) await settle(person.open())
    if (person.isOpen() || passphrase === undefined || !person.ways().includes('passphrase')) return
    try {
      await person.open(passphrase)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid') throw error
    }
  }

  const openFromKeychain = (workspaceId: string): Promise<void> => {
    const { underWay } = present()
    const waiting = underWay.get(workspaceId)
    if (waiting) return waiting
    const started = remember(workspaceId, async () => {
      await opening.withKeychain(workspaceId)
      await openPerson()
    }).finally(() => underWay.delete(workspaceId))
    underWay.set(workspaceId, started)
    return started
  }

  /** Whether a way to unwrap a key needs no person; their own key may lie under a passphrase alone. */
  const opensAtNeed = (slot: KeyCondition['slots'][number]): boolean => {
    if (slot === 'keychain') return true
    if (slot === 'passphrase') return hasPassphrase
    return person.isOpen() || person.ways().some((way) => way === 'keychain' || hasPassphrase)
  }

  const status = (workspaceId: string): KeyCondition => {
    const slots = slotsOf(workspaceId)
    const isReady = openKeys.isReady(workspaceId)
    const trouble = (!isReady && troubleOf(workspaceId)) || null
    const state = isReady ? 'READY' : (keyStateOf(trouble) ?? 'CLOSED')
    const isUsable = isReady || (state === 'CLOSED' && slots.some(opensAtNeed))
    return { state, isUsable, slots, keychainName: keychain.name, ...toTrouble(trouble) }
  }

  const use = async (workspaceId: string): Promise<OpenKey> => {
    const ready = openKeys.peek(workspaceId)
    if (ready) return ready
    const trouble = troubleOf(workspaceId)
    if (waitsForPerson(trouble?.reason)) throw trouble
    await openFromKeychain(workspaceId)
    const opened = openKeys.peek(workspaceId)
    if (!opened) throw appError('closed')
    return opened
  }

  /** An opening that is under way would bring the key back. */
  const openingsDone = (): Promise<unknown> => {
    // A person who locks does not wait for a question of the keychain.
    keychain.cancel()
    return Promise.allSettled(present().underWay.values())
  }

  /** The texts and keys that nothing refers to any more, here and in the process that talks to the keychain. */
  const forgetTraces = async () => {
    await keychain.rest()
    await collect()
  }

  const forget = async (workspaceIds: string[], reason: LockReason) => {
    await openingsDone()
    for (const workspaceId of workspaceIds) openKeys.forget(workspaceId)
    // It would open them again.
    person.close()
    await forgetTraces()
    for (const workspaceId of workspaceIds) {
      // What somebody has locked by hand stays so.
      if (waitsForPerson(troubleOf(workspaceId)?.reason)) continue
      const error = withPassphraseHint(workspaceId, keyError(reason, keychain.name))
      if (error instanceof AppError) noteTrouble(workspaceId, error)
    }
  }

  const open: Vault['open'] = async (workspaceId, passphrase, { byPerson = false } = {}) => {
    const waits = passphrase === undefined && !byPerson && waitsForPerson(troubleOf(workspaceId)?.reason)
    if (waits && !openKeys.isReady(workspaceId)) return status(workspaceId)
    keychain.retry()
    if (openKeys.isReady(workspaceId) && passphrase === undefined) return status(workspaceId)
    if (passphrase === undefined) await settle(openFromKeychain(workspaceId))
    else
      await settle(
        remember(workspaceId, async () => {
          await opening.withPassphrase(workspaceId, passphrase)
          await openPerson(passphrase)
        }),
      )
    return status(workspaceId)
  }

  return {
    person,
    status,
    use,
    open,
    isPassphrase: async (workspaceId, passphrase) => {
      try {
        await opening.fromPassphrase(opening.active(workspaceId), passphrase)
        return true
      } catch (error) {
        if (error instanceof AppError && error.code === 'invalid') return false
        throw error
      }
    },
    peek: openKeys.peek,

    create: async (workspaceId, { passphrase }) => {
      if (passphrase !== undefined) checkPassphrase(passphrase)
      if (rows.all(workspaceId).length > 0) throw appError('key_exists')
      await birth.removeLeftovers(workspaceId)
      const me = keepers.me()
      const own = me && person.publicKeys()
      await openPerson(passphrase)
      return birth.create({
        ...{ workspaceId, passphrase },
        needsKeychain: false,
        keepers: me && own ? [{ id: me.id, x25519: own.x25519 }] : [],
      })
    },

    probe: async () => {
      keychain.retry()
      const { name: keychainName } = keychain
      try {
        await keychain.probe()
        return { usable: true, keychainName, ...toTrouble(null) }
      } catch (error) {
        if (!(error instanceof AppError) || !keyStateOf(error)) throw error
        return { usable: false, keychainName, ...toTrouble(error) }
      }
    },

    ...createKeyUpkeep({ commit, rows, openKeys, birth, opening, clock, scryptCost, keepers, use, open }),

    addPersonSlots,

    withOwnKeys: rings.withOwnKeys,

    lock: (workspaceId) => rings.onShared(() => forget([workspaceId], 'locked_by_hand')),
    lockAll: () => rings.onShared(() => forget(rows.workspaceIds(), 'locked_unused')),

    closeAll: () =>
      rings.onShared(async () => {
        await openingsDone()
        openKeys.forget()
        person.close()
        await forgetTraces()
      }),

    close: () => {
      openKeys.close()
      person.close()
    },
  }
}
