import { IconCloudOff, IconPlugConnected } from '@tabler/icons-react'
import {
  type ComponentProps,
  type ComponentType,
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react'
import { useStore } from 'zustand'
import { mayChange, useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { HelpLink } from '../../ui/help-link.tsx'
import { EmptyState } from '../../ui/states/empty-state.tsx'
import { NoMatch } from '../../ui/states/no-match.tsx'
import { CardSkeletons } from '../../ui/states/skeleton.tsx'
import { useToday } from '../../ui/today.ts'
import { Chips } from './chips.tsx'
import { ConnectorList } from './connector-list.tsx'
import { applyFilters, applyStatus, searchConnectors, sortCards } from './filters.ts'
import { groupCards } from './groups.ts'
import { Toolbar } from './toolbar.tsx'

/** These are no part of the first screen; their scripts are loaded right after that. */
const loadPanel = () =>
  import('./panel/connector-panel.tsx').then(({ ConnectorPanel }) => ({ default: ConnectorPanel }))
const ConnectorPanel = lazy(loadPanel)
const loadActionBar = () => import('./action-bar.tsx').then(({ ActionBar }) => ({ default: ActionBar }))
const ActionBar = lazy(loadActionBar)
const loadMenu = () => import('./connector-menu.tsx').then(({ ConnectorMenu }) => ({ default: ConnectorMenu }))
const ConnectorMenu = lazy(loadMenu)

function LazyPanel(props: ComponentProps<typeof ConnectorPanel>) {
  const { list } = useStores()
  const isOpen = useStore(list.store, ({ panel }) => panel !== null)
  return isOpen ? (
    <Suspense>
      <ConnectorPanel {...props} />
    </Suspense>
  ) : null
}

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
  const { filters, sort, grouping, selected, menu } = useStore(list.store)
  const [isSelecting, isMenuOpen] = [selected.size > 0, menu !== null]
  const hasDates = useMemo(() => cards?.some((card) => card.secretExpiresAt !== null) ?? false, [cards])
  const today = useToday(hasDates)

  const sorted = useMemo(() => sortCards(cards ?? [], sort, today), [cards, sort, today])
  const { items: hits, terms } = useMemo(() => searchConnectors(sorted, query), [sorted, query])
  const matches = useMemo(() => applyFilters(hits, filters, today), [hits, filters, today])
  const items = useMemo(() => applyStatus(matches, filters.status, today), [matches, filters.status, today])
  const grouped = useMemo(() => groupCards(items, grouping), [items, grouping])
  // A connector with several tags stands in several groups, and the panel goes to it once.
  const inOrder = useMemo(() => (grouped.groups.length === 0 ? items : [...new Set(grouped.items)]), [grouped, items])

  useEffect(() => {
    // One that cannot be loaded now is loaded when it is needed, or fails then.
    void Promise.all([loadPanel(), loadActionBar(), loadMenu()]).catch(() => undefined)
  }, [])

  // The first key in the search should not wait until the texts of all connectors have been read.
  useEffect(() => {
    const prepare = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.matches('[type=search]')) setTimeout(searchConnectors.prepare, 0, sorted)
    }
    addEventListener('focusin', prepare)
    return () => removeEventListener('focusin', prepare)
  }, [sorted])

  // What somebody else has deleted is not selected any more.
  useEffect(() => {
    if (!cards || selected.size === 0) return
    const known = cards.filter(({ id }) => selected.has(id))
    if (known.length < selected.size) list.select(known.map(({ id }) => id))
  }, [cards, selected, list])

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
        {items.length === 0 ? (
          <NoMatch showAll={list.clear} />
        ) : (
          <ConnectorList {...grouped} terms={terms} query={query} />
        )}
        <Suspense>
          {isSelecting && <ActionBar cards={cards} items={items} />}
          {isMenuOpen && <ConnectorMenu cards={cards} />}
        </Suspense>
      </div>
      <LazyPanel items={inOrder} cards={cards} activity={activity} />
    </div>
  )
}

function NothingInstalled() {
  const { api, connectors, toasts, view } = useStores()
  const workspace = useWorkspace()
  const readTrash = useCallback(
    () => api.trash.list({ workspaceId: workspace.id, limit: 1 }).then(({ length }) => length > 0),
    [api, workspace.id],
  )
  const { value: hasTrash } = useReading(workspace.id, readTrash)
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
      >
        <HelpLink to="workspaces-and-people#people-and-roles" />
      </EmptyState>
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
      {hasTrash === true && (
        <Button onClick={() => view.open({ kind: 'trash', workspaceId: workspace.id })}>
          {text.installed.fromTrash}
        </Button>
      )}
      <HelpLink to="connectors#add-one" />
    </EmptyState>
  )
}
