import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppApi } from '../../contract/index.ts'
import type { KeyStatus } from '../../contract/groups/keys.ts'
import type { Warning } from '../../contract/groups/session.ts'

interface SessionState {
  /** Who works with the program; null until that is known. */
  person: { id: string; name: string } | null
  account: { id: string; name: string } | null
  version: string | null
  /** Who created the data directory; null where that is not known. */
  founder: { name: string; isYou: boolean } | null
  /** Whether there are workspaces, but none that the person is a member of. */
  isStranger: boolean
  /** What a person should know at every start. */
  warnings: readonly Warning[]
  /** The status of each workspace's key, by workspace id. */
  keys: Readonly<Record<string, KeyStatus>>
  /** The names of those who may change a workspace, by its id, without the person. */
  keepers: Readonly<Record<string, readonly string[]>>
}

/** Whether this person created the data directory, and so may replace what all workspaces share. */
export const isFounder = ({ founder }: Pick<SessionState, 'founder'>): boolean => founder?.isYou ?? false

export type KeyProbe = Awaited<ReturnType<AppApi['keys']['probe']>>

export interface SessionStore {
  store: StoreApi<SessionState>
  refresh(): Promise<void>
  refreshKey(workspaceId: string): Promise<void>
  /** Opens the key from the keychain or with a passphrase. Throws the error of the call. */
  openKey(workspaceId: string, passphrase?: string): Promise<KeyStatus>
  /** Locks the key; every window forgets its content, so this page ends. Throws the error of the call. */
  lock(workspaceId: string): Promise<void>
  /** Whether a keychain on this computer can hold a new key. */
  probe(): Promise<KeyProbe>
  /** Six random words. Throws the error of the call. */
  generatePassphrase(): Promise<string>
}

/** The person and the status of each workspace's key. */
export function createSessionStore(api: AppApi): SessionStore {
  const store = createStore<SessionState>(() => ({
    ...{ person: null, account: null, version: null, founder: null, isStranger: false, warnings: [] },
    keys: {},
    keepers: {},
  }))
  const setKey = (workspaceId: string, key: KeyStatus) =>
    store.setState(({ keys }) => ({ keys: { ...keys, [workspaceId]: key } }))

  return {
    store,
    refresh: async () => store.setState(await api.session.get({})),
    refreshKey: async (workspaceId) => {
      const { key, keepers: names } = await api.session.workspace({ workspaceId })
      setKey(workspaceId, key)
      store.setState(({ keepers }) => ({ keepers: { ...keepers, [workspaceId]: names } }))
    },
    openKey: async (workspaceId, passphrase) => {
      const key = await api.keys.open({ workspaceId, ...(passphrase !== undefined && { passphrase }) })
      setKey(workspaceId, key)
      return key
    },
    lock: async (workspaceId) => setKey(workspaceId, await api.keys.lock({ workspaceId })),
    probe: () => api.keys.probe({}),
    generatePassphrase: async () => (await api.keys.generatePassphrase({})).passphrase,
  }
}
