import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import './page.css'

const COLUMNS = 4
const named = (prefix: string, length: number) =>
  Array.from({ length }, (_, index) => `${prefix} connector ${String(index).padStart(7, '0')}`)
const cards = named('c', 10_000)
const sets = [named('a', 1000), named('b', 1000)] as const

/** The virtualised list alone, with the plainest cards, as the measure of speed. */
function Page() {
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  return (
    <>
      <button onClick={() => setOpen(true)}>Installed</button>
      <input type="search" onChange={(event) => setQuery(event.target.value)} />
      {isOpen && <Cards items={cards.filter((name) => name.includes(query))} />}
    </>
  )
}

/** Two lists of the same cards, in turns by the keys 1 and 2. */
function Switch() {
  const [at, setAt] = useState<0 | 1>(0)
  useEffect(() => {
    addEventListener('keydown', ({ key }) => setAt(key === '2' ? 1 : 0))
  }, [])
  return <Cards items={sets[at]} />
}

function Cards({ items }: { items: string[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: Math.ceil(items.length / COLUMNS),
    getScrollElement: () => scroller.current,
    estimateSize: () => 178,
    gap: 12,
    overscan: 2,
  })
  return (
    <div ref={scroller} className="scroller">
      <div role="list" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => (
          <div key={row.key} className="row" style={{ transform: `translateY(${row.start}px)` }}>
            {items.slice(row.index * COLUMNS, (row.index + 1) * COLUMNS).map((name) => (
              <div key={name} role="listitem" className="card">
                <h2>{name}</h2>
                <p>WordPress</p>
                <p>inactive</p>
                <button>Configure</button>
                <button>Activate</button>
                <button>Delete</button>
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(location.search === '?switch' ? <Switch /> : <Page />)
