import type { ConnectorCard, ManyChange, ManyResult } from '../../../contract/groups/connectors.ts'
import { formerSince } from '../../stores/connector-store.ts'
import { useStores } from '../../stores/context.ts'
import type { ManyVerb } from '../../stores/view-store.ts'
import { text } from '../../text/text.ts'

const words = text.installed.many

/** What changes nothing that runs, or goes back to what was. */
const HARMLESS: ReadonlySet<ManyVerb> = new Set(['pin', 'unpin', 'undo'])

/** Changes many connectors of a workspace at once, with one notice, its Undo, and a sheet of what became of each. */
export function useManyChanges(workspaceId: string) {
  const { askForName, connectors, list, toasts, view } = useStores()

  /**
   * Runs the changes; in production, it asks first whether they are meant. `undoOf` answers how to undo one of them, or null
   * where nothing can.
   */
  const run = async (
    verb: ManyVerb,
    cards: readonly ConnectorCard[],
    changeOf: (card: ConnectorCard) => Omit<ManyChange, 'id'>,
    undoOf: (card: ConnectorCard) => Omit<ManyChange, 'id'> | null,
  ): Promise<boolean> => {
    const label = words.verbs[verb]
    const question = { title: words.askTitle(label, cards.length), confirmLabel: label }
    if (!HARMLESS.has(verb) && !(await askForName(workspaceId, question))) return false
    try {
      const results = await connectors.changeMany(
        workspaceId,
        cards.map((card) => ({ id: card.id, ...changeOf(card) })),
      )
      const done = new Map(results.flatMap((one) => (one.outcome === 'done' ? [[one.id, one] as const] : [])))
      const undo = cards.flatMap((card): ManyChange[] => {
        const back = undoOf(card)
        const result = done.get(card.id)
        if (!back || !result) return []
        // Skipped where somebody has changed the connector in between.
        return [{ id: card.id, ...back, ...(result.updatedAt && { expectedUpdatedAt: result.updatedAt }) }]
      })
      notify(verb, results, undo)
      return true
    } catch (error) {
      toasts.failure(words.failed, error, { subjects: cards.map(({ id }) => id), workspaceId })
      return false
    }
  }

  const notify = (verb: ManyVerb, results: readonly ManyResult[], undo: ManyChange[]) => {
    const count = (outcome: ManyResult['outcome']) => results.filter((one) => one.outcome === outcome).length
    const [done, skipped, failed] = [count('done'), count('skipped'), count('failed')]
    const show = () => view.open({ kind: 'results', workspaceId, verb, results })
    const undoAll = async () => {
      try {
        notify('undo', await connectors.changeMany(workspaceId, undo), [])
      } catch (error) {
        toasts.failure(words.failed, error, { subjects: results.map(({ id }) => id), workspaceId })
      }
    }
    toasts.success(words.done[verb](done, results.length), {
      subjects: results.map(({ id }) => id),
      workspaceId,
      ...(skipped + failed > 0 && { description: words.rest(failed, skipped) }),
      ...(undo.length > 0
        ? { action: { label: text.common.undo, run: () => void undoAll() } }
        : skipped + failed > 0 && { action: { label: words.show, run: show } }),
      ...(undo.length > 0 && skipped + failed > 0 && { more: { label: words.show, run: show } }),
    })
  }

  return {
    setStatus: (cards: readonly ConnectorCard[], status: 'active' | 'inactive') =>
      run(
        status === 'active' ? 'activate' : 'deactivate',
        cards,
        () => ({ status }),
        ({ status: before, statusMessage, statusSince }) => {
          const since = formerSince(statusSince)
          if (before !== 'error') return { status: before, ...since }
          return statusMessage === null ? null : { errorMessage: statusMessage, ...since }
        },
      ),
    setTags: (cards: readonly ConnectorCard[], tagsOf: (tags: readonly string[]) => string[]) =>
      run(
        'tag',
        cards,
        ({ tags, updatedAt }) => ({ tags: tagsOf(tags), expectedUpdatedAt: updatedAt }),
        ({ tags }) => ({ tags }),
      ),
    setExpiry: (cards: readonly ConnectorCard[], secretExpiresAt: string | null) =>
      run(
        'expiry',
        cards,
        () => ({ secretExpiresAt }),
        ({ secretExpiresAt: before }) => ({ secretExpiresAt: before }),
      ),
    setPin: (cards: readonly ConnectorCard[], isPinned: boolean) =>
      run(
        isPinned ? 'pin' : 'unpin',
        cards,
        () => ({ isPinned }),
        ({ isPinned: before }) => ({ isPinned: before }),
      ),
    remove: async (cards: readonly ConnectorCard[]) => {
      const isDone = await run(
        'remove',
        cards,
        () => ({ isDeleted: true }),
        () => ({ isDeleted: false }),
      )
      if (isDone) list.select([])
    },
  }
}
