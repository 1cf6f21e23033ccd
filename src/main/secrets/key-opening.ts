import { type DataKey, fromKeychainText, keychainAccount, passesCheck } from './keys/data-key.ts'
import type { KeyBirth } from './key-birth.ts'
import { keyError, keyStateOf } from './keys/errors.ts'
import { isUnswept, type KeyRow, type KeyRows } from './keys/rows.ts'
import type { Keychain } from './keychain/keychain.ts'
import type { OpenKeys } from './keys/open-keys.ts'
import { unwrapWithPassphrase, wrongPassphrase } from './passphrase/slot.ts'

interface Deps {
  rows: KeyRows
  openKeys: OpenKeys
  keychain: Keychain
  birth: KeyBirth
}

/** Unwraps keys from their slots. A check that fails says WRONG_KEY; no path here makes or overwrites a key. */
export function createKeyOpening({ rows, openKeys, keychain, birth }: Deps) {
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

  const fromPassphrase = async (row: KeyRow, passphrase: string): Promise<DataKey> => {
    const { workspaceId, id: keyId, version } = row
    const params = rows.slots(keyId).passphrase
    const key = params && (await unwrapWithPassphrase({ workspaceId, keyId, version }, params, passphrase))
    if (!key) throw wrongPassphrase()
    return checked(row, key)
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
      const row = active(workspaceId)
      if (!rows.slots(row.id).keychain) throw keyError('passphrase_needed', keychain.name)
      openKeys.add(await fromKeychain(row))
      await openOlder(workspaceId, fromKeychain)
    },

    withPassphrase: async (workspaceId: string, passphrase: string): Promise<void> => {
      const row = active(workspaceId)
      const dataKey = await fromPassphrase(row, passphrase)
      openKeys.add(dataKey)
      await joinKeychain(row, dataKey)
      await openOlder(workspaceId, (row) => fromPassphrase(row, passphrase).catch(() => fromKeychain(row)))
    },
  }
}

export type KeyOpening = ReturnType<typeof createKeyOpening>
