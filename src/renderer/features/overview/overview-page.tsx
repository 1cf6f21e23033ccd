import {
  IconCloudOff,
  IconLock,
  IconMoodHappy,
  IconPlugConnected,
  IconSearchOff,
  IconStack2,
} from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { WorkspaceState } from '../../../contract/groups/overview.ts'
import { MAX_HITS } from '../../../shared/limits.ts'
import { stateOf, type Trouble, troubleOf, TROUBLES } from '../../../shared/connector-state.ts'
import { mayChange, useStores } from '../../stores/context.ts'
import { testsText } from '../../text/connection-tests.ts'
import { number } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { CardGrid } from '../../ui/cards/card-grid.tsx'
import { TroubleIcon } from '../../ui/cards/trouble-counts.tsx'
import { classNames } from '../../ui/class-names.ts'
import { EmptyState } from '../../ui/states/empty-state.tsx'
import { CardSkeletons } from '../../ui/states/skeleton.tsx'
import { useToday } from '../../ui/today.ts'
import { groupByCause, keyOf, type OverviewItem, single } from './causes.ts'
import { PlacedRow } from './placed-row.tsx'
import { useSearch } from '../../stores/lists/use-search.ts'
import { WorkspaceList } from './workspace-list.tsx'

const words = text.overview
const ROW_HEIGHT = 53

/** What burns in all workspaces, and one search across them. */
export function OverviewPage() {
  const { overview, view, workspaces } = useStores()
  const { states, error } = useStore(overview.store)
  const list = useStore(workspaces.store, (state) => state.list) ?? []
  const query = useStore(view.store, (state) => state.search.overview)
  const { trouble } = useStore(view.store, (state) => state.overview)
  useEffect(() => overview.watch(trouble), [overview, trouble])
  if (!states)
    return error ? (
      <EmptyState icon={IconCloudOff} title={words.failed} body={errorMessage(error)} isAlert>
        <Button onClick={() => void overview.refresh()}>{text.common.retry}</Button>
      </EmptyState>
    ) : (
      <CardSkeletons />
    )
  const isSearching = query.trim() !== ''
  const connectorCount = list.reduce((sum, workspace) => sum + workspace.connectorCount, 0)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4 lg:p-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span aria-hidden className="text-xl font-semibold">
            {words.title}
          </span>
          <span className="text-sm text-text-muted">{words.scope(list.length, connectorCount)}</span>
        </p>
        {list.some(mayChange) && (
          <Button icon={<IconPlugConnected size={16} aria-hidden />} onClick={() => view.open({ kind: 'test-all' })}>
            {testsText.everywhere.open}
          </Button>
        )}
      </div>
      <Tiles
        states={[...states.values()]}
        chosen={trouble}
        isSearching={isSearching}
        onChoose={(next) => view.showInOverview({ trouble: next })}
        onUnlock={(workspaceId) => view.open({ kind: 'key', workspaceId })}
      />
      <div className="grid min-h-0 flex-1 gap-3 max-lg:auto-rows-max lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[minmax(16rem,1fr)]">
        {isSearching ? <Results query={query} trouble={trouble} /> : <Urgent trouble={trouble} states={states} />}
        <WorkspaceList />
      </div>
    </div>
  )
}

interface TilesProps {
  states: readonly WorkspaceState[]
  chosen: Trouble | null
  /** In a small window, what a search finds takes the place of all but the tiles that narrow it. */
  isSearching: boolean
  onChoose: (trouble: Trouble | null) => void
  /** Asks for what opens the keys that wait, of this workspace first. */
  onUnlock: (workspaceId: string) => void
}

/** The numbers of all workspaces together; each shows what it counts below, and again everything. */
function Tiles({ states, chosen, isSearching, onChoose, onUnlock }: TilesProps) {
  const locked = states.filter(({ isLocked }) => isLocked)
  const [first] = locked
  return (
    <ul
      aria-label={words.tiles}
      className={classNames(
        'grid shrink-0 grid-cols-3 gap-3 lg:grid-cols-6',
        isSearching && 'max-lg:flex max-lg:flex-wrap max-lg:gap-2',
      )}
    >
      {TROUBLES.map((trouble) => {
        const having = states.filter((state) => state[trouble] > 0)
        const count = having.reduce((sum, state) => sum + state[trouble], 0)
        const isChosen = chosen === trouble
        return (
          <Tile
            key={trouble}
            icon={<TroubleIcon trouble={trouble} />}
            label={words.troubles[trouble]}
            count={count}
            hint={trouble === 'expiring' ? words.within : words.inWorkspaces(having.length)}
            isChosen={isChosen}
            isLine={isSearching}
            isAside={isSearching && count === 0 && !isChosen}
            onClick={() => onChoose(isChosen ? null : trouble)}
          />
        )
      })}
      <Tile
        icon={<IconLock size={16} aria-hidden />}
        label={words.locked}
        count={locked.length}
        hint={words.lockedHint(locked.length)}
        isLine={isSearching}
        isAside={isSearching}
        onClick={() => first && onUnlock(first.workspaceId)}
      />
    </ul>
  )
}

interface TileProps {
  icon: ReactNode
  label: string
  count: number
  /** Where the counted ones are, or what a click does. */
  hint: string
  /** Whether it shows what it counts; absent where it does something else. */
  isChosen?: boolean
  /** One line in a small window. */
  isLine: boolean
  /** Not there in a small window. */
  isAside: boolean
  onClick: () => void
}

