import type { Changes } from '../changes.ts'
import type { Store } from '../store/open.ts'
import { isUniqueViolation } from '../store/sqlite-errors.ts'
import { nameTaken } from './names.ts'

/** Runs one change of a connector of this name in a transaction and, once it is committed, tells of it. */
export type ConnectorCommit = (workspaceId: string, name: string, run: () => void) => void

/** Throws `conflict` at the name where another call has taken it in the meantime. */
export const createConnectorCommit =
  ({ store, changes }: { store: Store; changes: Changes }): ConnectorCommit =>
  (workspaceId, name, run) => {
    try {
      store.db.transaction(run)
    } catch (error) {
      if (isUniqueViolation(error)) throw nameTaken('A connector', name)
      throw error
    }
    changes.emit({ workspaceId, topic: 'connectors' })
  }
