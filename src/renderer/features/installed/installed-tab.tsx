import { IconCloudOff, IconPlugConnected } from '@tabler/icons-react'
import {
  type ComponentProps,
  type ComponentType,
  type KeyboardEvent,
  lazy,
  type MouseEvent,
  Suspense,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard as Connector } from '../../../contract/groups/connectors.ts'
import { mayChange, useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { CardGrid } from '../../ui/cards/card-grid.tsx'
import type { GridGroup } from '../../ui/cards/grid-layout.ts'
import { EmptyState } from '../../ui/states/empty-state.tsx'
import { NoMatch } from '../../ui/states/no-match.tsx'
import { CardSkeletons } from '../../ui/states/skeleton.tsx'
import { useToday } from '../../ui/today.ts'
import { ActionBar } from './action-bar.tsx'
import { Chips } from './chips.tsx'
import { ConnectorMenu } from './connector-menu.tsx'
import { ConnectorCard, ConnectorRow } from './connector-card.tsx'
import { applyFilters, applyStatus, searchConnectors, sortCards } from './filters.ts'
import { groupCards } from './groups.ts'
import { Toolbar } from './toolbar.tsx'

/** The panel is no part of the first screen; its scripts are loaded right after that. */
const loadPanel = () =>
  import('./panel/connector-panel.tsx').then(({ ConnectorPanel }) => ({ default: ConnectorPanel }))
const ConnectorPanel = lazy(loadPanel)

function LazyPanel(props: ComponentProps<typeof ConnectorPanel>) {
  const { list } = useStores()
  const isOpen = useStore(list.store, ({ panel }) => panel !== null)
  useEffect(() => void loadPanel(), [])
  return isOpen ? (
    <Suspense>
      <ConnectorPanel {...props} />
    </Suspense>
  ) : null
}

const CARD_HEIGHT = 152
const ROW_HEIGHT = 36

interface InstalledTabProps {
  /** Shows what was done to a connector, in its panel. */
  activity: ComponentType<{ connectorId: string }>
}

/** The Installed tab. */
export function InstalledTab({ activity }: InstalledTabProps) {
  const { connectors, list, view } = useStores()
  const workspace = useWorkspace()
  const { cards, error } = useConnectors()
  const query = useStore(view.store, (state) => state.search.installed)
  const spotlight = useStore(view.store, (state) => state.spotlight)
  const { filters, sort, grouping } = useStore(list.store)
  const today = useToday()

  const sorted = useMemo(() => sortCards(cards ?? [], sort, today), [cards, sort, today])
  const { items: hits, terms } = useMemo(() => searchConnectors(sorted, query), [sorted, query])
  const matches = useMemo(() => applyFilters(hits, filters, today), [hits, filters, today])
  const items = useMemo(() => applyStatus(matches, filters.status, today), [matches, filters.status, today])
  const grouped = useMemo(() => groupCards(items, grouping), [items, grouping])
  // A connector with several tags stands in several groups, and the panel goes to it once.
  const inOrder = useMemo(() => (grouped.groups.length === 0 ? items : [...new Set(grouped.items)]), [grouped, items])

  // What was just added or restored is always shown.
  useEffect(() => {
    if (spotlight === null || items.some(({ id }) => id === spotlight)) return
    if (cards?.some(({ id }) => id === spotlight)) list.clear()
  }, [spotlight, items, cards, list])

  if (!cards)
    return error ? (
      <EmptyState icon={IconCloudOff} title={text.installed.failed} body={errorMessage(error)} isAlert>
        <Button onClick={() => void connectors.refresh(workspace.id)}>{text.common.retry}</Button>
      </EmptyState>
    ) : (
      <CardSkeletons />
    )
  if (cards.length === 0) return <NothingInstalled />
  return (
    <div className="flex min-h-0 flex-1">
      <div className="@container relative flex min-w-0 flex-1 flex-col">
        <Toolbar cards={cards} matches={matches} today={today} />
        <Chips cards={cards} items={items} />
        {items.length === 0 ? <NoMatch showAll={list.clear} /> : <List {...grouped} terms={terms} query={query} />}
        <ActionBar cards={cards} />
        <ConnectorMenu cards={cards} />
      </div>
      <LazyPanel items={inOrder} cards={cards} activity={activity} />
    </div>
  )
}

interface ListProps {
  items: readonly Connector[]
  groups: readonly GridGroup[]
  /** What is marked in the cards. */
  terms: readonly string[]
  query: string
}

/** The connectors as cards or rows. */
function List({ items, groups, terms, query }: ListProps) {
  const { list, view } = useStores()
  const workspace = useWorkspace()
  const spotlight = useStore(view.store, (state) => state.spotlight)
  const { density, filters } = useStore(list.store)
  const isSelecting = useStore(list.store, ({ selected }) => selected.size > 0)
  const isBeside = useStore(list.store, ({ panel }) => panel !== null)
  const keys = useListKeys(items)
  const isList = density === 'rows'
  return (
    <CardGrid
      label={text.installed.list}
      items={items}
      groups={groups}
      terms={terms}
      keyOf={keyOf}
      card={isList ? ConnectorRow : ConnectorCard}
      estimatedHeight={isList ? ROW_HEIGHT : CARD_HEIGHT}
      isFixed
      isList={isList}
      isBeside={isBeside}
      className={classNames('list-scroller', isSelecting && 'is-selecting', isList && 'is-list')}
      onEnter={({ id }) => list.openPanel(id)}
      onDelete={
        mayChange(workspace) ? (card) => view.open({ kind: 'delete', card, workspaceId: workspace.id }) : undefined
      }
      onMenu={(item, anchor) => list.openMenu({ id: item.id, anchor })}
      {...keys}
      spotlight={spotlight}
      onSpotlit={() => view.spotlight(null)}
      resetKey={`${workspace.id}/${query}/${JSON.stringify(filters)}/${density}`}
    />
  )
}

const keyOf = ({ id }: Connector) => id

/**
 * Selection and panel by mouse and keyboard: a click opens the panel or, while something is selected, selects; Ctrl or
 * Cmd and Space select one, Shift selects up to it, Ctrl or Cmd with A all; Esc closes the panel, then ends the selection.
 */
function useListKeys(items: readonly Connector[]) {
  const { connectors, list } = useStores()
  const workspace = useWorkspace()
  /** The index from which Shift selects. */
  const anchor = useRef(0)

  const selectRange = (index: number) => {
    const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)]
    list.select([...list.store.getState().selected, ...items.slice(from, to + 1).map(keyOf)])
  }
  const toggle = (item: Connector, index: number) => {
    anchor.current = index
    list.toggle(item.id)
  }

  const onItemClick = (item: Connector, index: number, event: MouseEvent) => {
    if (event.shiftKey) {
      getSelection()?.removeAllRanges()
      return selectRange(index)
    }
    const { selected } = list.store.getState()
    if (event.ctrlKey || event.metaKey || selected.size > 0) return toggle(item, index)
    anchor.current = index
    list.openPanel(item.id)
  }
  const onItemKey = (event: KeyboardEvent<HTMLElement>, item: Connector, index: number): boolean => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (isCommand && event.key.toLowerCase() === 'a') list.select(items.map(keyOf))
    else if (isCommand || event.altKey) return false
    else if (event.key === ' ' && event.shiftKey) selectRange(index)
    else if (event.key === ' ') toggle(item, index)
    else if (event.key === 'a' && mayChange(workspace))
      void connectors.setStatus(workspace.id, item, item.status === 'active' ? 'inactive' : 'active')
    else if (event.key === 'Escape') return leave()
    else return false
    return true
  }
  const leave = () => {
    const { panel, selected } = list.store.getState()
    if (panel !== null) list.openPanel(null)
    else if (selected.size > 0) list.select([])
    else return false
    return true
  }
  const onMove = (item: Connector, index: number, isExtending: boolean) => {
    if (isExtending) return selectRange(index)
    anchor.current = index
    if (list.store.getState().panel !== null) list.openPanel(item.id)
  }
  return { onItemClick, onItemKey, onMove }
}

function NothingInstalled() {
  const { connectors, toasts, view } = useStores()
  const workspace = useWorkspace()
  const [isLoading, setLoading] = useState(false)
  const loadSamples = async () => {
    setLoading(true)
    const about = { subjects: ['samples'], workspaceId: workspace.id }
    try {
      toasts.success(text.workspaces.samplesLoaded(await connectors.loadSamples(workspace.id)), about)
    } catch (error) {
      toasts.failure(text.workspaces.samplesFailed, error, about)
    } finally {
      setLoading(false)
    }
  }
  if (!mayChange(workspace))
    return (
      <EmptyState
        icon={IconPlugConnected}
        title={text.installed.emptyTitle}
        body={text.installed.emptyBodyReadOnly(workspace.name)}
      />
    )
  return (
    <EmptyState
      icon={IconPlugConnected}
      title={text.installed.emptyTitle}
      body={text.installed.emptyBody(workspace.name)}
    >
      <Button variant="primary" onClick={() => view.showTab('catalog')}>
        {text.installed.browse}
      </Button>
      <Button busy={isLoading} onClick={() => void loadSamples()}>
        {text.installed.samples}
      </Button>
    </EmptyState>
  )
}
