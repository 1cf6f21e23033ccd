import { IconBooks, IconCloudOff } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import { useStore } from 'zustand'
import type { CatalogCard as Entry } from '../../../contract/groups/catalog.ts'
import { createSearch } from '../../../shared/search/search.ts'
import { mayChange, useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { CardGrid } from '../../ui/cards/card-grid.tsx'
import { EmptyState } from '../../ui/states/empty-state.tsx'
import { NoMatch } from '../../ui/states/no-match.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { Segments } from '../../ui/fields/segments.tsx'
import { CardSkeletons } from '../../ui/states/skeleton.tsx'
import { CatalogCard, type CatalogItem } from './catalog-card.tsx'

const search = createSearch<Entry>((entry) => [entry.name, entry.key, entry.category, entry.description])

/** The Catalog tab; `actions` are shown beside its filters. */
export function CatalogTab({ actions }: { actions: ReactNode }) {
  const { catalog, view } = useStores()
  const workspace = useWorkspace()
  const { cards, error } = useStore(catalog.store)
  const query = useStore(view.store, (state) => state.search.catalog)
  const category = useStore(view.store, (state) => state.category)
  const { cards: connectors } = useConnectors()

  const counts = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { catalogKey } of connectors ?? []) counts.set(catalogKey, (counts.get(catalogKey) ?? 0) + 1)
    return counts
  }, [connectors])
  const { items: matches, terms } = useMemo(() => search(cards ?? [], query), [cards, query])
  const items = useMemo(
    () =>
      matches
        .filter((entry) => category === null || entry.category === category)
        .map((entry): CatalogItem => ({ entry, installed: counts.get(entry.key) ?? 0 })),
    [matches, category, counts],
  )
  const categories = useMemo(() => {
    const names = [...new Set((cards ?? []).map((entry) => entry.category))].toSorted()
    const count = (name: string | null) => matches.filter((entry) => name === null || entry.category === name).length
    return [null, ...names].map((name) => ({ value: name, label: name ?? text.catalog.all, count: count(name) }))
  }, [cards, matches])

  if (!cards)
    return error ? (
      <EmptyState icon={IconCloudOff} title={text.catalog.failed} body={errorMessage(error)} isAlert>
        <Button onClick={() => void catalog.refresh()}>{text.common.retry}</Button>
      </EmptyState>
    ) : (
      <CardSkeletons />
    )
  if (cards.length === 0)
    return <EmptyState icon={IconBooks} title={text.catalog.emptyTitle} body={text.catalog.emptyBody} />

  const enter = ({ entry }: CatalogItem) =>
    view.open(
      mayChange(workspace)
        ? { kind: 'add', key: entry.key, workspaceId: workspace.id }
        : { kind: 'details', key: entry.key },
    )
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-5 pt-4 pb-3">
        <Segments
          label={text.catalog.categories}
          options={categories}
          value={category}
          onChange={(next) => view.filter({ category: next })}
        />
        {!mayChange(workspace) && <Notice kind="lock">{text.workspaces.readOnly(workspace.name)}</Notice>}
        {actions}
      </div>
      {items.length === 0 ? (
        <NoMatch showAll={view.clearFilters} />
      ) : (
        <CardGrid
          label={text.catalog.list}
          items={items}
          terms={terms}
          keyOf={keyOf}
          card={CatalogCard}
          estimatedHeight={162}
          onEnter={enter}
          resetKey={`${query}/${category}`}
        />
      )}
    </>
  )
}

const keyOf = ({ entry }: CatalogItem) => entry.key
