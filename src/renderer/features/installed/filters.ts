import type { ConnectorCard, ConnectorStatus } from '../../../contract/groups/connectors.ts'
import { createSearch } from '../../../shared/search/search.ts'

export const STATUSES: readonly ConnectorStatus[] = ['active', 'inactive', 'error']

/** Searches connectors by name, type and tags. */
export const searchConnectors = createSearch<ConnectorCard>((card) => [card.name, card.catalogName, ...card.tags])

export interface EntryChoice {
  key: string
  name: string
  icon: string | null
  count: number
}

/** The catalog entries that the connectors come from, by name. */
export function entriesOf(cards: readonly ConnectorCard[]): EntryChoice[] {
  const entries = new Map<string, EntryChoice>()
  for (const { catalogKey: key, catalogName: name, icon } of cards) {
    const known = entries.get(key)
    if (known) known.count++
    else entries.set(key, { key, name, icon, count: 1 })
  }
  return [...entries.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}

/** The number of connectors by status. */
export function countStatuses(cards: readonly ConnectorCard[]): Record<ConnectorStatus, number> {
  const counts = { active: 0, inactive: 0, error: 0 }
  for (const { status } of cards) counts[status]++
  return counts
}
