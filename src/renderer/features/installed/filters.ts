import type { ConnectorCard, ConnectorStatus } from '../../../contract/groups/connectors.ts'
import { expiresWithin } from '../../../shared/expiry.ts'
import { createSearch } from '../../../shared/search/search.ts'
import { needsAttention, stateOf, troubleOf, urgencyOf } from '../../../shared/connector-state.ts'
import { cardFields } from '../../stores/lists/card-fields.ts'
import { type Filters, hasFilters, type Sort, type StatusFilter } from '../../stores/lists/list-filters.ts'
import { compareNames } from '../../text/formats.ts'

/** Searches connectors by all that people know of them: name, site or handle, type, tags, error, and who changed them. */
export const searchConnectors = createSearch<ConnectorCard>(cardFields)

/** One choice of a filter, with the number of connectors that have it. */
export interface Choice {
  key: string
  name: string
  icon: string | null
  count: number
}

/** The catalog entries that the connectors come from, by name. */
export const entriesOf = (cards: readonly ConnectorCard[]): Choice[] =>
  choicesOf(cards, ({ catalogKey, catalogName, icon }) => [{ key: catalogKey, name: catalogName, icon }])

/** The tags of the connectors, by name. */
export const tagsOf = (cards: readonly ConnectorCard[]): Choice[] =>
  choicesOf(cards, ({ tags }) => tags.map((tag) => ({ key: tag, name: tag, icon: null })))

function choicesOf(cards: readonly ConnectorCard[], of: (card: ConnectorCard) => Omit<Choice, 'count'>[]): Choice[] {
  const choices = new Map<string, Choice>()
  for (const card of cards)
    for (const one of of(card)) {
      const known = choices.get(one.key)
      if (known) known.count += 1
      else choices.set(one.key, { ...one, count: 1 })
    }
  return [...choices.values()].toSorted((a, b) => compareNames(a.name, b.name))
}

/** The connectors that every filter but the status lets through. */
export function applyFilters(cards: readonly ConnectorCard[], filters: Filters, today: Date): readonly ConnectorCard[] {
  const { entries, tags, allTags, colours, expiresWithin: within, onlyOutdated, trouble } = filters
  if (!hasFilters(filters)) return cards
  const hasTags = ({ tags: own }: ConnectorCard) =>
    tags.length === 0 || (allTags ? tags.every((tag) => own.includes(tag)) : tags.some((tag) => own.includes(tag)))
  return cards.filter(
    (card) =>
      (entries.length === 0 || entries.includes(card.catalogKey)) &&
      hasTags(card) &&
      (colours.length === 0 || (card.colour !== null && colours.includes(card.colour))) &&
      (within === null || expiresWithin(card.secretExpiresAt, within, today)) &&
      (!onlyOutdated || card.attention > 0) &&
      (trouble === null || troubleOf(stateOf(card, today).condition) === trouble),
  )
}

/** The connectors that the status filter lets through. */
export function applyStatus(
  cards: readonly ConnectorCard[],
  status: StatusFilter | null,
  today: Date,
): readonly ConnectorCard[] {
  if (status === null) return cards
  if (status === 'attention') return cards.filter((card) => needsAttention(stateOf(card, today)))
  return cards.filter((card) => card.status === status)
}

/** The number of connectors for each choice of the status filter. */
export const countStatuses = lastOf((cards: readonly ConnectorCard[], today: Date): Record<StatusFilter, number> => {
  const counts = { active: 0, inactive: 0, error: 0, attention: 0 }
  for (const card of cards) {
    counts[card.status] += 1
    if (needsAttention(stateOf(card, today))) counts.attention += 1
  }
  return counts
})

const STATUS_ORDER: Record<ConnectorStatus, number> = { error: 0, active: 1, inactive: 2 }

/**
 * The connectors, which come by name, in another order; those that are equal in it stay by name. Pinned ones come first in
 * every order.
 */
export const sortCards = lastOf(
  (cards: readonly ConnectorCard[], sort: Sort, today: Date): readonly ConnectorCard[] => {
    const sorted = inOrder(cards, sort, today)
    if (!cards.some(({ isPinned }) => isPinned)) return sorted
    return [...sorted.filter(({ isPinned }) => isPinned), ...sorted.filter(({ isPinned }) => !isPinned)]
  },
)

function inOrder(cards: readonly ConnectorCard[], sort: Sort, today: Date): readonly ConnectorCard[] {
  if (sort === 'name') return cards
  if (sort === 'updated') return cards.toSorted((a, b) => compareText(b.updatedAt, a.updatedAt))
  // What never expires comes last.
  if (sort === 'expiry')
    return cards.toSorted((a, b) => compareText(a.secretExpiresAt ?? '~', b.secretExpiresAt ?? '~'))
  const rankOf = (card: ConnectorCard) =>
    sort === 'status' ? STATUS_ORDER[card.status] : urgencyOf(stateOf(card, today))
  // There are few ranks, so a list for each takes far less time than comparing all cards.
  const lists = new Map<number, ConnectorCard[]>()
  for (const card of cards) {
    const rank = rankOf(card)
    const list = lists.get(rank)
    if (list) list.push(card)
    else lists.set(rank, [card])
  }
  const ranks = [...lists.keys()].toSorted((a, b) => a - b)
  return ([] as ConnectorCard[]).concat(...ranks.map((rank) => lists.get(rank) ?? []))
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The same function, which answers at once when it is asked again for what it answered last: the tab is left and opened
 * again far more often than its connectors change.
 */
function lastOf<A extends readonly unknown[], T>(run: (...inputs: A) => T): (...inputs: A) => T {
  let last: { inputs: A; answer: T } | null = null
  return (...inputs) => {
    const known = last
    if (known && inputs.every((one, at) => one === known.inputs[at])) return known.answer
    const answer = run(...inputs)
    last = { inputs, answer }
    return answer
  }
}
