import type { CatalogCard } from '../../src/contract/groups/catalog.ts'
import type { ConnectorCard } from '../../src/contract/groups/connectors.ts'
import { currentWorkspace } from '../../src/renderer/stores/workspace-store.ts'
import type { Stores } from '../../src/renderer/stores/stores.ts'

/** The data that the gallery shows: the first of each kind in the demo. */
export interface Subjects {
  workspaceId: string
  /** A plain connector. */
  card: ConnectorCard
  /** An outdated connector. */
  outdated: ConnectorCard
  /** A connector of a service to sign in to. */
  signIn: ConnectorCard
  builtIn: CatalogCard
  imported: CatalogCard
}

/** Loads the stores and picks the subjects. Throws when the data is not that of the demo. */
export async function readSubjects({ api, workspaces, catalog, connectors, session }: Stores): Promise<Subjects> {
  await Promise.all([workspaces.refresh(), catalog.refresh(), session.refresh()])
  const workspaceId = currentWorkspace(workspaces.store.getState())?.id ?? ''
  await Promise.all([connectors.refresh(workspaceId), session.refreshKey(workspaceId)])
  // This call waits until every connector has been compared with its entry.
  const outgrown = await api.catalog.upgradeReport({})
  const cards = await api.connectors.list({ workspaceId })
  const entries = await api.catalog.list({})
  return {
    workspaceId,
    card: first(cards, ({ status, secretExpiresAt }) => status === 'active' && secretExpiresAt === null),
    outdated: first(cards, ({ id }) => outgrown.some((each) => each.id === id)),
    signIn: first(cards, ({ catalogKey }) => catalogKey === 'linkedin'),
    builtIn: first(entries, ({ source }) => source === 'builtin'),
    imported: first(entries, ({ source }) => source === 'imported'),
  }
}

function first<T>(items: readonly T[], is: (item: T) => boolean): T {
  const item = items.find(is)
  if (item === undefined) throw new Error('The gallery needs the data of the demo')
  return item
}
