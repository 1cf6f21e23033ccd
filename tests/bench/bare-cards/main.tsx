import { createRoot } from 'react-dom/client'
import { Root } from './page.tsx'
import './page.css'

/** The plainest card, with seven nodes. */
const card = (name: string) => (
  <div role="listitem" className="card">
    <h2>{name}</h2>
    <p>WordPress</p>
    <p>inactive</p>
    <button>Configure</button>
    <button>Activate</button>
    <button>Delete</button>
  </div>
)

const root = document.getElementById('root')
if (root) createRoot(root).render(<Root height={178} card={card} />)
