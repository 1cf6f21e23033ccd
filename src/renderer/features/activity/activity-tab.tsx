import { IconCloudOff, IconHistory, IconSearchOff } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Activity, ActivityFilters } from '../../../contract/groups/activity.ts'
import { useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { ACTIVITY_KINDS, type ActivityKind } from '../../../shared/text/activity-kinds.ts'
import { hasActivityFilters, toActivityQuery } from '../../stores/lists/activity-filters.ts'
import { searchWords } from '../../stores/lists/activity-words.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { CardGrid } from '../../ui/cards/card-grid.tsx'
import { focusCardsToCome } from '../../ui/cards/first-card.ts'
import { Chip } from '../../ui/chip.tsx'
import { Segments } from '../../ui/fields/segments.tsx'
import { HelpLink } from '../../ui/help-link.tsx'
import { EmptyState } from '../../ui/states/empty-state.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { RowSkeletons } from '../../ui/states/skeleton.tsx'
import { useToday } from '../../ui/today.ts'
import { type Entry, entriesOf } from './entries.ts'
import { EntryRow, RowsProvider } from './entry-row.tsx'
import { ExportMenu } from './export-menu.tsx'
import { ConnectorFilter, PersonFilter, TimeFilter } from './filter-menus.tsx'
import { type KindCounts, type Person, useActivity, useCounts, useKinds, usePeople } from './use-activity.ts'

const words = text.activity
const ROW_HEIGHT = 41

/** The Activity tab: who did what in the workspace, the newest first. */
export function ActivityTab() {
  const { activity } = useStores()
  const workspace = useWorkspace()
  const filters = useStore(activity.store, (state) => state.filters)
  const { items, error, hasMore, more, retry } = useActivity(workspace.id, filters)
  const people = usePeople(workspace.id)
  const known = useKinds(workspace.id) ?? []
  const counts = useCounts(workspace.id, filters)
  const terms = useMemo(() => searchWords(filters.search), [filters.search])
  // What a workspace never did is no choice, unless an address chose it.
  const kinds = ACTIVITY_KINDS.filter((kind) => kind === filters.kind || countOf(known, kind) > 0)
  const clear = () => {
    activity.clear()
    focusCardsToCome()
  }
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-3 lg:px-5">
        <Segments
          label={words.kind}
          options={[
            { value: null, label: words.allKinds, ...(counts && { count: sumOf(counts) }) },
            ...kinds.map((value) => ({
              ...{ value, label: words.kinds[value] },
              ...(counts && { count: countOf(counts, value) }),
            })),
          ]}
          value={filters.kind ?? null}
          onChange={(kind) => activity.filter({ kind: kind ?? undefined })}
        />
        <PersonFilter people={people} />
        <ConnectorFilter />
        <TimeFilter />
        <div className="ms-auto">
          <ExportMenu workspaceId={workspace.id} />
        </div>
      </div>
      <Chips filters={filters} people={people} items={items ?? []} />
      {error && items && (
        <div className="px-4 pb-3 lg:px-5">
          <Notice kind="bad" isAlert>
            <p>
              {words.moreFailed}: {errorMessage(error)}
            </p>
            <Button size="s" className="mt-2" onClick={() => void retry()}>
              {text.common.retry}
            </Button>
          </Notice>
        </div>
      )}
      {!items && !error && <RowSkeletons />}
      {!items && error && (
        <EmptyState icon={IconCloudOff} title={words.listFailed} body={errorMessage(error)} isAlert>
          <Button onClick={() => void retry()}>{text.common.retry}</Button>
        </EmptyState>
      )}
      {items?.length === 0 &&
        (toActivityQuery(filters) === '' ? (
          <EmptyState icon={IconHistory} title={words.emptyTitle} body={words.emptyBody(workspace.name)}>
            <HelpLink to="activity" />
          </EmptyState>
        ) : (
          <EmptyState icon={IconSearchOff} title={text.search.noMatchTitle} body={words.noMatchBody}>
            <Button onClick={clear}>{text.search.showAll}</Button>
          </EmptyState>
        ))}
      {items && items.length > 0 && (
        <List
          items={items}
          terms={terms}
          resetKey={`${workspace.id}${toActivityQuery(filters)}`}
          onEnd={hasMore && !error ? () => void more() : undefined}
        />
      )}
    </div>
  )
}

const sumOf = (counts: KindCounts) => counts.reduce((sum, { count }) => sum + count, 0)
const countOf = (counts: KindCounts, kind: ActivityKind) => counts.find((one) => one.kind === kind)?.count ?? 0

interface ListProps {
  items: readonly Activity[]
  terms: readonly string[]
  resetKey: string
  /** Absent where there is nothing more to read. */
  onEnd: (() => void) | undefined
}

function List({ items, terms, resetKey, onEnd }: ListProps) {
  const { id: workspaceId } = useWorkspace()
  const { cards } = useConnectors()
  const today = useToday()
  const entries = useMemo(() => entriesOf(items, today), [items, today])
  const connectors = useMemo(() => new Map((cards ?? []).map((card) => [card.id, card])), [cards])
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const toggle = useCallback(
    (id: number) =>
      setOpen((before) => {
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  const toggleEntry = ({ activity }: Entry) => toggle(activity.id)
  const rows = useMemo(() => ({ workspaceId, open, toggle, connectors }), [workspaceId, open, toggle, connectors])
  return (
    <RowsProvider value={rows}>
      <CardGrid
        label={words.list}
        items={entries}
        terms={terms}
        keyOf={keyOf}
        renderCard={(item, cell) => <EntryRow item={item} {...cell} />}
        estimatedHeight={ROW_HEIGHT}
        isList
        onEnter={toggleEntry}
        onItemClick={toggleEntry}
        onItemKey={(event, entry) => {
          if (event.key !== ' ') return false
          toggleEntry(entry)
          return true
        }}
        onEnd={onEnd}
        statusText={words.shown(items.length)}
        resetKey={resetKey}
      />
    </RowsProvider>
  )
}

const keyOf = ({ activity }: Entry) => String(activity.id)

interface ChipsProps {
  filters: ActivityFilters
  people: readonly Person[]
  items: readonly Activity[]
}

/** The filters that are on, other than the kind; absent where there are none. */
function Chips({ filters, people, items }: ChipsProps) {
  const { activity } = useStores()
  const { cards } = useConnectors()
  if (!hasActivityFilters(filters)) return null
  const { person, connector, from, to } = filters
  const subject = (id: string) =>
    cards?.find((card) => card.id === id)?.name ?? items.find((item) => item.subjectId === id)?.subjectName ?? id
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 pb-3 lg:px-5">
      {person !== undefined && (
        <Chip
          name={words.person}
          value={people.find(({ id }) => id === person)?.name ?? person}
          onRemove={() => activity.filter({ person: undefined })}
        />
      )}
      {connector !== undefined && (
        <Chip
          name={words.connector}
          value={subject(connector)}
          onRemove={() => activity.filter({ connector: undefined })}
        />
      )}
      {(from !== undefined || to !== undefined) && (
        <Chip
          name={words.period}
          value={words.range(from, to)}
          onRemove={() => activity.filter({ from: undefined, to: undefined })}
        />
      )}
      <Button size="s" variant="quiet" onClick={activity.clear}>
        {text.common.clear}
      </Button>
    </div>
  )
}
