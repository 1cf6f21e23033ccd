import type { Passphrase } from '../../../contract/passphrase.ts'
import type { Commit } from '../../store/commit.ts'
import type { PersonSlots } from '../../store/schema.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { DataKey } from '../keys/data-key.ts'
import type { Binding } from '../keys/envelope.ts'
import { keyError, keyStateOf, withPassphrase } from '../keys/errors.ts'
import { checkPassphrase, openWithPassphrase, sealWithPassphrase, wrongPassphrase } from '../passphrase/slot.ts'
import {
  fromPersonText,
  generatePersonKeys,
  type PrivateKeys,
  type PublicKeys,
  publicKeysOf,
  signBytes,
  toPersonText,
  unwrapForPerson,
} from './keys.ts'

/** A person as their row describes them. */
export interface PersonRow {
  id: string
  x25519: string | null
  ed25519: string | null
  slots: PersonSlots
}

/** The rows of persons, which another room owns. */
export interface Keepers {
  /** The person who works with the program; null where persons are not known. */
  me(): PersonRow | null
  /** Call inside a transaction. */
  putKeys(personId: string, keys: PublicKeys & { slots: PersonSlots }): void
  /** The persons who hold the key of a workspace, its owners and admins, as far as they have keys of their own. */
  of(workspaceId: string): Keeper[]
}

/** Somebody for whom a data key is wrapped. */
export interface Keeper {
  id: string
  x25519: string
}

/** The key pairs of the person who works with the program. */
export interface PersonKey {
  /** Null before the keys are made. */
  publicKeys(): PublicKeys | null
  /** What opens the private halves. */
  ways(): (keyof PersonSlots)[]
  isOpen(): boolean
  /**
   * Makes the keys unless there are some: in the keychain or, where none can be used, under the passphrase. With
   * `replacesLost`, keys that a working keychain does not have and no passphrase opens are replaced. Throws `locked` with the
   * reason where there is neither keychain nor passphrase.
   */
  make(options?: { passphrase?: Passphrase; replacesLost?: boolean }): Promise<void>
  /** Opens the private halves. Throws `locked` where the keychain does not, and `invalid` for a wrong passphrase. */
  open(passphrase?: Passphrase): Promise<void>
  /** Protects the keys, which are made or opened first, with a passphrase too, or with another one. */
  setPassphrase(passphrase: Passphrase): Promise<void>
  /** The Ed25519 signature of bytes, 64 bytes; null while the keys are closed. */
  sign(bytes: Uint8Array): Buffer | null
  /** The private halves while they are open. */
  peek(): PrivateKeys | null
  /** The data key inside the person's slot; null while the person's keys are closed, or where the slot is not theirs. */
  unwrap(which: Omit<DataKey, 'key'>, params: unknown): DataKey['key'] | null
  close(): void
}

interface Deps {
  keepers: Keepers
  keychain: Keychain
  commit: Commit
  scryptCost: number
  /** Where the open keys are kept for the present work. */
  holder: { get(): PrivateKeys | null; set(keys: PrivateKeys | null): void }
}

