import type { ConnectorCard, ConnectorStatus } from '../../../contract/groups/connectors.ts'
import type { Grouping } from '../../stores/lists/list-filters.ts'
import { text } from '../../text/text.ts'
import type { GridGroup } from '../../ui/cards/grid-layout.ts'
import { compareNames } from '../../text/formats.ts'

interface Grouped {
  /** The connectors group by group; one with several tags stands in the group of each. */
  items: readonly ConnectorCard[]
  groups: readonly GridGroup[]
}

const NO_GROUPS: readonly GridGroup[] = []
const STATUSES: readonly ConnectorStatus[] = ['error', 'active', 'inactive']

/** Puts connectors under headings; within a group they keep their order. */
export function groupCards(cards: readonly ConnectorCard[], grouping: Grouping): Grouped {
  if (grouping === 'none' || cards.length === 0) return { items: cards, groups: NO_GROUPS }
  const members = new Map<string, ConnectorCard[]>()
  const put = (key: string, card: ConnectorCard) => {
    const known = members.get(key)
    if (known) known.push(card)
    else members.set(key, [card])
  }
  for (const card of cards) for (const key of keysOf(card, grouping)) put(key, card)
  const keys = [...members.keys()].toSorted((a, b) => compareKeys(a, b, grouping))
  const items: ConnectorCard[] = []
  const groups = keys.map((key): GridGroup => {
    const inside = members.get(key) ?? []
    const group = { key, label: labelOf(key, grouping, inside), from: items.length, count: inside.length }
    for (const card of inside) items.push(card)
    return group
  })
  return { items, groups }
}

const keysOf = ({ catalogKey, status, tags }: ConnectorCard, grouping: Grouping): readonly string[] =>
  grouping === 'entry' ? [catalogKey] : grouping === 'status' ? [status] : tags.length === 0 ? [''] : tags

/** Statuses by urgency, everything else by its name; what has no tag comes last. */
function compareKeys(a: string, b: string, grouping: Grouping): number {
  if (grouping === 'status') return STATUSES.indexOf(a as ConnectorStatus) - STATUSES.indexOf(b as ConnectorStatus)
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1
  return compareNames(a, b)
}

function labelOf(key: string, grouping: Grouping, [first]: readonly ConnectorCard[]): string {
  if (grouping === 'entry') return first?.catalogName ?? key
  if (grouping === 'status') return text.installed.statuses[key as ConnectorStatus]
  return key === '' ? text.installed.noTag : key
}
