import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Cards, named, Page } from './page.tsx'
import './page.css'

const HEIGHT = 178
const sets = [named('a', 1000), named('b', 1000)] as const

/** The plainest card, with seven nodes. */
const card = (name: string) => (
  <div key={name} role="listitem" className="card">
    <h2>{name}</h2>
    <p>WordPress</p>
    <p>inactive</p>
    <button>Configure</button>
    <button>Activate</button>
    <button>Delete</button>
  </div>
)

/** Two lists of the same cards, in turns by the keys 1 and 2. */
function Switch() {
  const [at, setAt] = useState<0 | 1>(0)
  useEffect(() => {
    addEventListener('keydown', ({ key }) => setAt(key === '2' ? 1 : 0))
  }, [])
  return <Cards items={sets[at]} height={HEIGHT} card={card} />
}

const root = document.getElementById('root')
if (root) createRoot(root).render(location.search === '?switch' ? <Switch /> : <Page height={HEIGHT} card={card} />)
