import { IconCloudOff, IconPlugConnected } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ConnectorCard as Connector } from '../../../contract/groups/connectors.ts'
import { expiresWithin } from '../../../shared/expiry.ts'
import { mayChange, useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { CardGrid } from '../../ui/cards/card-grid.tsx'
import { EmptyState } from '../../ui/states/empty-state.tsx'
import { NoMatch } from '../../ui/states/no-match.tsx'
import { CardSkeletons } from '../../ui/states/skeleton.tsx'
import { ConnectorCard } from './connector-card.tsx'
import { FilterBar } from './filter-bar.tsx'
import { entriesOf, searchConnectors } from './filters.ts'

/** The Installed tab. */
export function InstalledTab() {
  const { connectors, view } = useStores()
  const workspace = useWorkspace()
  const { cards, error } = useConnectors()
  const query = useStore(view.store, (state) => state.search.installed)
  const status = useStore(view.store, (state) => state.status)
  const spotlight = useStore(view.store, (state) => state.spotlight)
  const entryKey = useStore(view.store, (state) => state.entryKey)
  const within = useStore(view.store, (state) => state.expiresWithin)

  const onlyOutdated = useStore(view.store, (state) => state.onlyOutdated)

  const [today] = useState(() => new Date())

  const entries = useMemo(() => entriesOf(cards ?? []), [cards])
  const { items: hits, terms } = useMemo(() => searchConnectors(cards ?? [], query), [cards, query])
  const matches = useMemo(() => {
    const ofEntry = entryKey === null ? hits : hits.filter((card) => card.catalogKey === entryKey)
    return ofEntry.filter(
      ({ secretExpiresAt, attention }) =>
        (within === null || expiresWithin(secretExpiresAt, within, today)) && (!onlyOutdated || attention > 0),
    )
  }, [hits, entryKey, within, onlyOutdated, today])
  const items = useMemo(
    () => (status === null ? matches : matches.filter((card) => card.status === status)),
    [matches, status],
  )

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
    <>
      <FilterBar cards={matches} entries={entries} />
      {items.length === 0 ? (
        <NoMatch showAll={view.clearFilters} />
      ) : (
        <CardGrid
          label={text.installed.list}
          items={items}
          terms={terms}
          keyOf={keyOf}
          card={ConnectorCard}
          estimatedHeight={176}
          onEnter={({ id }) => view.open({ kind: 'configure', id, workspaceId: workspace.id })}
          onDelete={
            mayChange(workspace) ? (card) => view.open({ kind: 'delete', card, workspaceId: workspace.id }) : undefined
          }
          spotlight={spotlight}
          onSpotlit={() => view.spotlight(null)}
          resetKey={`${workspace.id}/${query}/${status}/${entryKey}/${within}/${onlyOutdated}`}
        />
      )}
    </>
  )
}

const keyOf = ({ id }: Connector) => id

function NothingInstalled() {
  const { connectors, toasts, view } = useStores()
  const workspace = useWorkspace()
  const [isLoading, setLoading] = useState(false)
  const loadSamples = async () => {
    setLoading(true)
    try {
      toasts.success(text.workspaces.samplesLoaded(await connectors.loadSamples(workspace.id)))
    } catch (error) {
      toasts.failure(text.workspaces.samplesFailed, error)
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
