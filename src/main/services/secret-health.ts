import { AppError } from '../../contract/errors.ts'
import { isEnvelope } from '../secrets/envelope.ts'
import type { OpenKey, Vault } from '../secrets/vault.ts'
import type { StoredSecret } from '../store/schema.ts'

type Auth = Record<string, StoredSecret>

/** Which connectors have a secret that cannot be read and must be entered again. No keychain is asked for this. */
export function createSecretHealth({ peek }: Pick<Vault, 'peek'>) {
  const known = new Map<string, Set<string>>()

  /** The paths that do not open; while the key is closed, those that could open under no key. */
  const unreadable = (workspaceId: string, connectorId: string, auth: Auth): string[] => {
    const key = peek(workspaceId)
    return Object.entries(auth)
      .filter(([path, { value }]) => !(key ? opens(key, { connectorId, path }, value) : isEnvelope(value)))
      .map(([path]) => path)
  }

  return {
    unreadable,

    /** Remembers what is wrong with one connector; null for one that is gone. Answers whether that is news. */
    note: (workspaceId: string, connectorId: string, auth: Auth | null): boolean => {
      const ids = known.get(workspaceId) ?? new Set<string>()
      known.set(workspaceId, ids)
      const isBad = auth !== null && unreadable(workspaceId, connectorId, auth).length > 0
      if (isBad === ids.has(connectorId)) return false
      if (isBad) ids.add(connectorId)
      else ids.delete(connectorId)
      return true
    },

    has: (workspaceId: string, connectorId: string): boolean => known.get(workspaceId)?.has(connectorId) ?? false,
    count: (workspaceId: string): number => known.get(workspaceId)?.size ?? 0,
  }
}

export type SecretHealth = ReturnType<typeof createSecretHealth>

function opens(key: OpenKey, place: { connectorId: string; path: string }, envelope: string): boolean {
  try {
    key.decrypt(place, envelope)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}
