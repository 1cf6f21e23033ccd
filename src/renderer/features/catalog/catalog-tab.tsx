import { IconBooks, IconCloudOff } from '@tabler/icons-react'
import { type ComponentProps, type ReactNode, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { createSearch } from '../../../shared/search/search.ts'
import { mayChange, useConnectors, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { CardGrid } from '../../ui/cards/card-grid.tsx'
import { HelpLink } from '../../ui/help-link.tsx'
import { EmptyState } from '../../ui/states/empty-state.tsx'
import { NoMatch } from '../../ui/states/no-match.tsx'
import { CardSkeletons } from '../../ui/states/skeleton.tsx'
import { CatalogCard, type CatalogItem } from './catalog-card.tsx'
import { CatalogMenu } from './catalog-menu.tsx'
import { CatalogToolbar } from './catalog-toolbar.tsx'
import { filterItems, sortItems } from './facets.ts'

const search = createSearch<CatalogItem>(({ entry }) => [entry.name, entry.key, entry.category, entry.description])

const CARD_HEIGHT = 152

/** The Catalog tab; `actions` are shown beside its filters. */
export function CatalogTab({ actions }: { actions: ReactNode }) {
  const { catalog, view } = useStores()
  const workspace = useWorkspace()
  const { cards, error } = useStore(catalog.store)
  const query = useStore(view.store, (state) => state.search.catalog)
  const filters = useStore(view.store, (state) => state.catalogFilters)
  const sort = useStore(view.store, (state) => state.catalogSort)
  const { cards: connectors } = useConnectors()
  const [menu, setMenu] = useState<Pick<ComponentProps<typeof CatalogMenu>, 'entry' | 'anchor'> | null>(null)

  const counts = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { catalogKey } of connectors ?? []) counts.set(catalogKey, (counts.get(catalogKey) ?? 0) + 1)
    return counts
  }, [connectors])
  const all = useMemo(
    () => (cards ?? []).map((entry): CatalogItem => ({ entry, installed: counts.get(entry.key) ?? 0 })),
    [cards, counts],
  )
  const sorted = useMemo(() => sortItems(all, sort), [all, sort])
  const { items: matches, terms } = useMemo(() => search(sorted, query), [sorted, query])
  const items = useMemo(() => filterItems(matches, filters), [matches, filters])

  if (!cards)
    return error ? (
      <EmptyState icon={IconCloudOff} title={text.catalog.failed} body={errorMessage(error)} isAlert>
        <Button onClick={() => void catalog.refresh()}>{text.common.retry}</Button>
      </EmptyState>
    ) : (
      <CardSkeletons />
    )
  if (cards.length === 0)
    return (
      <EmptyState icon={IconBooks} title={text.catalog.emptyTitle} body={text.catalog.emptyBody}>
        <HelpLink to="catalog#entries-of-your-own" />
      </EmptyState>
    )

  const enter = ({ entry }: CatalogItem) =>
    view.open(
      mayChange(workspace)
        ? { kind: 'add', key: entry.key, workspaceId: workspace.id }
        : { kind: 'details', key: entry.key },
    )
  return (
    <>
      <CatalogToolbar all={all} matches={matches} actions={actions} />
      {items.length === 0 ? (
        <NoMatch showAll={view.clearFilters} />
      ) : (
        <CardGrid
          label={text.catalog.list}
          items={items}
          terms={terms}
          keyOf={keyOf}
          renderCard={(item, cell) => <CatalogCard item={item} {...cell} />}
          estimatedHeight={CARD_HEIGHT}
          isFixed
          onEnter={enter}
          onMenu={({ entry }, anchor) => setMenu({ entry, anchor })}
          resetKey={`${query}/${sort}/${Object.values(filters).join('/')}`}
        />
      )}
      {menu && <CatalogMenu {...menu} onClose={() => setMenu(null)} />}
    </>
  )
}

const keyOf = ({ entry }: CatalogItem) => entry.key
