import { useStore } from 'zustand'
import type { PlacedConnector } from '../../../contract/groups/overview.ts'
import { type Condition, troubleOf } from '../../../shared/connector-state.ts'
import { mayChange, useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'

const words = text.overview.mend

/** What mends some connectors of a workspace: the words of its button, and what it does. */
export interface Mending {
  label: string
  run(): void
}

/** The way to mend what is the matter with some connectors of a workspace, or else to look at them. */
export function useMend(workspaceId: string, condition: Condition, members: readonly PlacedConnector[]): Mending {
  const { connectors, enter, overview, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const isLocked = useStore(overview.store, ({ states }) => states?.get(workspaceId)?.isLocked ?? false)
  const count = members.length
  const [only] = members
  const show: Mending =
    count === 1 && only
      ? { label: words.open, run: () => enter(workspaceId, { connectorId: only.connector.id }) }
      : { label: words.show(count), run: () => enter(workspaceId, { trouble: troubleOf(condition) ?? 'errors' }) }
  if (!workspace || !mayChange(workspace) || !only) return show
  const ids = members.map(({ connector }) => connector.id)
  switch (condition) {
    case 'expired':
    case 'expiring':
    case 'missing':
    case 'unreadable': {
      if (isLocked) return { label: words.unlock, run: () => view.open({ kind: 'key', workspaceId }) }
      const [path] = condition === 'missing' ? only.connector.missingSecrets : []
      return {
        label: count === 1 ? words.setSecret : words.setSecrets(count),
        run: () => {
          void connectors.refresh(workspaceId)
          view.open({ kind: 'set-secret', workspaceId, ids, ...(path !== undefined && { path }) })
        },
      }
    }
    case 'outdated':
      return count === 1
        ? { label: words.update, run: () => view.open({ kind: 'outdated', id: only.connector.id, workspaceId }) }
        : show
    default:
      return show
  }
}
