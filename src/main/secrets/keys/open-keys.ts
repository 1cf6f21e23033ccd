import { appError } from '../../../contract/errors.ts'
import type { DataKey } from './data-key.ts'
import { type Binding, envelopeVersion, seal, unseal } from './envelope.ts'
import { rowError } from './errors.ts'
import type { KeyRows } from './rows.ts'

/** Where a secret belongs inside its workspace. */
export interface SecretPlace {
  connectorId: string
  path: string
}

/** An open key: synchronous, so it is used inside a transaction. */
export interface OpenKey {
  encrypt(place: SecretPlace, value: unknown): string
  /** Throws `locked`: `row_tampered`, or `old_key_missing` for a version that did not open. */
  decrypt(place: SecretPlace, envelope: string): unknown
  /** The secret under the newest key: the same envelope when it is there already. Throws as `decrypt`. */
  reencrypt(place: SecretPlace, envelope: string): string
}

/**
 * The keys that are open in this process, by workspace and version. Which one encrypts is read from the database at
 * every use, so a rotation that is committed or rolled back needs no second bookkeeping here.
 */
export function createOpenKeys(rows: KeyRows) {
  const opened = new Map<string, Map<number, DataKey>>()
  let closed = false

  const find = (workspaceId: string, version: number | undefined) =>
    version === undefined ? undefined : opened.get(workspaceId)?.get(version)

  const newest = (workspaceId: string): DataKey => {
    const key = find(workspaceId, rows.activeVersion(workspaceId))
    if (!key) throw appError('closed')
    return key
  }

  const encrypt = (workspaceId: string, place: SecretPlace, value: unknown) =>
    sealUnder(newest(workspaceId), place, value)

  const decrypt = (workspaceId: string, place: SecretPlace, envelope: string): unknown => {
    newest(workspaceId)
    const version = envelopeVersion(envelope)
    if (version === null) throw rowError('row_tampered')
    const dataKey = find(workspaceId, version)
    if (!dataKey) throw rowError(rows.has(workspaceId, version) ? 'old_key_missing' : 'row_tampered')
    const opened = unseal(dataKey.key, binding(dataKey, place), envelope)
    if (!opened) throw rowError('row_tampered')
    return opened.value
  }

  const handle = (workspaceId: string): OpenKey => ({
    encrypt: (place, value) => encrypt(workspaceId, place, value),
    decrypt: (place, envelope) => decrypt(workspaceId, place, envelope),
    reencrypt: (place, envelope) =>
      envelopeVersion(envelope) === newest(workspaceId).version
        ? envelope
        : encrypt(workspaceId, place, decrypt(workspaceId, place, envelope)),
  })

  const isReady = (workspaceId: string): boolean => find(workspaceId, rows.activeVersion(workspaceId)) !== undefined

  return {
    add: (dataKey: DataKey) => {
      if (closed) return
      const versions = opened.get(dataKey.workspaceId) ?? new Map<number, DataKey>()
      opened.set(dataKey.workspaceId, versions.set(dataKey.version, dataKey))
    },
    remove: ({ workspaceId, version }: Pick<DataKey, 'workspaceId' | 'version'>) => {
      opened.get(workspaceId)?.delete(version)
    },
    find,
    /** Whether the key that encrypts is open. */
    isReady,
    /** The key that encrypts; null while it is not open. */
    peek: (workspaceId: string): OpenKey | null => (isReady(workspaceId) ? handle(workspaceId) : null),
    /** Forgets the keys of one workspace, or all; they can be opened again. */
    forget: (workspaceId?: string) => {
      if (workspaceId === undefined) opened.clear()
      else opened.delete(workspaceId)
    },
    close: () => {
      closed = true
      opened.clear()
    },
  }
}

/** A secret under one key, wherever that key stands. */
export const sealUnder = (dataKey: DataKey, place: SecretPlace, value: unknown): string =>
  seal(dataKey.key, dataKey.version, binding(dataKey, place), value)

export type OpenKeys = ReturnType<typeof createOpenKeys>

const binding = ({ workspaceId, keyId, version }: DataKey, { connectorId, path }: SecretPlace): Binding => [
  'auth',
  1,
  workspaceId,
  connectorId,
  path,
  keyId,
  version,
]
