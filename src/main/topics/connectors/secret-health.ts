import { AppError } from '../../../contract/errors.ts'
import { isEnvelope } from '../../secrets/keys/envelope.ts'
import type { OpenKey, Vault } from '../../secrets/vault.ts'
import type { StoredSecret } from '../../store/schema.ts'

type Auth = Record<string, StoredSecret>

/**
 * Which connectors have a secret that cannot be read and must be entered again. No keychain is asked for this: what was
 * found the last time that the key was open is marked in the database.
 */
export function createSecretHealth(vault: Pick<Vault, 'peek'>) {
  const known = new Map<string, Set<string>>()

  /** The paths that do not open; while the key is closed, those that did not before or could open under no key. */
  const unreadable = (workspaceId: string, connectorId: string, auth: Auth): string[] => {
    const key = vault.peek(workspaceId)
    const isBad = (path: string, { value, unreadable: wasBad }: StoredSecret) =>
      key ? !opens(key, { connectorId, path }, value) : wasBad === true || !isEnvelope(value)
    return Object.entries(auth)
      .filter(([path, secret]) => isBad(path, secret))
      .map(([path]) => path)
  }

  return {
    unreadable,

    /** The secrets with marks of what an open key says of them; null where the marks are right already. */
    marked: (workspaceId: string, connectorId: string, auth: Auth): Auth | null => {
      const bad = new Set(unreadable(workspaceId, connectorId, auth))
      const entries = Object.entries(auth)
      if (entries.every(([path, secret]) => bad.has(path) === (secret.unreadable === true))) return null
      return Object.fromEntries(
        entries.map(([path, { unreadable: _, ...secret }]) => [
          path,
          { ...secret, ...(bad.has(path) && { unreadable: true as const }) },
        ]),
      )
    },

    /**
     * Remembers what is wrong with one connector; null for one that is gone. `paths` are those that `unreadable` has
     * found in the same secrets. Answers whether that is news.
     */
    note: (
      workspaceId: string,
      connectorId: string,
      auth: Auth | null,
      paths = auth === null ? [] : unreadable(workspaceId, connectorId, auth),
    ): boolean => {
      const ids = known.get(workspaceId) ?? new Set<string>()
      known.set(workspaceId, ids)
      const isBad = paths.length > 0
      if (isBad === ids.has(connectorId)) return false
      if (isBad) ids.add(connectorId)
      else ids.delete(connectorId)
      return true
    },

    /** What was found in this run; what an earlier one found stands on the card. */
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
