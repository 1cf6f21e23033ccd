import { useEffect } from 'react'
import { expiryNews } from '../../../shared/expiry.ts'
import { useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { UNFILTERED } from '../../stores/lists/list-filters.ts'
import { secretsText } from '../../text/secrets.ts'

/** Shows a notice about secrets of the current workspace that expire soon, once for each connector, date and threshold. */
export function useExpiryNotice(): void {
  const { list, toasts, view } = useStores()
  const { id } = useWorkspace()
  const { cards } = useConnectors()
  useEffect(() => {
    if (!cards) return
    const storageKey = `patchbay.expiry.${id}`
    const marks = readMarks(storageKey)
    const news = cards.flatMap((card) => expiryNews(card, new Date()) ?? []).filter(({ mark }) => !marks.has(mark))
    if (news.length === 0) return
    localStorage.setItem(storageKey, JSON.stringify([...marks, ...news.map(({ mark }) => mark)]))
    const threshold = Math.max(...news.map((one) => one.threshold))
    const show = () => {
      view.showTab('installed')
      list.filter({ ...UNFILTERED, expiresWithin: threshold })
    }
    // With the first screen, what shows notices listens only after the effects of the parts in it, and loses what came before.
    queueMicrotask(() =>
      toasts.notice(secretsText.expiry.notice(news.length, threshold), {
        ...{ subjects: ['expiry'], workspaceId: id },
        action: { label: secretsText.expiry.show, run: show },
      }),
    )
  }, [cards, id, list, toasts, view])
}

function readMarks(key: string): Set<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return new Set(Array.isArray(stored) ? stored.map(String) : [])
  } catch {
    return new Set()
  }
}
