import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { type Binding, seal, unseal } from './envelope.ts'

const KEY_BYTES = 32
const CHECK_TEXT = 'patchbay'

/** One version of a workspace's data key. */
export interface DataKey {
  workspaceId: string
  keyId: string
  version: number
  key: KeyObject
}

/** A new random key. Node overwrites the bytes of a KeyObject when it is collected. */
export function generateKey(): KeyObject {
  const bytes = randomBytes(KEY_BYTES)
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return key
}

/** The key in a base64url text; null when the text is not exactly one key. */
export function importKey(text: string): KeyObject | null {
  const bytes = Buffer.from(text, 'base64url')
  const key = bytes.length === KEY_BYTES && bytes.toString('base64url') === text ? createSecretKey(bytes) : null
  bytes.fill(0)
  return key
}

/** The text that a key is stored as in a keychain. */
export function toKeychainText({ key }: Pick<DataKey, 'key'>): string {
  const bytes = key.export()
  const text = `pbkey1:${bytes.toString('base64url')}`
  bytes.fill(0)
  return text
}

/** The key in a keychain entry; null when the entry is damaged or foreign. */
export const fromKeychainText = (text: string): KeyObject | null =>
  text.startsWith('pbkey1:') ? importKey(text.slice('pbkey1:'.length)) : null

/** The account of a key's keychain entry. */
export const keychainAccount = ({ workspaceId, keyId }: Pick<DataKey, 'workspaceId' | 'keyId'>): string =>
  `ws/${workspaceId}/${keyId}`

/** An envelope by which a wrong key is recognised without touching a secret. */
export const makeCheck = (dataKey: DataKey): string =>
  seal(dataKey.key, dataKey.version, checkBinding(dataKey), CHECK_TEXT)

export const passesCheck = (dataKey: DataKey, check: string): boolean =>
  unseal(dataKey.key, checkBinding(dataKey), check)?.value === CHECK_TEXT

const checkBinding = ({ workspaceId, keyId, version }: DataKey): Binding => ['check', 1, workspaceId, keyId, version]
