import type { CatalogCard } from '../../src/contract/groups/catalog.ts'
import type { ConnectorCard } from '../../src/contract/groups/connectors.ts'
import { currentWorkspace } from '../../src/renderer/stores/workspace-store.ts'
import type { Stores } from '../../src/renderer/stores/stores.ts'

/** What the gallery shows its parts with: the first of each in the demo. */
export interface Subjects {
  workspaceId: string
  /** A connector without anything special. */
  card: ConnectorCard
  /** One that does not fit its entry any more. */
  outdated: ConnectorCard
  builtIn: CatalogCard
  imported: CatalogCard
}

/** Reads what the screens read first. Throws where the data is not that of the demo. */
export async function readSubjects({ api, workspaces, catalog, connectors, session }: Stores): Promise<Subjects> {
  await Promise.all([workspaces.refresh(), catalog.refresh(), session.refresh()])
  const workspaceId = currentWorkspace(workspaces.store.getState())?.id ?? ''
  await Promise.all([connectors.refresh(workspaceId), session.refreshKey(workspaceId)])
  // The answer waits until every connector was compared with its entry.
  const outgrown = await api.catalog.upgradeReport({})
  const cards = await api.connectors.list({ workspaceId })
  const entries = await api.catalog.list({})
  return {
    workspaceId,
    card: first(cards, ({ status, secretExpiresAt }) => status === 'active' && secretExpiresAt === null),
    outdated: first(cards, ({ id }) => outgrown.some((each) => each.id === id)),
    builtIn: first(entries, ({ source }) => source === 'builtin'),
    imported: first(entries, ({ source }) => source === 'imported'),
  }
}

function first<T>(items: readonly T[], is: (item: T) => boolean): T {
  const item = items.find(is)
  if (item === undefined) throw new Error('The gallery needs the data of the demo')
  return item
}
