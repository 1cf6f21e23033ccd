import type { Passphrase } from '../../contract/passphrase.ts'
import { type DataKey, fromKeychainText, keychainAccount, passesCheck } from './keys/data-key.ts'
import type { KeyBirth } from './key-birth.ts'
import { keyError, keyStateOf } from './keys/errors.ts'
import { isUnswept, type KeyRow, type KeyRows } from './keys/rows.ts'
import type { Keychain } from './keychain/keychain.ts'
import type { OpenKeys } from './keys/open-keys.ts'
import type { Keepers, PersonKey } from './person/person-key.ts'
import { unwrapWithPassphrase, wrongPassphrase } from './passphrase/slot.ts'

interface Deps {
  rows: KeyRows
  openKeys: OpenKeys
  keychain: Keychain
  birth: KeyBirth
  person: PersonKey
  keepers: Pick<Keepers, 'me'>
}

/** Unwraps keys from their slots. A check that fails says WRONG_KEY; no path here makes or overwrites a key. */
export function createKeyOpening({ rows, openKeys, keychain, birth, person, keepers }: Deps) {
  const checked = (row: KeyRow, key: DataKey['key']): DataKey => {
    const dataKey = { workspaceId: row.workspaceId, keyId: row.id, version: row.version, key }
    if (!passesCheck(dataKey, row.check)) throw keyError('wrong_key', keychain.name)
    return dataKey
  }

  const fromKeychain = async (row: KeyRow): Promise<DataKey> => {
    const key = fromKeychainText(await keychain.read(keychainAccount({ workspaceId: row.workspaceId, keyId: row.id })))
    if (!key) throw keyError('damaged_entry', keychain.name)
    return checked(row, key)
  }

  const fromPassphrase = async (row: KeyRow, passphrase: Passphrase): Promise<DataKey> => {
    const { workspaceId, id: keyId, version } = row
    const params = rows.slots(keyId).passphrase
    const key = params && (await unwrapWithPassphrase({ workspaceId, keyId, version }, params, passphrase))
    if (!key) throw wrongPassphrase()
    return checked(row, key)
  }

  /** From the person's own slot, for which their keys must be open. */
  const fromPerson = (row: KeyRow): DataKey => {
    const me = keepers.me()
    const params = me && rows.personSlot(row.id, me.id)
    const key = params && person.unwrap({ workspaceId: row.workspaceId, keyId: row.id, version: row.version }, params)
    if (!key) throw keyError('person_passphrase_needed', keychain.name)
    return checked(row, key)
  }

  const hasPersonSlot = (row: KeyRow): boolean => {
    const me = keepers.me()
    return me !== null && rows.personSlot(row.id, me.id) !== undefined
  }

  /** From this computer's keychain, which has the key or the person's own. */
  const fromThisComputer = async (row: KeyRow): Promise<DataKey> => {
    try {
      if (!rows.slots(row.id).keychain) throw keyError('passphrase_needed', keychain.name)
      return await fromKeychain(row)
    } catch (error) {
      if (!keyStateOf(error) || !hasPersonSlot(row)) throw error
      try {
        await person.open()
        return fromPerson(row)
      } catch {
        // What keeps the workspace's own entry from opening is what a person can mend first.
        throw error
      }
    }
  }

  /** Where the passphrase is not the workspace's, it may be the one of the person's own key. */
  const fromPersonPassphrase = async (row: KeyRow, passphrase: Passphrase, refused: unknown): Promise<DataKey> => {
    if (!hasPersonSlot(row) || !person.ways().includes('passphrase')) throw refused
    try {
      await person.open(passphrase)
    } catch {
      throw refused
    }
    return fromPerson(row)
  }

  const active = (workspaceId: string): KeyRow => {
    const row = rows.active(workspaceId)
    if (!row) throw keyError('no_key', keychain.name)
    return row
  }

  /** Older keys are only needed until everything is re-encrypted; one that does not open keeps no other from working. */
  const openOlder = async (workspaceId: string, openOne: (row: KeyRow) => Promise<DataKey>) => {
    for (const row of rows.all(workspaceId).filter(isUnswept)) {
      if (openKeys.find(workspaceId, row.version)) continue
      await openOne(row).then(openKeys.add, () => undefined)
    }
  }

  /** Somebody who came in by passphrase gets an entry in this computer's keychain, unless there is one or it cannot be had. */
  const joinKeychain = async (row: KeyRow, dataKey: DataKey) => {
    try {
      await fromKeychain(row)
      await birth.noteKeychainSlot(dataKey)
    } catch (error) {
      if (keyStateOf(error) !== 'LOST') return
      await birth.addKeychainSlot(dataKey).catch(() => undefined)
    }
  }

  return {
    active,
    fromKeychain,
    fromPassphrase,

    withKeychain: async (workspaceId: string): Promise<void> => {
      openKeys.add(await fromThisComputer(active(workspaceId)))
      await openOlder(workspaceId, fromThisComputer)
    },

    /** Takes over a key that came with an invitation. */
    adopt: async (row: KeyRow, dataKey: DataKey): Promise<void> => {
      openKeys.add(dataKey)
      await joinKeychain(row, dataKey)
      await birth.addPersonSlots([dataKey])
    },

    withPassphrase: async (workspaceId: string, passphrase: Passphrase): Promise<void> => {
      const row = active(workspaceId)
      const dataKey = await fromPassphrase(row, passphrase).catch((error: unknown) =>
        fromPersonPassphrase(row, passphrase, error),
      )
      openKeys.add(dataKey)
      await joinKeychain(row, dataKey)
      await openOlder(workspaceId, (row) => fromPassphrase(row, passphrase).catch(() => fromThisComputer(row)))
    },
  }
}

export type KeyOpening = ReturnType<typeof createKeyOpening>
