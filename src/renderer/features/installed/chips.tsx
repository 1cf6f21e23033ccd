import { IconBookmark } from '@tabler/icons-react'
import { useStore } from 'zustand'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { mayChange, useStores, useWorkspace } from '../../stores/context.ts'
import { hasFilters } from '../../stores/lists/list-filters.ts'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'

const words = text.installed.filter

interface ChipsProps {
  cards: readonly ConnectorCard[]
  /** What is shown. */
  items: readonly ConnectorCard[]
}

/** The line that says what is filtered and selected; absent where neither is. */
export function Chips({ cards, items }: ChipsProps) {
  const { catalog, list, view } = useStores()
  const workspace = useWorkspace()
  const { filters, selected } = useStore(list.store)
  const entryCards = useStore(catalog.store, (state) => state.cards)
  if (!hasFilters(filters) && selected.size === 0) return null
  const nameOf = (key: string) =>
    cards.find(({ catalogKey }) => catalogKey === key)?.catalogName ??
    entryCards?.find((entry) => entry.key === key)?.name ??
    key
  const within = filters.expiresWithin === null ? null : (String(filters.expiresWithin) as '3')
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 pb-3 lg:px-5">
      {selected.size > 0 && <Selected items={items} />}
      {filters.entries.length > 0 && (
        <Chip
          name={words.types}
          value={filters.entries.map(nameOf).join(', ')}
          onRemove={() => list.filter({ entries: [] })}
        />
      )}
      {filters.tags.length > 0 && (
        <Chip
          name={filters.allTags && filters.tags.length > 1 ? words.allTags : words.tags}
          value={filters.tags.join(', ')}
          onRemove={() => list.filter({ tags: [], allTags: false })}
        />
      )}
      {filters.colours.length > 0 && (
        <Chip
          name={words.colours}
          value={filters.colours.map((colour) => text.workspaces.colours[colour]).join(', ')}
          onRemove={() => list.filter({ colours: [] })}
        />
      )}
      {within !== null && (
        <Chip
          name={words.expiry}
          value={secretsText.expiry.within[within] ?? words.days(Number(within))}
          onRemove={() => list.filter({ expiresWithin: null })}
        />
      )}
      {filters.onlyOutdated && (
        <Chip name={words.outdated} value="" onRemove={() => list.filter({ onlyOutdated: false })} />
      )}
      {filters.trouble !== null && (
        <Chip
          name={words.trouble}
          value={text.overview.troubles[filters.trouble]}
          onRemove={() => list.filter({ trouble: null })}
        />
      )}
      {hasFilters(filters) && (
        <Button size="s" variant="quiet" onClick={list.clear}>
          {text.common.clear}
        </Button>
      )}
      {hasFilters(filters) && mayChange(workspace) && (
        <Button
          size="s"
          variant="quiet"
          icon={<IconBookmark size={16} aria-hidden />}
          onClick={() => view.open({ kind: 'save-view', workspaceId: workspace.id })}
        >
          {text.installed.views.save}
        </Button>
      )}
      <span className="ms-auto text-sm text-text-muted tabular-nums">{words.shown(items.length, cards.length)}</span>
    </div>
  )
}

/** How many connectors are selected, and all of those that are shown. */
function Selected({ items }: { items: readonly ConnectorCard[] }) {
  const { list } = useStores()
  const selected = useStore(list.store, (state) => state.selected)
  const shown = items.filter(({ id }) => selected.has(id)).length
  const isAll = items.length > 0 && shown === items.length
  const hidden = selected.size - shown
  return (
    <>
      <label className="flex h-7 items-center gap-2 text-sm font-semibold tabular-nums">
        <Checkbox
          checked={isAll}
          ref={(box) => {
            if (box) box.indeterminate = !isAll
          }}
          onChange={() => list.select(isAll ? [] : items.map(({ id }) => id))}
        />
        {text.installed.selected(selected.size)}
        {hidden > 0 && <span className="font-normal text-text-muted">{text.installed.notShown(hidden)}</span>}
      </label>
      {!isAll && items.length > 0 && (
        <Button size="s" variant="quiet" onClick={() => list.select(items.map(({ id }) => id))}>
          {text.installed.selectAll(items.length)}
        </Button>
      )}
    </>
  )
}