/** A person's keys are made in `make` alone, and never by a path that opens them. */
export function createPersonKey({ keepers, keychain, commit, scryptCost, holder }: Deps): PersonKey {
  let making: Promise<unknown> = Promise.resolve()

  const known = (): (PersonRow & PublicKeys) | null => {
    const me = keepers.me()
    return me && me.x25519 !== null && me.ed25519 !== null ? { ...me, x25519: me.x25519, ed25519: me.ed25519 } : null
  }

  const noKeys = () => keyError('no_person_key', keychain.name)

  const adopt = (text: string | null, row: PublicKeys): boolean => {
    const keys = text === null ? null : fromPersonText(text, row)
    if (keys) holder.set(keys)
    return keys !== null
  }

  const read = async (row: PersonRow): Promise<string> => {
    try {
      return await keychain.read(accountOf(row))
    } catch (error) {
      throw keyStateOf(error) === 'LOST' ? keyError('person_key_lost', keychain.name) : error
    }
  }

  const open = async (passphrase?: Passphrase): Promise<void> => {
    const row = known()
    if (!row) throw noKeys()
    if (passphrase !== undefined) {
      const { passphrase: params } = row.slots
      if (!params || !adopt(await openWithPassphrase(bindingOf(row), params, passphrase), row))
        throw wrongPassphrase('person')
      return
    }
    if (holder.get()) return
    if (!row.slots.keychain) throw keyError('person_passphrase_needed', keychain.name)
    if (!adopt(await read(row), row)) throw keyError('person_key_lost', keychain.name)
  }

  const isLost = async (row: PersonRow): Promise<boolean> => {
    if (row.slots.passphrase) return false
    try {
      await open()
      return false
    } catch (error) {
      if (!keyStateOf(error)) throw error
      return keyStateOf(error) === 'LOST'
    }
  }

  const canUseKeychain = async (passphrase: Passphrase | undefined): Promise<boolean> => {
    try {
      await keychain.probe()
      return true
    } catch (error) {
      if (passphrase !== undefined && keyStateOf(error)) return false
      throw withPassphrase(error, 'protects_person')
    }
  }

  const wrap = (row: Pick<PersonRow, 'id'>, keys: PrivateKeys, passphrase: Passphrase) =>
    sealWithPassphrase(bindingOf(row), 1, toPersonText(keys), passphrase, scryptCost)

  const makeNow = async ({ passphrase, replacesLost = false }: { passphrase?: Passphrase; replacesLost?: boolean }) => {
    const row = keepers.me()
    if (!row || (known() && !(replacesLost && (await isLost(row))))) return
    if (passphrase !== undefined) checkPassphrase(passphrase)
    keychain.retry()
    const keys = generatePersonKeys()
    const slots: PersonSlots = (await canUseKeychain(passphrase))
      ? { keychain: true }
      : { passphrase: await wrap(row, keys, passphrase ?? new Uint8Array()) }
    // An entry without a row is overwritten by the next try; a row without an entry would be a lost key.
    if (slots.keychain) await keychain.write(accountOf(row), toPersonText(keys))
    await commit(() => keepers.putKeys(row.id, { ...publicKeysOf(keys), slots }))
    holder.set(keys)
  }

  const make: PersonKey['make'] = (options = {}) => {
    const turn = making.then(() => makeNow(options))
    making = turn.catch(() => undefined)
    return turn
  }

  return {
    publicKeys: () => {
      const row = known()
      return row && { x25519: row.x25519, ed25519: row.ed25519 }
    },
    ways: () => Object.keys(known()?.slots ?? {}) as (keyof PersonSlots)[],
    isOpen: () => holder.get() !== null,
    make,
    open,

    setPassphrase: async (passphrase) => {
      checkPassphrase(passphrase)
      await make({ passphrase })
      await open()
      const [row, keys] = [known(), holder.get()]
      if (!row || !keys) throw noKeys()
      const params = await wrap(row, keys, passphrase)
      await commit(() =>
        keepers.putKeys(row.id, { ...publicKeysOf(keys), slots: { ...row.slots, passphrase: params } }),
      )
    },

    sign: (bytes) => {
      const keys = holder.get()
      return keys && signBytes(keys, bytes)
    },

    peek: () => holder.get(),

    unwrap: (which, params) => {
      const keys = holder.get()
      return keys && unwrapForPerson(which, params, keys)
    },

    close: () => holder.set(null),
  }
}

/** Opens a person's own keys: from the keychain or, where that does not have them, with their passphrase. */
export async function openOwnKeys(person: PersonKey, passphrase: Passphrase | undefined): Promise<void> {
  if (person.isOpen()) return
  try {
    await person.open()
  } catch (error) {
    if (passphrase === undefined || !person.ways().includes('passphrase')) throw error
    await person.open(passphrase)
  }
}

/** The account of the keychain entry; a person's id is made for one data directory. */
const accountOf = ({ id }: Pick<PersonRow, 'id'>): string => `person/${id}`

const bindingOf = ({ id }: Pick<PersonRow, 'id'>): Binding => ['person', 1, id]
