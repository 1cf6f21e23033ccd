import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ListedBackup } from '../../../contract/groups/backups.ts'
import type { AppError } from '../../../contract/errors.ts'
import type { AppApi } from '../../../contract/index.ts'
import { createReader } from '../reader.ts'
import { toAppError } from '../to-app-error.ts'

interface BackupsState {
  /** Newest first; null until the first answer. */
  list: readonly ListedBackup[] | null
  error: AppError | null
}

/** The path where the replaced files are kept; null when there were none. */
type KeptAs = string | null

export interface BackupStore {
  store: StoreApi<BackupsState>
  refresh(): Promise<void>
  /** Both reload everything on screen, also after a failure, and throw the error of the call. */
  restore(name: string): Promise<KeptAs>
  startOver(): Promise<KeptAs>
}

/** The program's own backups of the whole database; `refreshAll` reloads everything on screen. */
export function createBackupStore(api: AppApi, refreshAll: () => Promise<void>): BackupStore {
  const store = createStore<BackupsState>(() => ({ list: null, error: null }))
  const replace = async (call: () => Promise<{ keptAs: KeptAs }>) => {
    try {
      return (await call()).keptAs
    } finally {
      await refreshAll()
    }
  }

  return {
    store,
    refresh: createReader(async () => {
      try {
        store.setState({ list: await api.backups.list({}), error: null })
      } catch (error) {
        store.setState({ error: toAppError(error) })
      }
    }),
    restore: (name) => replace(() => api.backups.restore({ name })),
    startOver: () => replace(() => api.backups.startOver({})),
  }
}
