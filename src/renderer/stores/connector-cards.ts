import type { Connector, ConnectorCard } from '../../contract/groups/connectors.ts'

type Cards = readonly ConnectorCard[]

const collator = new Intl.Collator(undefined, { sensitivity: 'base' })

const samePlain = (a: ConnectorCard, b: ConnectorCard) =>
  a.updatedAt === b.updatedAt &&
  a.status === b.status &&
  a.statusMessage === b.statusMessage &&
  a.name === b.name &&
  a.catalogName === b.catalogName &&
  a.icon === b.icon &&
  a.secretExpiresAt === b.secretExpiresAt &&
  a.needsSecrets === b.needsSecrets &&
  a.updatedByName === b.updatedByName &&
  a.attention === b.attention &&
  a.tags.join('\n') === b.tags.join('\n')

/**
 * The new list, with the old object for every card that did not change, so that only changed cards repaint.
 * A card with a pending status change keeps the status on screen.
 */
export function keepUnchanged(before: Cards, after: Cards, pending: Readonly<Record<string, unknown>>): Cards {
  const known = new Map(before.map((card) => [card.id, card]))
  return after.map((card) => {
    const old = known.get(card.id)
    if (!old) return card
    if (card.id in pending) return { ...card, status: old.status, statusMessage: old.statusMessage }
    return samePlain(old, card) ? old : card
  })
}

/** The list with this card added or replaced, sorted by name. */
export function withCard(cards: Cards, card: ConnectorCard): Cards {
  const old = cards.findIndex(({ id }) => id === card.id)
  if (cards[old]?.name === card.name) return cards.with(old, card)
  const others = old < 0 ? cards : cards.toSpliced(old, 1)
  const place = others.findIndex(({ name }) => collator.compare(name, card.name) > 0)
  return others.toSpliced(place < 0 ? others.length : place, 0, card)
}

export const withoutCard = (cards: Cards, id: string): Cards => cards.filter((card) => card.id !== id)

/** The card of a connector. */
export const toCard = (connector: Connector): ConnectorCard => ({
  id: connector.id,
  name: connector.name,
  status: connector.status,
  statusMessage: connector.statusMessage,
  catalogKey: connector.catalogKey,
  catalogName: connector.catalogName,
  icon: connector.icon,
  tags: connector.tags,
  secretExpiresAt: connector.secretExpiresAt,
  needsSecrets: connector.needsSecrets,
  attention: connector.attention,
  createdAt: connector.createdAt,
  createdByName: connector.createdByName,
  updatedAt: connector.updatedAt,
  updatedByName: connector.updatedByName,
})
