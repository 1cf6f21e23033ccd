import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { daysLeft } from '../../../shared/expiry.ts'

/** A date this many days away or less is a warning. */
export const SOON_DAYS = 14

/** What is the matter with a connector, the worst first; this is also the order of urgency. */
const CONDITIONS = ['error', 'expired', 'unreadable', 'missing', 'expiring', 'outdated', 'active', 'inactive'] as const

export type Condition = (typeof CONDITIONS)[number]

/** The worst fact about a connector; `days` is the number of days until its secrets expire, where that is the fact. */
export interface ConnectorState {
  condition: Condition
  days: number
}

/**
 * The one state that a connector shows. One that is not active publishes nothing, so its secrets may wait: only what keeps
 * it from being activated counts there, and it stays inactive.
 */
export function stateOf(card: ConnectorCard, today: Date): ConnectorState {
  const days = card.secretExpiresAt === null ? Infinity : daysLeft(card.secretExpiresAt, today)
  return { condition: conditionOf(card, days), days }
}

function conditionOf(card: ConnectorCard, days: number): Condition {
  if (card.status === 'error') return 'error'
  if (card.status === 'inactive') return 'inactive'
  if (days < 0) return 'expired'
  if (card.needsSecrets) return 'unreadable'
  if (card.missingSecrets.length > 0) return 'missing'
  if (days <= SOON_DAYS) return 'expiring'
  return card.attention > 0 ? 'outdated' : 'active'
}

/** Whether somebody should look at a connector: it has failed, or publishing fails or will. */
export const needsAttention = ({ condition }: ConnectorState): boolean =>
  condition !== 'active' && condition !== 'inactive'

/** The place of a connector in the order of urgency; a lower number comes first. All that is well is equal. */
export const urgencyOf = ({ condition, days }: ConnectorState): number =>
  // Of those that expire, the one with the fewest days left comes first.
  CONDITIONS.indexOf(condition === 'inactive' ? 'active' : condition) * 1000 + (condition === 'expiring' ? days : 0)
