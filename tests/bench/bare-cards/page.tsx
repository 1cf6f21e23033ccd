import { useVirtualizer } from '@tanstack/react-virtual'
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react'

const COLUMNS = 4
const LANES = [...Array(COLUMNS).keys()]

/** The names of so many connectors. */
const named = (prefix: string, length: number): string[] =>
  Array.from({ length }, (_, index) => `${prefix} connector ${String(index).padStart(7, '0')}`)

const cards = named('c', 10_000)
const sets = [named('a', 1000), named('b', 1000)] as const

interface ListProps {
  items: readonly string[]
  /** Pixels of a card. */
  height: number
  card: (name: string, index: number) => ReactNode
}

/** The page that the address names. */
export const Root = (props: Omit<ListProps, 'items'>) =>
  location.search === '?switch' ? <Switch {...props} /> : <Page {...props} />

/** Two lists of 1,000 cards, in turns by the keys 1 and 2. */
function Switch(props: Omit<ListProps, 'items'>) {
  const [at, setAt] = useState<0 | 1>(0)
  useEffect(() => {
    addEventListener('keydown', ({ key }) => setAt(key === '2' ? 1 : 0))
  }, [])
  return <Cards items={sets[at]} {...props} />
}

/** A button that opens the list, and a field that searches it. */
function Page({ height, card }: Omit<ListProps, 'items'>) {
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  return (
    <>
      <button onClick={() => setOpen(true)}>Installed</button>
      <input type="search" onChange={(event) => setQuery(event.target.value)} />
      {isOpen && <Cards items={cards.filter((name) => name.includes(query))} height={height} card={card} />}
    </>
  )
}

/** The virtualised list alone. */
function Cards({ items, height, card }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: Math.ceil(items.length / COLUMNS),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    gap: 12,
    overscan: 2,
  })
  return (
    <div ref={scroller} style={{ height: 'calc(100vh - 60px)', overflowY: 'auto' }}>
      <div role="list" style={{ position: 'relative', height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => (
          <div
            key={row.key}
            style={{
              position: 'absolute',
              inset: '0 0 auto',
              display: 'grid',
              gridTemplateColumns: `repeat(${COLUMNS}, 1fr)`,
              gap: 12,
              transform: `translateY(${row.start}px)`,
            }}
          >
            {/* Cards are keyed by place, as ours are, so a search reuses the elements here, too. */}
            {LANES.map((lane) => {
              const index = row.index * COLUMNS + lane
              const name = items[index]
              return name === undefined ? null : <Fragment key={lane}>{card(name, index)}</Fragment>
            })}
          </div>
        ))}
      </div>
    </div>
  )
}