function Tile({ icon, label, count, hint, isChosen, isLine, isAside, onClick }: TileProps) {
  return (
    <li className={classNames(isAside && 'max-lg:hidden')}>
      <button
        type="button"
        aria-pressed={isChosen}
        disabled={count === 0}
        onClick={onClick}
        className={classNames(
          'w-full rounded-card border px-4 py-3 text-start shadow-card max-lg:py-2',
          isLine && 'max-lg:flex max-lg:items-center max-lg:gap-2 max-lg:px-3',
          isChosen ? 'border-accent bg-accent-soft' : 'border-line bg-surface enabled:hover:border-line-strong',
        )}
      >
        <span className="flex items-center gap-1.5 text-sm font-medium whitespace-nowrap">
          {icon}
          <span className="truncate">{label}</span>
        </span>
        <span
          className={classNames(
            'mt-1 block text-[1.75rem] leading-9 font-semibold',
            isLine && 'max-lg:mt-0 max-lg:text-sm max-lg:leading-5',
          )}
        >
          {number(count)}
        </span>
        <span className={classNames('block truncate text-xs text-text-muted', isLine && 'max-lg:hidden')}>
          {count === 0 ? words.nowhere : hint}
        </span>
      </button>
    </li>
  )
}

interface UrgentProps {
  trouble: Trouble | null
  states: ReadonlyMap<string, WorkspaceState>
}

/** The most urgent connectors of all workspaces. */
function Urgent({ trouble, states }: UrgentProps) {
  const { overview, view } = useStores()
  const { isGrouped } = useStore(view.store, (state) => state.overview)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const urgent = useStore(overview.store, (state) => state.urgent)
  const today = useToday()
  const items = useMemo(
    () =>
      urgent.filter(({ connector }) => trouble === null || troubleOf(stateOf(connector, today).condition) === trouble),
    [urgent, trouble, today],
  )
  const rows = useMemo(() => {
    const toggle = (key: string) =>
      setOpen((now) => new Set(now.has(key) ? [...now].filter((one) => one !== key) : [...now, key]))
    return isGrouped ? groupByCause(items, today, { open, toggle }) : items.map(single)
  }, [items, today, isGrouped, open])
  const counted = trouble === null ? TROUBLES : [trouble]
  const all = [...states.values()]
    .flatMap((state) => counted.map((one) => state[one]))
    .reduce((sum, count) => sum + count, 0)
  if (items.length === 0)
    return (
      <Frame title={words.urgent} count="">
        <EmptyState
          icon={IconMoodHappy}
          title={words.allWell}
          body={trouble === null ? words.allWellBody : words.noneOfThese}
        />
      </Frame>
    )
  return (
    <Frame
      title={words.urgent}
      count={words.urgentCount(items.length, all)}
      actions={
        <Button
          variant="quiet"
          size="s"
          icon={<IconStack2 size={16} aria-hidden />}
          aria-pressed={isGrouped}
          onClick={() => view.showInOverview({ isGrouped: !isGrouped })}
        >
          {isGrouped ? words.groupedByCause : words.notGrouped}
        </Button>
      }
    >
      <Rows label={words.urgent} items={rows} terms={NO_TERMS} resetKey={trouble ?? ''} />
    </Frame>
  )
}

const NO_TERMS: readonly string[] = []

/** What a search across all workspaces finds, of a chosen tile what that counts. */
function Results({ query, trouble }: { query: string; trouble: Trouble | null }) {
  const { view } = useStores()
  const { hits, total, terms, error, isAnswered } = useSearch(query, MAX_HITS, trouble)
  const rows = useMemo(() => hits.map(single), [hits])
  return (
    <Frame
      title={trouble === null ? words.results : words.resultsOf(words.troubles[trouble])}
      count={isAnswered ? words.urgentCount(rows.length, total) : ''}
    >
      {rows.length > 0 ? (
        <Rows label={words.results} items={rows} terms={terms} resetKey={`${trouble ?? ''} ${query}`} />
      ) : error ? (
        <EmptyState icon={IconCloudOff} title={words.searchFailed} body={errorMessage(error)} isAlert />
      ) : (
        isAnswered && (
          <EmptyState
            icon={IconSearchOff}
            title={text.search.noMatchTitle}
            body={trouble === null ? words.noMatchBody : words.noMatchOf(words.troubles[trouble])}
          >
            {trouble !== null && (
              <Button onClick={() => view.showInOverview({ trouble: null })}>{words.searchAll}</Button>
            )}
          </EmptyState>
        )
      )}
    </Frame>
  )
}

interface FrameProps {
  title: string
  count: string
  actions?: ReactNode
  children: ReactNode
}

const Frame = ({ title, count, actions, children }: FrameProps) => (
  <CardSection title={title} count={count} actions={actions} className="min-h-80 max-lg:h-[28rem] lg:min-h-0">
    {children}
  </CardSection>
)

interface RowsProps {
  label: string
  items: readonly OverviewItem[]
  terms: readonly string[]
  resetKey: string
}

function Rows({ label, items, terms, resetKey }: RowsProps) {
  const { enter } = useStores()
  const open = (item: OverviewItem) =>
    item.kind === 'cause' ? item.toggle() : enter(item.workspaceId, { connectorId: item.connector.id })
  return (
    <CardGrid
      label={label}
      items={items}
      terms={terms}
      keyOf={keyOf}
      renderCard={(item, cell) => <PlacedRow item={item} {...cell} />}
      estimatedHeight={ROW_HEIGHT}
      isFixed
      isList
      className="placed-list"
      onEnter={open}
      onItemClick={open}
      resetKey={resetKey}
    />
  )
}
