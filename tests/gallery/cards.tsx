import { type ReactNode, useState } from 'react'
import { createStore } from 'zustand/vanilla'
import type { ConnectorCard as Connector } from '../../src/contract/groups/connectors.ts'
import { CatalogCard, type CatalogItem } from '../../src/renderer/features/catalog/catalog-card.tsx'
import { ConnectorCard } from '../../src/renderer/features/installed/connector-card.tsx'
import { StoresContext, useStores } from '../../src/renderer/stores/context.ts'
import type { Cell } from '../../src/renderer/ui/cards/cell.ts'
import { Exhibit, Exhibits } from './exhibit.tsx'
import type { Subjects } from './subjects.ts'

const day = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)

const LONG = 'Customer stories and release notes of every product for partners and resellers in northern Europe'

/** The difference of each installed card from a plain one. */
const INSTALLED: Record<string, Partial<Connector>> = {
  active: {},
  inactive: { status: 'inactive' },
  error: { status: 'error', statusMessage: 'The access token was revoked by its owner' },
  'error with a long message': { status: 'error', statusMessage: `${LONG}. ${LONG}. ${LONG}.` },
  expired: { secretExpiresAt: day(-3) },
  'expires today': { secretExpiresAt: day(0) },
  'expires soon': { secretExpiresAt: day(5) },
  'expires later': { secretExpiresAt: day(200) },
  outdated: { attention: 3 },
  'signed out': { needsSignIn: true },
  'a secret cannot be read': { needsSecrets: true },
  'everything at once': {
    status: 'error',
    statusMessage: 'The service answers 503 Service Unavailable',
    secretExpiresAt: day(-3),
    attention: 1,
    needsSecrets: true,
  },
  'without tags': { tags: [] },
  'many tags': {
    tags: ['prod', 'comms', 'press', 'nordics', 'campaign of next spring', 'agency', 'social', 'archive'],
  },
  'long names': { name: LONG, catalogName: LONG, tags: [LONG.slice(0, 50)], updatedByName: LONG },
}

const catalogCard = (item: CatalogItem, cell: Cell) => <CatalogCard item={item} {...cell} />

const connectorCard = (item: Connector, cell: Cell, mayChange = true) => (
  <ConnectorCard
    {...cell}
    item={item}
    isSelected={false}
    isOpen={false}
    isPending={false}
    mayChange={mayChange}
    tags={[]}
    terms={[]}
  />
)

export function Cards({ subjects: { card, builtIn, imported } }: { subjects: Subjects }) {
  const cards = Object.entries(INSTALLED).map(([name, change]): [string, Connector] => [
    name,
    { ...card, tags: ['prod'], ...change },
  ])
  const catalog: Record<string, CatalogItem> = {
    'built in': { entry: builtIn, installed: 0 },
    'installed twice': { entry: builtIn, installed: 2 },
    imported: { entry: imported, installed: 12 },
    'long texts': {
      entry: { ...imported, name: LONG, category: LONG, description: `${LONG}. ${LONG}.` },
      installed: 0,
    },
    'without a description': { entry: { ...imported, description: '' }, installed: 0 },
  }
  return (
    <>
      <h3 className="font-semibold">Catalog</h3>
      <CardList label="Catalog cards" items={Object.entries(catalog)} renderCard={catalogCard} />
      <h3 className="font-semibold">Installed</h3>
      <CardList label="Installed cards" items={cards} renderCard={connectorCard} />
      <h3 className="font-semibold">As a member sees them</h3>
      <AsMember>
        <CardList
          label="Catalog cards of a member"
          items={Object.entries(catalog).slice(0, 1)}
          renderCard={catalogCard}
        />
        <CardList
          label="Installed cards of a member"
          items={cards.slice(0, 4)}
          renderCard={(item, cell) => connectorCard(item, cell, false)}
        />
      </AsMember>
    </>
  )
}

interface CardListProps<T> {
  label: string
  items: [name: string, item: T][]
  renderCard: (item: T, cell: Cell) => ReactNode
}

const CardList = <T,>({ label, items, renderCard }: CardListProps<T>) => (
  <Exhibits>
    {items.map(([name, item], index) => (
      <Exhibit key={name} name={name}>
        <div role="list" aria-label={`${label}: ${name}`} className="grid flex-1">
          {renderCard(item, {
            index,
            count: items.length,
            isCurrent: true,
            titleId: `${label}-${index}`.replaceAll(' ', '-'),
          })}
        </div>
      </Exhibit>
    ))}
  </Exhibits>
)

/** The same stores for a member, who only reads. */
function AsMember({ children }: { children: ReactNode }) {
  const stores = useStores()
  const [reading] = useState(() => {
    const { list, ...state } = stores.workspaces.store.getState()
    const readOnly = list?.map((workspace) => ({ ...workspace, role: 'member' as const })) ?? null
    return { ...stores, workspaces: { ...stores.workspaces, store: createStore(() => ({ ...state, list: readOnly })) } }
  })
  return <StoresContext value={reading}>{children}</StoresContext>
}
