import { appError } from '../../../../contract/errors.ts'
import type { Vault } from '../../../secrets/vault.ts'
import type { StoredSignIn } from '../../../store/schema.ts'

/** The tokens of a sign-in by their paths in a connector, and what is known of them. */
export interface Tokens {
  values: Record<string, string>
  signIn: StoredSignIn
  /** The last day on which they work, YYYY-MM-DD; null where they are renewed or nothing says so. */
  secretExpiresAt: string | null
}

interface Held {
  workspaceId: string
  catalogId: string
  /** Each encrypted with the key of the workspace. */
  envelopes: Record<string, string>
  signIn: StoredSignIn
  secretExpiresAt: string | null
}

/**
 * Tokens of sign-ins that wait until their connector is saved. Only their envelopes are kept, in memory, so a lock has
 * nothing to forget.
 */
export interface HeldTokens {
  /** Throws as the key does where it does not open. */
  put(id: string, place: { workspaceId: string; catalogId: string }, tokens: Tokens): Promise<void>
  /** The tokens of a sign-in for an entry. Throws `no_sign_in`, and as the key does. */
  get(id: string, place: { workspaceId: string; catalogId: string }): Promise<Tokens>
  drop(id: string): void
}

export function createHeldTokens(vault: Pick<Vault, 'use'>): HeldTokens {
  const all = new Map<string, Held>()
  return {
    put: async (id, { workspaceId, catalogId }, { values, ...known }) => {
      const key = await vault.use(workspaceId)
      const envelopes = Object.fromEntries(
        Object.entries(values).map(([path, value]) => [path, key.encrypt({ connectorId: id, path }, value)]),
      )
      all.set(id, { workspaceId, catalogId, envelopes, ...known })
    },

    get: async (id, { workspaceId, catalogId }) => {
      const one = all.get(id)
      if (one?.workspaceId !== workspaceId || one.catalogId !== catalogId) throw appError('no_sign_in')
      const { envelopes, signIn, secretExpiresAt } = one
      const key = await vault.use(workspaceId)
      const values = Object.fromEntries(
        Object.entries(envelopes).map(([path, envelope]) => [
          path,
          key.decrypt({ connectorId: id, path }, envelope) as string,
        ]),
      )
      return { values, signIn, secretExpiresAt }
    },

    drop: (id) => void all.delete(id),
  }
}
