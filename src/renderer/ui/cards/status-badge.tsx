import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { parsePath } from '../../../shared/path.ts'
import { labelFromName } from '../../../shared/label.ts'
import { type Condition, type ConnectorState, SOON_DAYS, stateOf } from '../../../shared/connector-state.ts'
import { statusReason } from '../../text/test-wording.ts'
import { text } from '../../text/text.ts'
import { shortDay } from '../instant.tsx'
import { useAge, useToday } from '../today.ts'

const LOOKS: Record<Condition, string> = {
  error: 'is-bad i-alert-triangle',
  expired: 'is-warn i-clock-exclamation',
  signed_out: 'is-warn i-key-off',
  unreadable: 'is-warn i-key-off',
  missing: 'is-warn i-key-off',
  failing: 'is-warn i-alert-circle',
  expiring: 'is-warn i-clock',
  outdated: 'is-warn i-alert-circle',
  active: 'is-good i-circle',
  inactive: 'i-circle-minus',
}

interface StatusBadgeProps {
  card: ConnectorCard
  /** Mends what the badge shows; absent where nothing can be done, or may be. */
  onMend?: (() => void) | undefined
  /** The same on a card, whose list listens for it. */
  mendAction?: string | undefined
  tabIndex?: number
}

/** A connector's one status: an icon, a word and the worst fact. */
export function StatusBadge({ card, onMend, mendAction, tabIndex = 0 }: StatusBadgeProps) {
  const state = stateOf(card, useToday(card.secretExpiresAt !== null))
  useAge(card.testedAt)
  const { word, reason } = statusWords(card, state)
  const title = titleOf(card, word, reason)
  const isTested = state.condition === 'active' && card.testOutcome === 'ok'
  const className = `status icon-before ${isTested ? 'is-good i-circle-check' : LOOKS[state.condition]}`
  const content = (
    <>
      <b>{word}</b>
      {reason !== '' && <span>· {reason}</span>}
    </>
  )
  if ((!onMend && mendAction === undefined) || !canBeMended(card, state))
    return (
      <p className={className} title={title}>
        {content}
      </p>
    )
  return (
    <button
      type="button"
      className={className}
      title={title}
      tabIndex={tabIndex}
      aria-label={text.installed.status.mendNamed(card.name, title)}
      data-action={mendAction}
      onClick={onMend}
    >
      {content}
    </button>
  )
}

/** The whole badge, and how the last test ended where that has another place in it. */
function titleOf(card: ConnectorCard, word: string, reason: string): string {
  const badge = reason === '' ? word : `${word} · ${reason}`
  if (card.testedAt === null || card.testOutcome === null) return badge
  return `${badge}\n${words.lastTest[card.testOutcome](shortDay(card.testedAt), card.testedAs)}`
}

/** Whether the form of a connector can mend what its badge shows. */
const canBeMended = (card: ConnectorCard, { condition }: ConnectorState) =>
  card.attention > 0 || card.needsSignIn || card.needsSecrets || condition === 'expired' || condition === 'failing'

const words = text.installed.status

/** The word and the reason of a badge. */
export function statusWords(
  card: ConnectorCard,
  { condition, days }: ConnectorState,
): { word: string; reason: string } {
  const word = text.installed.statuses[card.status]
  switch (condition) {
    case 'error':
      return { word, reason: statusReason(card) }
    case 'expired':
      return { word, reason: words.expired(-days, card.secretExpiresAt ?? '') }
    case 'expiring':
      return { word, reason: words.expires(days) }
    case 'signed_out':
      return { word, reason: words.signedOut }
    case 'unreadable':
      return { word, reason: words.unreadable }
    case 'missing':
      return {
        word,
        reason: words.missing(card.missingSecrets.map((path) => labelFromName(parsePath(path).at(-1) ?? ''))),
      }
    case 'outdated':
      return { word, reason: words.outdated(card.attention) }
    case 'failing':
      return { word, reason: card.needsConfirmation ? words.unconfirmed : words.testFailed }
    case 'active':
      return { word, reason: testWords(card) }
    case 'inactive':
      return { word, reason: inactiveReason(card, days) }
  }
}

function testWords({ isTestable, testedAt, testOutcome }: ConnectorCard): string {
  if (testedAt !== null) return testOutcome === 'ok' ? words.tested(shortDay(testedAt)) : words.testUnclear
  return isTestable ? words.notTested : ''
}

function inactiveReason(card: ConnectorCard, days: number): string {
  if (days < 0) return words.expired(-days, card.secretExpiresAt ?? '')
  if (card.needsSignIn) return words.signedOut
  if (card.needsSecrets) return words.unreadable
  if (card.needsConfirmation) return words.unconfirmed
  if (card.attention > 0) return words.outdated(card.attention)
  if (days <= SOON_DAYS) return words.expires(days)
  if (card.testedAt !== null && card.testOutcome === 'failed') return words.failedTest(shortDay(card.testedAt))
  return card.statusSince === null || card.statusSince === card.createdAt ? '' : words.since(card.statusSince)
}
