import { IconBookmark, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../../contract/groups/connectors.ts'
import type { SavedView } from '../../../../contract/groups/views.ts'
import { mayChange, useStores, useWorkspace } from '../../../stores/context.ts'
import { fromQuery } from '../../../stores/lists/list-filters.ts'
import { viewsOf } from '../../../stores/lists/saved-views-store.ts'
import { number } from '../../../text/formats.ts'
import { text } from '../../../text/text.ts'
import { Button } from '../../../ui/button.tsx'
import { useToday } from '../../../ui/today.ts'
import { applyFilters, applyStatus, searchConnectors } from '../filters.ts'

const words = text.installed.views

interface ViewListProps {
  cards: readonly ConnectorCard[]
  /** Runs once a view is shown or about to be saved. */
  onDone: () => void
}

/** The saved views of the workspace, with how many connectors each shows. */
export function ViewList({ cards, onDone }: ViewListProps) {
  const { list, savedViews, toasts, view } = useStores()
  const workspace = useWorkspace()
  const views = useStore(savedViews.store, (state) => viewsOf(state, workspace.id))
  const today = useToday()
  const counts = useMemo(() => views.map(({ query }) => countOf(cards, query, today)), [views, cards, today])
  const isWriter = mayChange(workspace)
  if (views.length === 0 && !isWriter) return null

  const about = { workspaceId: workspace.id }
  const restore = async ({ name, query }: SavedView) => {
    try {
      await savedViews.save(workspace.id, name, query)
    } catch (error) {
      toasts.failure(words.saveFailed(name), error, about)
    }
  }
  const remove = async (one: SavedView) => {
    try {
      await savedViews.remove(workspace.id, one.id)
      toasts.success(words.removed(one.name), {
        ...about,
        subjects: [one.id],
        action: { label: text.common.undo, run: () => void restore(one) },
      })
    } catch (error) {
      toasts.failure(words.removeFailed(one.name), error, about)
    }
  }
  const countAt = (at: number) => {
    const count = counts[at]
    return count === undefined ? null : number(count)
  }
  return (
    <section aria-label={words.title} className="mt-1 flex flex-col gap-0.5 border-t border-line pt-2">
      <h3 className="px-2 py-1 text-xs font-medium text-text-muted">{words.title}</h3>
      {views.map((one, at) => (
        <div key={one.id} className="group flex items-center">
          <Button
            variant="quiet"
            className="min-w-0 flex-1 justify-start! px-2! font-normal! text-text!"
            icon={<IconBookmark size={16} aria-hidden />}
            onClick={() => {
              list.showView(one.query)
              onDone()
            }}
          >
            <span className="truncate" title={one.name}>
              {one.name}
            </span>
            <span className="ms-auto text-xs text-text-muted tabular-nums">{countAt(at)}</span>
          </Button>
          {isWriter && (
            <Button
              variant="quiet"
              size="s"
              className="shrink-0"
              aria-label={words.remove(one.name)}
              title={words.remove(one.name)}
              icon={<IconX size={14} aria-hidden />}
              onClick={() => void remove(one)}
            />
          )}
        </div>
      ))}
      {isWriter && (
        <Button
          variant="quiet"
          className="justify-start! px-2! font-normal!"
          onClick={() => {
            onDone()
            view.open({ kind: 'save-view', workspaceId: workspace.id })
          }}
        >
          {words.save}
        </Button>
      )}
    </section>
  )
}

function countOf(cards: readonly ConnectorCard[], query: string, today: Date): number {
  const { filters, search } = fromQuery(query)
  const { items } = searchConnectors(cards, search)
  return applyStatus(applyFilters(items, filters, today), filters.status, today).length
}
