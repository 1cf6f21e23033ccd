import type { ListedBackup } from '../../contract/groups/backups.ts'
import { type DataKey, fromKeychainText, keychainAccount, passesCheck } from './keys/data-key.ts'
import { keyStateOf } from './keys/errors.ts'
import type { Keychain } from './keychain/keychain.ts'

/** A key that a backup needs, as its own rows describe it. */
interface BackupKey extends Omit<DataKey, 'key' | 'keyId'> {
  id: string
  check: string
  slots: string[]
}

type Openness = ListedBackup['keys']

const WORST_LAST: Openness[] = ['ready', 'passphrase', 'unknown', 'lost']

/**
 * Tells of backups whether their secrets can be read on this computer, without opening a workspace. Each key is asked for
 * once, and none after the keychain has not answered.
 */
export function createKeyLook(keychain: Keychain): (keys: readonly BackupKey[]) => Promise<Openness> {
  const known = new Map<string, Openness>()
  let isSilent = false

  const inKeychain = async ({ id: keyId, check, ...place }: BackupKey): Promise<Openness> => {
    if (isSilent) return 'unknown'
    try {
      const key = fromKeychainText(await keychain.read(keychainAccount({ ...place, keyId })))
      return key && passesCheck({ ...place, keyId, key }, check) ? 'ready' : 'lost'
    } catch (error) {
      const state = keyStateOf(error)
      if (!state) throw error
      if (state === 'LOST' || state === 'WRONG_KEY') return 'lost'
      isSilent = true
      return 'unknown'
    }
  }

  const ofKey = async (key: BackupKey): Promise<Openness> => {
    const first = known.get(key.id) ?? (key.slots.includes('keychain') ? await inKeychain(key) : 'lost')
    known.set(key.id, first)
    return first !== 'ready' && key.slots.includes('passphrase') ? 'passphrase' : first
  }

  return async (keys: readonly BackupKey[]): Promise<Openness> => {
    let worst: Openness = 'ready'
    for (const key of keys) {
      const openness = await ofKey(key)
      if (WORST_LAST.indexOf(openness) > WORST_LAST.indexOf(worst)) worst = openness
    }
    return worst
  }
}
