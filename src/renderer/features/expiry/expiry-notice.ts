import { useEffect } from 'react'
import type { ConnectorCard } from '../../../contract/connectors.ts'
import { useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { secretsText } from '../../text-secrets.ts'
import { daysLeft } from '../../ui/expiry.ts'

/** Days before the end at which a person is told, each once for a date. */
const THRESHOLDS = [3, 14]

/** Tells, once the cards of a workspace are there, of secrets that expire soon and were not told of yet. */
export function useExpiryNotice(): void {
  const { toasts, view } = useStores()
  const { id } = useWorkspace()
  const { cards } = useConnectors()
  useEffect(() => {
    if (!cards) return
    const storageKey = `patchbay.expiry.${id}`
    const told = readTold(storageKey)
    const news = cards.flatMap((card) => newsOf(card, told, new Date()))
    if (news.length === 0) return
    localStorage.setItem(storageKey, JSON.stringify([...told, ...news.map(({ mark }) => mark)]))
    const threshold = Math.max(...news.map((one) => one.threshold))
    toasts.notice(secretsText.expiry.notice(news.length, threshold), {
      action: {
        label: secretsText.expiry.show,
        run: () => {
          view.showTab('installed')
          view.filter({ status: null, entryKey: null, expiresWithin: threshold })
        },
      },
    })
  }, [cards, id, toasts, view])
}

/** The nearest threshold that a card has passed, unless it was told of. */
function newsOf(card: ConnectorCard, told: ReadonlySet<string>, now: Date) {
  if (card.secretExpiresAt === null) return []
  const left = daysLeft(card.secretExpiresAt, now)
  const threshold = left < 0 ? -1 : THRESHOLDS.find((days) => left <= days)
  if (threshold === undefined) return []
  const mark = `${card.id} ${card.secretExpiresAt} ${threshold}`
  return told.has(mark) ? [] : [{ mark, threshold }]
}

function readTold(key: string): Set<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return new Set(Array.isArray(stored) ? stored.map(String) : [])
  } catch {
    return new Set()
  }
}
