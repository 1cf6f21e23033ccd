import { useStore } from 'zustand'
import type { PlacedConnector } from '../../../contract/groups/overview.ts'
import { type Condition, troubleOf } from '../../../shared/connector-state.ts'
import { mayChange, useStores, useWorkspaceById } from '../../stores/context.ts'
import { text } from '../../text/text.ts'

const words = text.overview.mend

/** What mends some connectors of a workspace: the words of its button, and what it does. */
export interface Mending {
  label: string
  /** Whether it is under way. */
  isBusy: boolean
  run(): void
}

/** The way to mend what is the matter with some connectors of a workspace, or else to look at them. */
export function useMend(workspaceId: string, condition: Condition, members: readonly PlacedConnector[]): Mending {
  const { connectors, enter, overview, tests, view } = useStores()
  const workspace = useWorkspaceById(workspaceId)
  const isLocked = useStore(overview.store, ({ states }) => states?.get(workspaceId)?.isLocked ?? false)
  const count = members.length
  const [only] = members
  const isTesting = useStore(tests.store, ({ testing }) => count === 1 && !!only && testing.has(only.connector.id))
  const mending = (label: string, run: () => void, isBusy = false): Mending => ({ label, run, isBusy })
  const show =
    count === 1 && only
      ? mending(words.open, () => enter(workspaceId, { connectorId: only.connector.id }))
      : mending(words.show(count), () => enter(workspaceId, { trouble: troubleOf(condition) ?? 'errors' }))
  if (!workspace || !mayChange(workspace) || !only) return show
  const unlock = mending(words.unlock, () => view.open({ kind: 'key', workspaceId }))
  const ids = members.map(({ connector }) => connector.id)
  const { id } = only.connector
  const setSecret = (path: string | null = null) => {
    void connectors.refresh(workspaceId)
    view.open({ kind: 'set-secret', workspaceId, ids, ...(path !== null && { path }) })
  }
  switch (condition) {
    case 'error':
    case 'failing':
      if (!members.every(({ connector }) => connector.isTestable && !connector.needsConfirmation)) return show
      if (isLocked) return unlock
      if (members.every(({ refusedSecret }) => refusedSecret !== null && refusedSecret === only.refusedSecret))
        return mending(count === 1 ? words.replace : words.setSecrets(count), () => setSecret(only.refusedSecret))
      return count === 1
        ? mending(words.test, () => void tests.test(workspaceId, only.connector), isTesting)
        : mending(words.testMany(count), () => void tests.testMany(workspaceId, ids))
    case 'expired':
    case 'expiring':
    case 'missing':
    case 'unreadable': {
      if (isLocked) return unlock
      const [path] = condition === 'missing' ? only.connector.missingSecrets : []
      return mending(count === 1 ? words.setSecret : words.setSecrets(count), () => setSecret(path))
    }
    case 'signed_out':
      if (count > 1) return show
      return isLocked ? unlock : mending(words.signIn, () => view.open({ kind: 'sign-in', id, workspaceId }))
    case 'outdated':
      return count === 1 ? mending(words.update, () => view.open({ kind: 'outdated', id, workspaceId })) : show
    default:
      return show
  }
}
