import { type DataKey, importKey, makeCheck } from '../../../secrets/keys/data-key.ts'
import { type Binding, seal, unseal } from '../../../secrets/keys/envelope.ts'
import { type PrivateKeys, unwrapForPerson, wrapForPerson } from '../../../secrets/person/keys.ts'
import { holdsKey, type KeyFile, type SharedMember } from './members.ts'

const bindingOf = (workspaceId: string, { keyId, version }: Pick<KeyFile, 'keyId' | 'version'>): Binding => [
  'previous key',
  1,
  workspaceId,
  keyId,
  version,
]

/**
 * The file of a data key for these members. What `former` wrapped for somebody stays as it is. With `previous`, the key
 * before is sealed under this one.
 */
export function toKeyFile(
  dataKey: DataKey,
  members: readonly SharedMember[],
  { former, previous }: { former?: KeyFile; previous?: DataKey } = {},
): KeyFile {
  const { keyId, version, workspaceId } = dataKey
  const wraps: KeyFile['wraps'] = {}
  for (const { id, x25519 } of members.filter(holdsKey)) {
    const present = former?.wraps[id]
    wraps[id] = present?.to === x25519 ? present : wrapForPerson(dataKey, { x25519 })
  }
  const sealed = previous && seal(dataKey.key, version, bindingOf(workspaceId, previous), textOf(previous.key))
  const kept = sealed ?? former?.previous
  return {
    keyId,
    version,
    check: former?.check ?? makeCheck(dataKey),
    wraps,
    ...(kept !== undefined && { previous: kept }),
  }
}

/** The key that a file has for a person; null where it has none for them. */
export function fromKeyFile(workspaceId: string, file: KeyFile, memberId: string, keys: PrivateKeys): DataKey | null {
  const { keyId, version, wraps } = file
  const key = Object.hasOwn(wraps, memberId)
    ? unwrapForPerson({ workspaceId, keyId, version }, wraps[memberId], keys)
    : null
  return key && { workspaceId, keyId, version, key }
}

/** The key before one, which its file has sealed; null where it has none. */
export function previousKey(dataKey: DataKey, file: KeyFile, former: KeyFile): DataKey | null {
  const { workspaceId } = dataKey
  const opened = file.previous === undefined ? null : unseal(dataKey.key, bindingOf(workspaceId, former), file.previous)
  const key = typeof opened?.value === 'string' ? importKey(opened.value) : null
  return key && { workspaceId, keyId: former.keyId, version: former.version, key }
}

function textOf(key: DataKey['key']): string {
  const bytes = key.export()
  const text = bytes.toString('base64url')
  bytes.fill(0)
  return text
}
