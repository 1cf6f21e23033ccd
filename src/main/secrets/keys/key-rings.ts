import { AsyncLocalStorage } from 'node:async_hooks'
import type { AppError } from '../../../contract/errors.ts'
import type { PrivateKeys } from '../person/keys.ts'
import { createOpenKeys, type OpenKeys } from './open-keys.ts'
import type { KeyRows } from './rows.ts'

/** Keys that are open together, with what is known of those that did not open. */
export interface KeyRing {
  openKeys: OpenKeys
  /** One opening per workspace at a time; others that need the key wait for the same one. */
  underWay: Map<string, Promise<void>>
  /** Why the key of a workspace did not open. */
  troubles: Map<string, AppError>
  /** The keys of the person, while they are open. */
  person: PrivateKeys | null
}

/**
 * The ring of the program and, within `withOwnKeys`, one of the work's own: a key that a command opens with a passphrase is
 * not open for the windows. A work uses keys of both rings; a key of a workspace that is open for the
 * program goes to the program's ring, which would fall behind a rotation otherwise.
 */
export function createKeyRings(rows: KeyRows) {
  const shared = createRing(rows)
  const guests = new AsyncLocalStorage<KeyRing | null>()
  const guest = () => guests.getStore() ?? null
  const holderOf = (workspaceId: string): OpenKeys =>
    (shared.openKeys.isReady(workspaceId) ? null : guest()?.openKeys) ?? shared.openKeys

  const openKeys: OpenKeys = {
    add: (dataKey) => holderOf(dataKey.workspaceId).add(dataKey),
    remove: (which) => {
      shared.openKeys.remove(which)
      guest()?.openKeys.remove(which)
    },
    find: (workspaceId, version) =>
      shared.openKeys.find(workspaceId, version) ?? guest()?.openKeys.find(workspaceId, version),
    isReady: (workspaceId) => shared.openKeys.isReady(workspaceId) || guest()?.openKeys.isReady(workspaceId) === true,
    peek: (workspaceId) => shared.openKeys.peek(workspaceId) ?? guest()?.openKeys.peek(workspaceId) ?? null,
    forget: (workspaceId) => {
      shared.openKeys.forget(workspaceId)
      guest()?.openKeys.forget(workspaceId)
    },
    close: () => shared.openKeys.close(),
  }

  return {
    openKeys,
    /** The keys of the person: those of the present work or, before it has opened them, of the program. */
    person: {
      get: (): PrivateKeys | null => guest()?.person ?? shared.person,
      set: (keys: PrivateKeys | null): void => {
        ;(guest() ?? shared).person = keys
      },
    },
    /** The openings and troubles of the present work. */
    present: (): Pick<KeyRing, 'underWay' | 'troubles'> => guest() ?? shared,
    /** Why a key did not open for the present work or, before it has tried, for the program. */
    troubleOf: (workspaceId: string): AppError | undefined =>
      guest()?.troubles.get(workspaceId) ?? shared.troubles.get(workspaceId),
    /** Runs work on the ring of the program, wherever it is called. */
    onShared: <T>(work: () => T): T => guests.run(null, work),
    withOwnKeys: async <T>(work: () => Promise<T>): Promise<T> => {
      const ring = createRing(rows)
      try {
        return await guests.run(ring, work)
      } finally {
        // What the work has left running finds its keys closed.
        ring.openKeys.close()
        ring.person = null
      }
    },
  }
}

const createRing = (rows: KeyRows): KeyRing => ({
  openKeys: createOpenKeys(rows),
  underWay: new Map(),
  troubles: new Map(),
  person: null,
})
