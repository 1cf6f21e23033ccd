import { daysLeft } from './expiry.ts'

/** A date this many days away or less is a warning. */
export const SOON_DAYS = 14

/** What is the matter with a connector, the worst first; this is also the order of urgency. */
const CONDITIONS = [
  'error',
  'expired',
  'signed_out',
  'unreadable',
  'missing',
  'failing',
  'expiring',
  'outdated',
  'active',
  'inactive',
] as const

export type Condition = (typeof CONDITIONS)[number]

/** A condition that somebody should look at. */
export type Ailment = Exclude<Condition, 'active' | 'inactive'>

/** What the overview counts, and the list can be filtered by; a trouble may stand for several conditions. */
export const TROUBLES = ['errors', 'expired', 'expiring', 'secrets', 'outdated'] as const

export type Trouble = (typeof TROUBLES)[number]

const TROUBLE_OF: Record<Ailment, Trouble> & Record<Exclude<Condition, Ailment>, null> = {
  error: 'errors',
  expired: 'expired',
  signed_out: 'secrets',
  unreadable: 'secrets',
  missing: 'secrets',
  failing: 'errors',
  expiring: 'expiring',
  outdated: 'outdated',
  active: null,
  inactive: null,
}

/** What a condition counts as; null for none that needs attention. */
export const troubleOf = (condition: Condition): Trouble | null => TROUBLE_OF[condition]

interface Facts {
  status: 'inactive' | 'active' | 'error'
  /** Days until its secrets expire, negative when they have; Infinity where that is not known. */
  days: number
  needsSignIn: boolean
  needsSecrets: boolean
  hasMissingSecrets: boolean
  /** Whether its last connection test failed for a reason that lasts, or could only fail. */
  hasFailedTest: boolean
  isOutdated: boolean
}

/** The worst fact about a connector; `days` is the number of days until its secrets expire, where that is the fact. */
export interface ConnectorState {
  condition: Condition
  days: number
}

/** What of a card says how a connector is. */
interface StateCard {
  status: Facts['status']
  /** YYYY-MM-DD; null when that is not known. */
  secretExpiresAt: string | null
  needsSignIn: boolean
  needsSecrets: boolean
  /** Whether a reference to a secret waits to be confirmed, before which no test and no publishing can work. */
  needsConfirmation: boolean
  missingSecrets: readonly string[]
  attention: number
  testOutcome: 'ok' | 'failed' | 'unclear' | null
}

/** The worst of some facts. */
export function conditionOf(facts: Facts): Condition {
  const { status, days, needsSignIn, needsSecrets, hasMissingSecrets, hasFailedTest, isOutdated } = facts
  if (status !== 'active') return status
  if (days < 0) return 'expired'
  if (needsSignIn) return 'signed_out'
  if (needsSecrets) return 'unreadable'
  if (hasMissingSecrets) return 'missing'
  if (hasFailedTest) return 'failing'
  if (days <= SOON_DAYS) return 'expiring'
  return isOutdated ? 'outdated' : 'active'
}

/**
 * The one state that a connector shows. One that is not active publishes nothing, so its secrets may wait: only what keeps
 * it from being activated counts there, and it stays inactive.
 */
export function stateOf(card: StateCard, today: Date): ConnectorState {
  const { status, secretExpiresAt, needsSignIn, needsSecrets, missingSecrets, attention, testOutcome } = card
  const days = secretExpiresAt === null ? Infinity : daysLeft(secretExpiresAt, today)
  const facts = {
    ...{ needsSignIn, needsSecrets, hasMissingSecrets: missingSecrets.length > 0 },
    ...{ hasFailedTest: testOutcome === 'failed' || card.needsConfirmation, isOutdated: attention > 0 },
  }
  return { condition: conditionOf({ status, days, ...facts }), days }
}

/** Whether somebody should look at a connector: it has failed, or publishing fails or will. */
export const needsAttention = ({ condition }: ConnectorState): boolean => troubleOf(condition) !== null

/** The place of a connector in the order of urgency; a lower number comes first. All that is well is equal. */
export const urgencyOf = ({ condition, days }: ConnectorState): number =>
  // Of those that expire, the one with the fewest days left comes first.
  CONDITIONS.indexOf(condition === 'inactive' ? 'active' : condition) * 1000 + (condition === 'expiring' ? days : 0)
